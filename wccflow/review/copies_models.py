"""Word copies: those that are made apart, and those that came back; each is one person's alone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified


class MadeCopy(Identified, Base):
    """A long Word copy that is made in the background, for the person who asked for it."""

    __tablename__ = "made_copy"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"))
    readers: Mapped[str] = mapped_column(String(80))  # by the key of their audience; empty for her alone
    comes_back_to: Mapped[str]  # the address that its first page names
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)  # threads that stand in it
    total: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    at_the_end: Mapped[int] = mapped_column(default=0)  # threads whose place Word cannot show

    @property
    def address(self) -> str:
        """The path of its page."""
        return f"/made-copies/{self.id}"


class ReturnedCopy(Identified, Base):
    """A Word copy of a version that somebody brought back; seen by that person alone."""

    __tablename__ = "returned_copy"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"))
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))  # empty since the file was let go
    size: Mapped[int]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    read_at: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(default="")
    # How far it has come: comments read, and then those of `wanted` that were brought in.
    done: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    total: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    wanted: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True)
    )  # until it is in, or refused
    refused: Mapped[str] = mapped_column(default="", server_default="")

    @property
    def address(self) -> str:
        """The path of its page."""
        return f"/copies/{self.id}"


class ReturnedRemark(Base):
    """One comment of a returned copy: what it says, where it seems to stand, and which message it became."""

    __tablename__ = "returned_remark"

    copy_id: Mapped[UUID] = mapped_column(ForeignKey("returned_copy.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    above: Mapped[int | None]  # the ordinal of the comment that it answers
    author: Mapped[str]
    written_at: Mapped[str] = mapped_column(String(40))  # as the file says it
    words: Mapped[str]
    quote: Mapped[str]  # the words of the copy on which it stands
    outcome: Mapped[str] = mapped_column(String(10))  # exact, moved, edited or lost
    place: Mapped[str | None] = mapped_column(String(24))
    place_quote: Mapped[str]
    likeness: Mapped[float]
    others: Mapped[list[str]] = mapped_column(JSON)
    reference: Mapped[str] = mapped_column(String(12))  # of the message whose copy it is, when it says so
    digest: Mapped[str] = mapped_column(String(40), index=True)  # of who wrote which words when
    comment_id: Mapped[UUID | None] = mapped_column(ForeignKey("comment.id"))  # the message that it became
