"""Days on which a board meets on a case: every saying, moving and calling off is a row of its own."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified


class BoardMeeting(Identified, Base):
    """What somebody said of one meeting of a board; the newest row of a meeting counts, none is changed.

    `meeting_id` holds the rows of one meeting together, `number` counts them from 1, `what` says which it is.
    """

    __tablename__ = "board_meeting"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    meeting_id: Mapped[UUID]
    number: Mapped[int]
    what: Mapped[str] = mapped_column(String(20))
    day: Mapped[date]
    why: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
