"""What was done from the cockpit to many organisations at once, each consequence as it was told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wccflow.base.models import Base, Identified
from wccflow.cycles.models import Cycle


class BulkAct(Identified, Base):
    """One act on many: which, whose, when, where it was begun, and when it was taken back."""

    __tablename__ = "bulk_act"

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"), index=True)
    kind: Mapped[str] = mapped_column(String(80))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    back: Mapped[str]
    undone_at: Mapped[datetime | None]

    cycle: Mapped[Cycle] = relationship(lazy="joined", innerjoin=True)
    consequences: Mapped[list["BulkConsequence"]] = relationship(
        back_populates="act", order_by="BulkConsequence.place", lazy="selectin"
    )


class BulkConsequence(Identified, Base):
    """What it came to for one of them; `made_id` names what was made, so that it can be taken back."""

    __tablename__ = "bulk_consequence"

    act_id: Mapped[UUID] = mapped_column(ForeignKey("bulk_act.id"), index=True)
    place: Mapped[int]
    title: Mapped[str]
    address: Mapped[str]
    done: Mapped[bool]
    say: Mapped[str]
    made_id: Mapped[UUID | None]

    act: Mapped[BulkAct] = relationship(back_populates="consequences")
