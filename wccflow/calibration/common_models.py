"""Common cases: dossiers without names that every overseer has rated, and what each person gave."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class CommonCase(Identified, Versioned, Base):
    """A dossier that all overseers rate alike, made of a case or brought as a file, with its names left out.

    `dossier` holds the passages of each item, as they were when it was made; `hidden` are the words left
    out of them; `levels` are what was agreed of a brought one, where it is known. Raters see nothing of it
    before it is opened.
    """

    __tablename__ = "common_case"
    __table_args__ = (UniqueConstraint("cycle_id", "number"),)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"))
    number: Mapped[int]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"))
    dossier: Mapped[dict[str, list[dict[str, Any]]]] = mapped_column(JSON, deferred=True)
    levels: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    hidden: Mapped[list[str]] = mapped_column(JSON, default=list)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str] = mapped_column(default="")

    @property
    def title(self) -> str:
        """What everybody calls it, such as `Common case A`."""
        return f"Common case {chr(ord('A') + (self.number - 1) % 26)}"


class CommonSheet(Identified, Base):
    """One person's ratings of a common case, for one overseer; for that person's eyes until all are in."""

    __tablename__ = "common_sheet"
    __table_args__ = (UniqueConstraint("common_case_id", "person_id"),)

    common_case_id: Mapped[UUID] = mapped_column(ForeignKey("common_case.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    overseer_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    begun_at: Mapped[datetime]
    handed_in_at: Mapped[datetime | None]


class CommonRating(Identified, Base):
    """The level that one sheet gives one item; it may change until the sheet is handed in, never after."""

    __tablename__ = "common_rating"
    __table_args__ = (UniqueConstraint("sheet_id", "item"),)

    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("common_sheet.id"))
    item: Mapped[str] = mapped_column(String(80))
    value: Mapped[str] = mapped_column(String(40))
    why: Mapped[str] = mapped_column(default="")
