"""Approval and embargo, results as published, corrections, withdrawals, releases, and the summary of all."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class Approval(Identified, Base):
    """The nation approves that results of a cycle are published, until somebody holds them back again."""

    __tablename__ = "publication_approval"

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"), index=True)
    note: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class PublishedResult(Identified, Base):
    """One organisation's result as it was published: one JSON text and its hash."""

    __tablename__ = "published_result"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), unique=True)
    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"), index=True)
    content: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class SummaryPart(Identified, Versioned, Base):
    """A part of a cycle's summary as it is being written."""

    __tablename__ = "summary_part"
    __table_args__ = (UniqueConstraint("cycle_id", "key"),)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"))
    key: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class PublishedSummary(Identified, Base):
    """A cycle's summary as it was published; a later one stands beside it."""

    __tablename__ = "published_summary"
    __table_args__ = (UniqueConstraint("cycle_id", "number"),)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"))
    number: Mapped[int]
    content: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class Embargo(Identified, Base):
    """From when on organisations read their own final page, before everybody else does."""

    __tablename__ = "publication_embargo"

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"), index=True)
    begins_at: Mapped[datetime]
    lifts_at: Mapped[datetime | None]  # when publication is planned: told to those who read
    note: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class FinalPageOpening(Identified, Base):
    """Who has opened a final page before it was published, and when; noted beside the log."""

    __tablename__ = "final_page_opening"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class PublicResponse(Identified, Base):
    """What an organisation says in public beside its result; the newest counts, empty words take it back."""

    __tablename__ = "public_response"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    words: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)


class SentenceConsent(Identified, Base):
    """That an organisation lets cited sentences of a document be published, or no more; the newest counts."""

    __tablename__ = "sentence_consent"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id"))
    given: Mapped[bool]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class Correction(Identified, Base):
    """A change of what is published, with its reason; the next release carries it once a second has signed.

    `kind` is `rating` or `words`; `target` the item, or the section of the result whose words change.
    """

    __tablename__ = "result_correction"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    target: Mapped[str] = mapped_column(String(120))
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    signed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]


class ResultWithdrawal(Identified, Base):
    """A published result that is taken from the public pages, with its reason; a tombstone stays."""

    __tablename__ = "result_withdrawal"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    why: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    signed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]  # put back, or dropped before it was signed


class CorrectedResult(Identified, Base):
    """A published result with corrections, as a release carries it; what was published before stays."""

    __tablename__ = "corrected_result"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    number: Mapped[int]
    content: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime]


class Release(Identified, Base):
    """What is published of a cycle as a whole: one JSON text that names every result by its hash."""

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("cycle_id", "number"),)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"))
    number: Mapped[int]
    label: Mapped[str] = mapped_column(String(20))
    note: Mapped[str]
    content: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class ReleaseFile(Identified, Base):
    """The one file of a release for everybody to take away, as it lies in the store."""

    __tablename__ = "release_file"

    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.id"), unique=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    at: Mapped[datetime]


def _stays_published(mapper: Mapper[Any], connection: Connection, published: object) -> None:
    raise RuntimeError("what is published never changes")


for _kept in (PublishedResult, PublishedSummary, CorrectedResult, Release):
    event.listen(_kept, "before_update", _stays_published)
    event.listen(_kept, "before_delete", _stays_published)
