"""Sessions, what is asked in them and supported, what was answered, and notes made on it later."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class Hearing(Identified, Versioned, Base):
    """A session of one case; what is said in it stands in a thread of its own, before the same readers."""

    __tablename__ = "hearing"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    title: Mapped[str]
    begins_at: Mapped[datetime | None]  # when it is planned for
    minutes: Mapped[int | None]  # for the whole of it
    minutes_each: Mapped[int | None]  # for one question
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    thread_id: Mapped[UUID | None] = mapped_column(ForeignKey("thread.id"))
    opened_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    @property
    def address(self) -> str:
        """The path of the session's page."""
        return f"/sessions/{self.id}"


class Question(Identified, Versioned, Base):
    """Something asked in a session, and what became of it; `place` is where the moderator put it."""

    __tablename__ = "hearing_question"
    __table_args__ = (UniqueConstraint("hearing_id", "number"),)

    hearing_id: Mapped[UUID] = mapped_column(ForeignKey("hearing.id"))
    number: Mapped[int]
    words: Mapped[str]
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), index=True)
    enquiry_id: Mapped[UUID | None] = mapped_column(ForeignKey("thread.id"))  # the line of enquiry it is from
    place: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    into_id: Mapped[UUID | None] = mapped_column(ForeignKey("hearing_question.id"))
    taken_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # who asks it aloud
    taken_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(default="")  # it was set aside
    settled_at: Mapped[datetime | None]


class Support(Base):
    """That a person wants a question to be asked: one vote each; pages tell how many, never who."""

    __tablename__ = "hearing_support"

    question_id: Mapped[UUID] = mapped_column(ForeignKey("hearing_question.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime]


class Answer(Identified, Base):
    """What was answered, by whom and when, as the moderator recorded it; ratings may cite it."""

    __tablename__ = "hearing_answer"

    hearing_id: Mapped[UUID] = mapped_column(ForeignKey("hearing.id"), index=True)
    question_id: Mapped[UUID] = mapped_column(ForeignKey("hearing_question.id"), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    words: Mapped[str]
    given_by: Mapped[str]  # the name as it is told; `given_by_id` when it is a person known here
    given_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), index=True)
    withdrawn_at: Mapped[datetime | None]

    @property
    def address(self) -> str:
        """The path at which the answer is read with its question."""
        return f"/sessions/{self.hearing_id}/questions/{self.question_id}"


class Note(Identified, Base):
    """A correction to an answer of a closed session: the record itself stays as it was."""

    __tablename__ = "hearing_note"

    answer_id: Mapped[UUID] = mapped_column(ForeignKey("hearing_answer.id"), index=True)
    words: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), index=True)
