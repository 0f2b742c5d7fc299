"""An overseer's timetable of panels: what it may use, days on which organisations cannot come, proposals."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class TimetableRules(Identified, Versioned, Base):
    """What an overseer's timetable may use; an overseer without a row has the defaults of the rules."""

    __tablename__ = "timetable_rules"
    __table_args__ = (UniqueConstraint("cycle_id", "overseer_id"),)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"))
    overseer_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    rooms: Mapped[str]  # their names, one in each line
    per_week: Mapped[int]
    first_day: Mapped[date | None]  # None: as the stage's window says
    last_day: Mapped[date | None]
    days_off: Mapped[str] = mapped_column(default="")  # days without panels, as ISO dates
    most_each: Mapped[int | None]  # None: as often as the timetable needs
    kin: Mapped[str] = mapped_column(String(20))  # who else than the own organisation is too near
    neighbours: Mapped[str] = mapped_column(default="")  # codes of neighbours, a group in each line


class CaseAway(Base):
    """A day on which an organisation cannot come to its panel."""

    __tablename__ = "case_away"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


class Timetable(Identified, Versioned, Base):
    """One proposal of an overseer's timetable, as a document; the newest is the one that is worked on.

    An adopted one is written to the panels, and everybody invited, at `sends_at`; until then it can be
    taken back.
    """

    __tablename__ = "timetable"
    __table_args__ = (Index("ix_timetable_place", "cycle_id", "overseer_id", "number", unique=True),)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"))
    overseer_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    number: Mapped[int]
    document: Mapped[str]
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    adopted_at: Mapped[datetime | None]
    adopted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    sends_at: Mapped[datetime | None] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(default="")  # why it could not be sent, for those who adopted it


class RoomCalendar(Identified, Base):
    """A secret address at which a room's own calendar can be read; only the hash of the secret is kept."""

    __tablename__ = "room_calendar"

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"))
    overseer_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    room: Mapped[str]
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
