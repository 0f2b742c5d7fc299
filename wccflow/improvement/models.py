"""What an organisation undertakes, aims at and shares, and what it says of last year's promises."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class ImprovementAction(Identified, Base):
    """One thing to be done: for which recommendation, by whom, by when, and how: share, learn or buy."""

    __tablename__ = "improvement_action"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    recommendation: Mapped[str] = mapped_column(String(80))
    item: Mapped[str] = mapped_column(String(80), default="", server_default="")  # what it is to better
    title: Mapped[str]
    owner: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    due_on: Mapped[date]
    planned_at: Mapped[datetime]
    planned_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    finished_at: Mapped[datetime | None]
    finished_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)


class Target(Identified, Versioned, Base):
    """The level at which an organisation aims for an item."""

    __tablename__ = "improvement_target"
    __table_args__ = (UniqueConstraint("case_id", "item"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    item: Mapped[str] = mapped_column(String(80))
    value: Mapped[str] = mapped_column(String(40))
    set_at: Mapped[datetime]
    set_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)


class Offer(Identified, Base):
    """That an organisation agrees to share what it does well in an item, until it takes that back."""

    __tablename__ = "improvement_offer"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    item: Mapped[str] = mapped_column(String(80))
    words: Mapped[str]
    given_at: Mapped[datetime]
    given_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class PromiseAnswer(Identified, Base):
    """What an organisation says this year of an action of last year, and the passage of the new plan."""

    __tablename__ = "promise_answer"
    __table_args__ = (UniqueConstraint("case_id", "action_id", "number"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    action_id: Mapped[UUID] = mapped_column(ForeignKey("improvement_action.id"))
    number: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(20))  # kept, partly or dropped
    words: Mapped[str]
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("document_version.id"))
    passage: Mapped[str] = mapped_column(String(24), default="")
    quote: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
