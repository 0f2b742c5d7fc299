"""Moderations, changes of agreed ratings, decisions side by side, replies, fits, and sealed results."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Connection, ForeignKey, String, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from wccflow.base.models import Base, Identified


class Moderation(Identified, Base):
    """A region's record that it has looked at a case beside its others."""

    __tablename__ = "moderation"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    note: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class Adjustment(Identified, Base):
    """One change of a rating: which rating held before, which one after, who signed it as the second.

    `number` counts an item's changes from 1; `distance` is how far the level after lies from the panel's.
    """

    __tablename__ = "adjustment"
    __table_args__ = (UniqueConstraint("case_id", "item", "number"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    item: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    before_id: Mapped[UUID] = mapped_column(ForeignKey("rating.id"))
    after_id: Mapped[UUID] = mapped_column(ForeignKey("rating.id"))
    distance: Mapped[int]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    signed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime | None]
    shown_at: Mapped[datetime | None]


class Reply(Identified, Base):
    """What an organisation says to the changes that it was shown."""

    __tablename__ = "calibration_reply"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    words: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    is_private: Mapped[bool] = mapped_column(default=False, server_default=text("false"))


class Comparison(Identified, Base):
    """A decision on one item that was looked at beside others with the names off: it stands, or it changed.

    `level` is the level that held from then on; `beside` are the cases that were shown.
    """

    __tablename__ = "comparison"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    item: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str]
    beside: Mapped[list[str]] = mapped_column(JSON)
    adjustment_id: Mapped[UUID | None] = mapped_column(ForeignKey("adjustment.id"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)


class CalibrationFit(Identified, Base):
    """What the model says of a cycle, kept with the place in the log up to which ratings were counted.

    `summary` is what the pages of the meeting show, `results` has an entry for each item of each case.
    """

    __tablename__ = "calibration_fit"

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"), index=True)
    position: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), index=True)
    step: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    say: Mapped[str] = mapped_column(default="")
    summary: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    results: Mapped[list[Any]] = mapped_column(JSON, default=list, deferred=True)


class SealedResult(Identified, Base):
    """A case's final ratings as one JSON text, with its hash; a later seal is a new row."""

    __tablename__ = "sealed_result"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    number: Mapped[int]
    content: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


@event.listens_for(SealedResult, "before_update")
@event.listens_for(SealedResult, "before_delete")
def _stays_sealed(mapper: Mapper[Any], connection: Connection, sealed: SealedResult) -> None:
    raise RuntimeError("a sealed result never changes")
