"""Threads, what is said in them, how they end, what each person has read and has not sent yet."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class Thread(Identified, Versioned, Base):
    """A conversation about a passage, an item, a document, another room's thing or the whole case."""

    __tablename__ = "thread"
    __table_args__ = (Index("ix_thread_version_passage", "version_id", "passage"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(default="")
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("document_version.id"))
    passage: Mapped[str | None] = mapped_column(String(24))
    quote: Mapped[str] = mapped_column(default="")
    prefix: Mapped[str] = mapped_column(default="")
    suffix: Mapped[str] = mapped_column(default="")
    page: Mapped[int | None]
    slot: Mapped[str | None] = mapped_column(String(80))
    item: Mapped[str | None] = mapped_column(String(80))
    subject: Mapped[str | None] = mapped_column(String(120), index=True)  # what a later room calls it
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    opened_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    assignee_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    due_on: Mapped[date | None]

    @property
    def address(self) -> str:
        """The path of the thread's page."""
        return f"/threads/{self.id}"


class Comment(Identified, Versioned, Base):
    """One message of a thread; its readers are those of the thread or fewer."""

    __tablename__ = "comment"
    __table_args__ = (UniqueConstraint("thread_id", "ordinal"),)

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id"))
    ordinal: Mapped[int]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(80))  # in which the author spoke then
    body: Mapped[str]
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class CommentEdit(Identified, Base):
    """The words of a message as they stood until its author changed them."""

    __tablename__ = "comment_edit"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), index=True)
    body: Mapped[str]
    until: Mapped[datetime]


class Closure(Identified, Base):
    """A thread is closed while it has one that has not ended."""

    __tablename__ = "closure"

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    why: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class ReadMark(Base):
    """How far a person has read a thread: the place of the last message seen."""

    __tablename__ = "read_mark"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id"), primary_key=True, index=True)
    ordinal: Mapped[int]
    at: Mapped[datetime]


class Draft(Base):
    """Words that a person has not sent yet, and where they would go."""

    __tablename__ = "draft"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    place: Mapped[str] = mapped_column(String(200), primary_key=True)
    body: Mapped[str]
    saved_at: Mapped[datetime]


class Assignment(Identified, Base):
    """A case that is a reviewer's to read, from one instant until another."""

    __tablename__ = "assignment"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class Interest(Identified, Base):
    """What a person, or the firm that sends her, has to do with an organisation, and what came of it."""

    __tablename__ = "interest"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    what: Mapped[str]
    firm: Mapped[str] = mapped_column(default="")
    declared_at: Mapped[datetime]
    declared_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    dismissed_at: Mapped[datetime | None]
    dismissed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    dismissed_why: Mapped[str] = mapped_column(default="")
