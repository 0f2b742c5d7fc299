"""Rehearsals that were asked for in the browser, and their reports; nothing of a cycle refers to them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified


class Rehearsal(Identified, Base):
    """One rehearsal: what was asked (`wanted`, as the child reads it), how far it is, what came of it."""

    __tablename__ = "rehearsal"

    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    title: Mapped[str]
    organisations: Mapped[int]
    seed: Mapped[int]
    pace: Mapped[float]
    signatures: Mapped[bool]
    state: Mapped[str] = mapped_column(String(20), index=True)
    percent: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    say: Mapped[str] = mapped_column(default="")
    wanted: Mapped[str] = mapped_column(deferred=True)
    report: Mapped[str] = mapped_column(default="", deferred=True)

    @property
    def address(self) -> str:
        """The path of its page."""
        return f"/rehearsals/{self.id}"

    @property
    def called(self) -> str:
        """What tells it from the others, in a line."""
        signed = "" if self.signatures else ", nobody signs"
        return (
            f"{self.title}: {self.organisations} organisations, seed {self.seed}, pace {self.pace:g}{signed}"
        )
