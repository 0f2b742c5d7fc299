"""Items that were given to somebody to rate: by whom, until when, and how that ended."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified


class Giving(Identified, Base):
    """One item given to one person; of an item only one stands. Those of one act share `batch_id`."""

    __tablename__ = "item_giving"
    __table_args__ = (Index("ix_item_giving_case_item", "case_id", "item"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    item: Mapped[str] = mapped_column(String(80))
    batch_id: Mapped[UUID] = mapped_column(index=True)
    to_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    due_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
