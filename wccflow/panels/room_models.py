"""The panel-day room: leads of items, parts of the day, what the screens show, questions, notes, feedback."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class ItemLead(Identified, Versioned, Base):
    """Who leads the panel's talk of an item, and who is second to her."""

    __tablename__ = "panel_item_lead"
    __table_args__ = (UniqueConstraint("panel_id", "item"),)

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"))
    item: Mapped[str] = mapped_column(String(80))
    lead_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    second_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class ItemFixed(Identified, Base):
    """That everybody present had rated an item: since then nobody changes what she gave."""

    __tablename__ = "panel_item_fixed"
    __table_args__ = (UniqueConstraint("panel_id", "item"),)

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"))
    item: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]


class ItemTurn(Identified, Base):
    """A time in which an item was on the panel's table."""

    __tablename__ = "panel_item_turn"

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"), index=True)
    item: Mapped[str] = mapped_column(String(80))
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]


class DayPoint(Identified, Versioned, Base):
    """A part of the panel's day; the organisation has those that are shared on its own agenda."""

    __tablename__ = "panel_day_point"

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"), index=True)
    place: Mapped[int]
    title: Mapped[str]
    minutes: Mapped[int]
    is_shared: Mapped[bool]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class ShownPassage(Identified, Base):
    """A passage on everybody's screen, the organisation's too, from when to when."""

    __tablename__ = "panel_shown_passage"

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"), index=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"))
    passage: Mapped[str] = mapped_column(String(24))
    quote: Mapped[str]
    heading: Mapped[str | None]
    page: Mapped[int | None]
    item: Mapped[str] = mapped_column(String(80), default="")
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]


class DayQuestion(Base):
    """What the panel knows of a question beyond its session: its item, and who wants to ask it."""

    __tablename__ = "panel_question"

    question_id: Mapped[UUID] = mapped_column(ForeignKey("hearing_question.id"), primary_key=True)
    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"), index=True)
    item: Mapped[str] = mapped_column(String(80), default="")
    claimed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    claimed_at: Mapped[datetime | None]


class PanelNote(Identified, Versioned, Base):
    """What a member writes for herself: nobody else reads it, and no line of the log tells of it."""

    __tablename__ = "panel_note"

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    item: Mapped[str] = mapped_column(String(80), default="")
    body: Mapped[str]
    at: Mapped[datetime]
    changed_at: Mapped[datetime | None]


class FeedbackPoint(Identified, Versioned, Base):
    """A point of the panel's feedback, or what the organisation said to it; given, its readers are all."""

    __tablename__ = "panel_feedback"

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    words: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    given_at: Mapped[datetime | None]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
