"""A post that passes from one person to another."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified


class Handover(Identified, Base):
    """A post handed over at an instant; what was given to the one before passes on when it has come."""

    __tablename__ = "handover"

    from_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    to_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(80))
    scope: Mapped[str] = mapped_column(String(20))
    scope_id: Mapped[UUID | None]
    takes_effect_at: Mapped[datetime]
    why: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    threads: Mapped[int] = mapped_column(default=0)
    items: Mapped[int] = mapped_column(default=0, server_default="0")  # given to be rated

    @property
    def address(self) -> str:
        """The path of the page on which the newcomer begins."""
        return f"/handovers/{self.id}"
