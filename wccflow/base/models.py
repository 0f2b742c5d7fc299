"""The declarative base, the column types of the house, and the tables that belong to no room."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, Integer, MetaData, String, Text, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

_NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A UTC instant; a datetime without a zone is a fault of the program."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The instant as UTC, without its zone where the database knows none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The instant with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {datetime: Instant, UUID: Uuid, str: Text}  # noqa: RUF012 - SQLAlchemy reads it as is


class Identified:
    """A row whose address is a random UUID, so that nothing countable shows."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


class Versioned:
    """A row that two people may edit: `version` is what the form carries back."""

    version: Mapped[int] = mapped_column(Integer)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy gives the class
        """The database itself refuses to write over a version that it no longer holds."""
        return {"version_id_col": cls.version}


class Event(Base):
    """One line of the log: what happened, who did it, when; never changed, never deleted."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_case_kind", "case_id", "kind"),
        Index("ix_event_kind_seq", "kind", "seq"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[UUID] = mapped_column(unique=True)
    at: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(80))
    by_id: Mapped[UUID | None] = mapped_column(index=True)
    case_id: Mapped[UUID | None]
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    audience_id: Mapped[UUID | None] = mapped_column(index=True)
    body: Mapped[str]
    prev_hash: Mapped[str] = mapped_column(String(64), unique=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class EventWords(Base):
    """The personal words of an event; its chain holds only their salted hash, so they may be erased."""

    __tablename__ = "event_words"

    seq: Mapped[int] = mapped_column(ForeignKey("event.seq"), primary_key=True, autoincrement=False)
    salt: Mapped[str] = mapped_column(String(32))
    words: Mapped[str]


class Audience(Base):
    """A set of readers, named by its content: the same set is the same row."""

    __tablename__ = "audience"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80))


class AudienceMember(Base):
    """One reader of an audience: a role at a place, or a named person."""

    __tablename__ = "audience_member"

    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), primary_key=True)
    token: Mapped[str] = mapped_column(String(160), primary_key=True, index=True)


class SentForm(Base):
    """A form that was acted on: sent again with the same key it acts no second time."""

    __tablename__ = "sent_form"

    key: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID | None]
    route: Mapped[str]
    body_hash: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class Cursor(Base):
    """How far one reader of the log has come."""

    __tablename__ = "cursor"

    reader: Mapped[str] = mapped_column(String(80), primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)


class JobRun(Base):
    """A job that ran for a due instant: the row is claimed before the work, so it runs once."""

    __tablename__ = "job_run"

    job: Mapped[str] = mapped_column(String(80), primary_key=True)
    due: Mapped[datetime] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")
