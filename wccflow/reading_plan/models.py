"""A person's plans of what to read, and how far she has come; hers alone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified


class ReadingPlan(Identified, Base):
    """What one person set out to read in so many minutes; without a case it is across several.

    `items` are the items she asked for by case; what did not fit is counted, and so many minutes long.
    """

    __tablename__ = "reading_plan"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"))
    minutes: Mapped[int]
    items: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    left: Mapped[int] = mapped_column(default=0)
    left_minutes: Mapped[int] = mapped_column(default=0)
    known: Mapped[int] = mapped_column(default=0)  # stretches that would be on it had she not read them


class ReadingEntry(Identified, Base):
    """One stretch of a document on a plan, with why it is there; the reasons hold no words of people."""

    __tablename__ = "reading_entry"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("reading_plan.id"))
    number: Mapped[int]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"))
    slot: Mapped[str] = mapped_column(String(80))
    first: Mapped[int]
    last: Mapped[int]
    key: Mapped[str] = mapped_column(String(24))
    title: Mapped[str]
    page: Mapped[int | None]
    words: Mapped[int]
    why: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    read_at: Mapped[datetime | None]
    skipped_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be read."""
        return self.read_at is None and self.skipped_at is None
