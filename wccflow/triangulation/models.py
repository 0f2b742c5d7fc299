"""What organisations reply to what stands beside their ratings."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified


class TriangulationReply(Identified, Base):
    """What an organisation says to one item, or to the whole without an item; a later one stands after it.

    `number` counts the replies to one item of a case from 1.
    """

    __tablename__ = "triangulation_reply"
    __table_args__ = (UniqueConstraint("case_id", "item", "number"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    item: Mapped[str] = mapped_column(String(80), default="")
    number: Mapped[int]
    words: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
