"""The nation's approval to publish a cycle, and each result as it was published, for ever."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, String, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from wccflow.base.models import Base, Identified


class Approval(Identified, Base):
    """The nation approves that results of a cycle are published, until somebody holds them back again."""

    __tablename__ = "publication_approval"

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"), index=True)
    note: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class PublishedResult(Identified, Base):
    """One organisation's result as it was published: one JSON text and its hash."""

    __tablename__ = "published_result"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), unique=True)
    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"), index=True)
    content: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


@event.listens_for(PublishedResult, "before_update")
@event.listens_for(PublishedResult, "before_delete")
def _stays_published(mapper: Mapper[Any], connection: Connection, result: PublishedResult) -> None:
    raise RuntimeError("a published result never changes")
