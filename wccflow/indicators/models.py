"""Data packs, the values in them with all that is known of each, and what an organisation aims at."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class DataPack(Identified, Base):
    """One file of values as it was loaded; a later pack of the same values counts before it."""

    __tablename__ = "data_pack"

    source: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    loaded_at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    rows: Mapped[int]
    file: Mapped[str] = mapped_column(default="", server_default="")
    published_on: Mapped[date | None]
    licence: Mapped[str] = mapped_column(default="", server_default="")
    url: Mapped[str] = mapped_column(default="", server_default="")


class PackWithdrawal(Base):
    """A pack that counts no more, with the reason; without this row it counts again."""

    __tablename__ = "pack_withdrawal"

    pack_id: Mapped[UUID] = mapped_column(ForeignKey("data_pack.id"), primary_key=True)
    why: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class PackArrival(Identified, Base):
    """A file of values that somebody brought to the page, until it is kept as a pack or left out."""

    __tablename__ = "pack_arrival"

    file: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    source: Mapped[str]
    encoding: Mapped[str] = mapped_column(String(20))
    published_on: Mapped[date | None]
    licence: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    stage: Mapped[str] = mapped_column(String(20), index=True)  # see arriving.py
    rows_seen: Mapped[int] = mapped_column(default=0)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    pack_id: Mapped[UUID | None] = mapped_column(ForeignKey("data_pack.id"))


class IndicatorValue(Base):
    """One value of one area in one period; nothing where it is suppressed."""

    __tablename__ = "indicator_value"
    __table_args__ = (Index("ix_indicator_value_indicator_period", "indicator", "period"),)

    pack_id: Mapped[UUID] = mapped_column(ForeignKey("data_pack.id"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    indicator: Mapped[str] = mapped_column(String(80))
    title: Mapped[str]
    period: Mapped[str] = mapped_column(String(20))
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    area_level: Mapped[str] = mapped_column(String(20))
    area_code: Mapped[str] = mapped_column(String(20))
    area_name: Mapped[str]
    area_type: Mapped[str] = mapped_column(String(40), default="", server_default="")
    area: Mapped[str] = mapped_column(String(40), default="", server_default="")  # of the data packs
    value: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    numerator: Mapped[float | None]
    denominator: Mapped[float | None]
    unit: Mapped[str] = mapped_column(default="")
    polarity: Mapped[str] = mapped_column(String(20), default="")
    suppression: Mapped[str] = mapped_column(default="")
    quality: Mapped[str] = mapped_column(default="")
    source: Mapped[str]
    is_revised: Mapped[bool] = mapped_column(default=False, server_default=false())
    was: Mapped[float | None]  # in the version before, where this one revised it


class Aim(Identified, Versioned, Base):
    """For one outcome of a case: where it starts, where it is to be in each of five years, beside what."""

    __tablename__ = "outcome_aim"
    __table_args__ = (UniqueConstraint("case_id", "item"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    item: Mapped[str] = mapped_column(String(80))
    period: Mapped[str] = mapped_column(String(20), default="")
    unit: Mapped[str] = mapped_column(default="")
    polarity: Mapped[str] = mapped_column(String(20), default="")
    baseline: Mapped[float | None]
    trajectory: Mapped[list[float]] = mapped_column(JSON, default=list)
    national_average: Mapped[float | None]
    upper_quartile: Mapped[float | None]
    source: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)


class OutcomeReason(Identified, Versioned, Base):
    """Why an organisation chose an outcome, in its own words."""

    __tablename__ = "outcome_reason"
    __table_args__ = (UniqueConstraint("case_id", "item"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    item: Mapped[str] = mapped_column(String(80))
    why: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
