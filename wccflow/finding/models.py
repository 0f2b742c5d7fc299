"""Searches that a person keeps for herself, and what each had found when she was last told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified


class SavedSearch(Identified, Base):
    """A query under a name; with `alert` its keeper is told when it finds more."""

    __tablename__ = "saved_search"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    saved_at: Mapped[datetime]
    alert: Mapped[bool]
    seen: Mapped[list[Any]] = mapped_column(JSON, default=list)  # keys of what it had found
    seen_until: Mapped[int] = mapped_column(default=0)  # the event up to which the index had read then
