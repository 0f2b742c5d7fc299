"""Documents by slot, their versions that never change, what fills a slot, and the passages that were read."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    ForeignKey,
    String,
    UniqueConstraint,
    case,
    cast,
    event,
    inspect,
    literal,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from wccflow.base.models import Base, Identified

NEVER_CHANGED = ("case_id", "document_id", "draft", "file_name", "sha256", "size", "filed_by_id", "filed_at")


class Document(Identified, Base):
    """The one identity of a slot in a case, whatever versions come to fill it."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("case_id", "slot"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    slot: Mapped[str] = mapped_column(String(80))
    frozen_at: Mapped[datetime | None]
    wanted_at: Mapped[datetime | None]  # since when a reviewer asks for it again
    wanted_why: Mapped[str] = mapped_column(default="")


class Version(Identified, Base):
    """One file as it was filed, and what reading it gave.

    Everything filed is a numbered draft. Only what is shared becomes a version with a number of its own, from
    1, so that no number tells those who assess how often the organisation changed its mind before.
    """

    __tablename__ = "document_version"
    __table_args__ = (
        UniqueConstraint("document_id", "number"),
        UniqueConstraint("document_id", "shared_number"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id"))  # the slot for which the file came
    draft: Mapped[int] = mapped_column("number")
    shared_number: Mapped[int | None]
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    as_of: Mapped[date | None]
    period_from: Mapped[date | None]
    period_until: Mapped[date | None]
    filed_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    filed_at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    state: Mapped[str] = mapped_column(String(20), index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    read_at: Mapped[datetime | None]
    kind: Mapped[str] = mapped_column(String(20), default="")
    pages: Mapped[int | None]
    passage_count: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[str] = mapped_column(default="")  # why it cannot be read, in a sentence
    outcome_kind: Mapped[str] = mapped_column(String(30), default="", server_default="")  # see outcomes.py
    warnings: Mapped[list[str]] = mapped_column(JSON, default=list)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_why: Mapped[str] = mapped_column(default="")

    @hybrid_property
    def called(self) -> str:
        """What people call it: `version 2`, or `draft 5` as long as it is the organisation's own."""
        return f"version {self.shared_number}" if self.shared_number else f"draft {self.draft}"

    @called.inplace.expression
    @classmethod
    def _called(cls) -> ColumnElement[str]:
        shared = literal("version ") + cast(cls.shared_number, String)
        return case(
            (cls.shared_number.is_not(None), shared), else_=literal("draft ") + cast(cls.draft, String)
        )


class Filling(Identified, Base):
    """A version, or some pages of it, in a slot; the newest that still stands is the slot's document."""

    __tablename__ = "filling"
    __table_args__ = (UniqueConstraint("document_id", "ordinal"),)

    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"), index=True)
    ordinal: Mapped[int]
    first_page: Mapped[int | None]
    last_page: Mapped[int | None]
    filled_at: Mapped[datetime]
    filled_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    board_approved_on: Mapped[date | None]
    taken_back_at: Mapped[datetime | None]  # since when these pages fill the slot no more


class PassageRow(Base):
    """One passage of a version, under the name that it keeps in the next version."""

    __tablename__ = "passage"
    __table_args__ = (UniqueConstraint("version_id", "key"),)

    version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(24))
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str]
    heading: Mapped[str | None]
    page: Mapped[int | None]
    cell: Mapped[str | None]
    level: Mapped[int | None]
    cells: Mapped[list[str]] = mapped_column(JSON, default=list)


class RemarkRow(Base):
    """What somebody wrote in the margin of a file before it was filed."""

    __tablename__ = "remark"

    version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    passage: Mapped[str] = mapped_column(String(24), default="")
    author: Mapped[str] = mapped_column(default="")
    at: Mapped[str] = mapped_column(default="")  # as the file says it
    text: Mapped[str]


class PictureRow(Base):
    """Where a version holds a picture, and what it is called inside the file."""

    __tablename__ = "picture"

    version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    after: Mapped[str] = mapped_column(String(24), default="")  # the passage before it
    name: Mapped[str]
    alt: Mapped[str] = mapped_column(default="")


class ReadingProgress(Base):
    """How far the reading of a version has come; gone when it is settled."""

    __tablename__ = "reading_progress"

    version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"), primary_key=True)
    done: Mapped[int]
    total: Mapped[int]


class Arrival(Identified, Base):
    """A file that was brought and waits until the person who brought it says which slot it is for."""

    __tablename__ = "arrival"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    fault: Mapped[str] = mapped_column(default="", server_default="")  # why it cannot be filed, in a sentence
    looked_at: Mapped[datetime | None]  # since when its opening words are known
    pages: Mapped[int | None]
    opening: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")


class SectionViewed(Base):
    """That a person has viewed a section of a document as it stands under these words: hers alone."""

    __tablename__ = "section_viewed"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)  # of the path and the words
    path: Mapped[str] = mapped_column(String(64))  # a digest of the headings that lead there
    at: Mapped[datetime]


@event.listens_for(Version, "before_update")
def _stays_as_filed(mapper: Mapper[Any], connection: Connection, version: Version) -> None:
    attributes = inspect(version).attrs
    if any(attributes[name].history.has_changes() for name in NEVER_CHANGED):
        raise RuntimeError("a filed version never changes: file a new one")
