"""What a person keeps for her own attention: what she follows, marked as read, and has gathered to send."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class ThreadWish(Base):
    """What a person wants of a thread: to follow it, or to hear nothing of it."""

    __tablename__ = "thread_wish"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id"), primary_key=True, index=True)
    wish: Mapped[str] = mapped_column(String(12))  # following or muted
    at: Mapped[datetime]


class CaseWish(Base):
    """That a person follows a case: she is told of every thread of it that she may read and has not muted."""

    __tablename__ = "case_wish"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), primary_key=True, index=True)
    at: Mapped[datetime]


class ReadAll(Base):
    """The last time a person marked many threads as read at once, with the marks as they stood before."""

    __tablename__ = "read_all"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"))
    at: Mapped[datetime]
    messages: Mapped[int]
    marks: Mapped[str]  # JSON: by thread the mark before (0: none) and the one that was set


class PendingComment(Identified, Versioned, Base):
    """A comment that a person has gathered while reading and not sent; nobody else knows of it."""

    __tablename__ = "pending_comment"
    __table_args__ = (Index("ix_pending_person_case", "person_id", "case_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    place: Mapped[int]  # in the order in which they will be sent
    thread_id: Mapped[UUID | None] = mapped_column(ForeignKey("thread.id"))  # a reply; else a new thread
    kind: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(default="")
    audience: Mapped[str] = mapped_column(String(80), default="")  # by its key in the definition
    people: Mapped[str] = mapped_column(default="")  # the ids of named people, with blanks between
    readers_id: Mapped[UUID | None]  # the very audience that the person saw when she wrote
    body: Mapped[str]
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("document_version.id"))
    passage: Mapped[str] = mapped_column(String(24), default="")
    quote: Mapped[str] = mapped_column(default="")
    item: Mapped[str] = mapped_column(String(80), default="")
    slot: Mapped[str] = mapped_column(String(80), default="")
    subject: Mapped[str] = mapped_column(String(120), default="")
    made_at: Mapped[datetime]
    # The message that it became: it is gathered no more, and kept in case the review is taken back.
    sent_as_id: Mapped[UUID | None] = mapped_column(ForeignKey("comment.id"), index=True)


class SentReview(Identified, Base):
    """Comments that a person gathered and sent together, of which each reader is told once."""

    __tablename__ = "sent_review"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]

    @property
    def address(self) -> str:
        """The path of the page on which it can be taken back for a minute."""
        return f"/reviews/{self.id}"
