"""What an organisation undertakes to do about a recommendation."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified


class ImprovementAction(Identified, Base):
    """One thing to be done: for which recommendation, by whom, by when, and how: share, learn or buy."""

    __tablename__ = "improvement_action"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    recommendation: Mapped[str] = mapped_column(String(80))
    title: Mapped[str]
    owner: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    due_on: Mapped[date]
    planned_at: Mapped[datetime]
    planned_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    finished_at: Mapped[datetime | None]
    finished_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
