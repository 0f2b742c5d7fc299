"""Threads, what is said in them, what becomes of them, what each person has read and has not sent yet."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wccflow.base.models import Base, Identified, Versioned
from wccflow.cycles.models import Cycle
from wccflow.people.models import Organisation
from wccflow.people.rights import Place


class Thread(Identified, Versioned, Base):
    """A conversation about a passage, an item, a document, another room's thing or the whole case.

    It stands in a case, or else in a theme, and in one of the two alone.
    """

    __tablename__ = "thread"
    __table_args__ = (Index("ix_thread_version_passage", "version_id", "passage"),)

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    theme_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme.id"), index=True)
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

    @property
    def home_id(self) -> UUID:
        """The id of the case or the theme in which it stands."""
        home = self.case_id or self.theme_id
        if home is None:
            raise ValueError(f"thread {self.id} stands nowhere")
        return home


class Theme(Identified, Versioned, Base):
    """What is talked about across the organisations of an overseer, or of the nation, in one cycle."""

    __tablename__ = "theme"
    __table_args__ = (UniqueConstraint("cycle_id", "overseer_id", "title"),)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"))
    overseer_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    title: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    digest: Mapped[str] = mapped_column(ForeignKey("definition_text.digest"))
    state: Mapped[str] = mapped_column(String(80))  # whose doors stand open to it; it never moves
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    opened_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]

    cycle: Mapped[Cycle] = relationship(lazy="joined", innerjoin=True)
    overseer: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)

    @property
    def organisation(self) -> Organisation:
        """Whose theme it is."""
        return self.overseer

    @property
    def place(self) -> Place:
        """Where it stands, for rights and audiences: with the overseer, above the organisations."""
        return Place(overseer_id=self.overseer_id)

    @property
    def address(self) -> str:
        """The path of the theme's page."""
        return f"/themes/{self.id}"


class Gathering(Identified, Base):
    """A thread of some case that belongs to a theme too, until it is taken out again."""

    __tablename__ = "gathering"

    theme_id: Mapped[UUID] = mapped_column(ForeignKey("theme.id"), index=True)
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class Comment(Identified, Versioned, Base):
    """One message of a thread; its readers are those of the thread or fewer."""

    __tablename__ = "comment"
    __table_args__ = (
        UniqueConstraint("thread_id", "ordinal"),
        Index("ix_comment_author_thread", "author_id", "thread_id"),
    )

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id"))
    ordinal: Mapped[int]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(80))  # in which the author spoke then
    body: Mapped[str]
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    review_id: Mapped[UUID | None] = mapped_column(ForeignKey("sent_review.id"), index=True)

    @property
    def permalink(self) -> str:
        """The path of its thread's page, opened where it stands."""
        return f"/threads/{self.thread_id}?at={self.id}#comment-{self.id}"


class ThreadTally(Base):
    """How much stands in a thread for one audience, kept with every act so that counting opens no message."""

    __tablename__ = "thread_tally"

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id"), primary_key=True)
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), primary_key=True)
    said: Mapped[int]  # messages that were not deleted
    last_ordinal: Mapped[int]
    last_at: Mapped[datetime]


class Mention(Identified, Base):
    """A person, or everyone of a role, whom a message names; `words` stand in its text after an @."""

    __tablename__ = "mention"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), index=True)
    words: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(80), default="")


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
    ended_by_undo: Mapped[bool] = mapped_column(default=False, server_default=text("false"))


class Verification(Identified, Base):
    """That an answer was confirmed: it holds while the answer is the last word of its thread."""

    __tablename__ = "verification"

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id"), index=True)
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    why: Mapped[str] = mapped_column(default="")
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("document_version.id"))
    passage: Mapped[str | None] = mapped_column(String(24))
    quote: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    @property
    def address(self) -> str:
        """The path of the passage that bears the answer out; nothing when none was named."""
        return f"/evidence/{self.version_id}/passages/{self.passage}" if self.version_id else ""


class Undoable(Identified, Base):
    """What a person did to a thread and may undo for a short while; those of one batch only together."""

    __tablename__ = "undoable"

    batch_id: Mapped[UUID] = mapped_column(index=True)
    event_id: Mapped[UUID] = mapped_column(index=True)
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[UUID | None]  # the closure, verification or message
    assignee_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # who saw to it before
    due_on: Mapped[date | None]
    undone_at: Mapped[datetime | None]


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
