"""The pool of people who may sit on an overseer's panels: seats, days, limits; and conflicts put aside."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class PoolMember(Identified, Versioned, Base):
    """Somebody who may sit on the panels of one overseer in one cycle; `undo` is how it was before."""

    __tablename__ = "pool_member"
    __table_args__ = (UniqueConstraint("cycle_id", "overseer_id", "person_id"),)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"))
    overseer_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    home_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    most: Mapped[
        int | None
    ]  # panels on which the person sits at most; None: as the overseer's timetable says
    said_at: Mapped[datetime | None]  # since when it is known on which days; None: nobody has said
    left_at: Mapped[datetime | None]
    undo: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class PoolSeat(Base):
    """A seat in which a member of the pool may sit, by the definition's name for it."""

    __tablename__ = "pool_seat"

    member_id: Mapped[UUID] = mapped_column(ForeignKey("pool_member.id"), primary_key=True)
    seat: Mapped[str] = mapped_column(String(80), primary_key=True)


class PoolDay(Base):
    """A day on which a member of the pool can sit."""

    __tablename__ = "pool_day"

    member_id: Mapped[UUID] = mapped_column(ForeignKey("pool_member.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


class ConflictDismissal(Identified, Base):
    """That a conflict which was found by itself is none, with the reason; `reason` names what was found."""

    __tablename__ = "conflict_dismissal"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    reason: Mapped[str] = mapped_column(String(160))
    why: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
