"""Cycles that are being prepared: where their definition comes from, who takes part, and from when."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class CycleDraft(Identified, Versioned, Base):
    """A cycle that nobody has opened yet; `workflow` and `calendar` are empty where a workbook tells them.

    `chosen` holds the ids of the overseers whose organisations take part, empty for all of them; `without`
    those of organisations that do not. Both are ids with spaces between.
    """

    __tablename__ = "cycle_draft"

    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str]
    workflow: Mapped[str] = mapped_column(String(80))
    calendar: Mapped[str] = mapped_column(String(80))
    first_day: Mapped[date | None]
    chosen: Mapped[str]
    without: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    discarded_at: Mapped[datetime | None]
    cycle_id: Mapped[UUID | None] = mapped_column(ForeignKey("cycle.id"))


class FrameworkUpload(Identified, Base):
    """A workbook that was sent for a draft; the newest one counts, and none is ever lost."""

    __tablename__ = "framework_upload"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)

    draft_id: Mapped[UUID] = mapped_column(ForeignKey("cycle_draft.id"), index=True)
    number: Mapped[int]
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
