"""The nation's approval to publish a cycle, each result as it was published, and the summary of all."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from wccflow.base.models import Base, Identified, Versioned


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


class SummaryPart(Identified, Versioned, Base):
    """A part of a cycle's summary as it is being written."""

    __tablename__ = "summary_part"
    __table_args__ = (UniqueConstraint("cycle_id", "key"),)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"))
    key: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class PublishedSummary(Identified, Base):
    """A cycle's summary as it was published; a later one stands beside it."""

    __tablename__ = "published_summary"
    __table_args__ = (UniqueConstraint("cycle_id", "number"),)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"))
    number: Mapped[int]
    content: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


@event.listens_for(PublishedResult, "before_update")
@event.listens_for(PublishedResult, "before_delete")
@event.listens_for(PublishedSummary, "before_update")
@event.listens_for(PublishedSummary, "before_delete")
def _stays_published(mapper: Mapper[Any], connection: Connection, published: object) -> None:
    raise RuntimeError("what is published never changes")
