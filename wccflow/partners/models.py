"""Partners who were asked for feedback, and what they answered."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class PartnerInvitation(Identified, Base):
    """A partner who was asked for feedback; of the link only its hash is kept."""

    __tablename__ = "partner_invitation"
    __table_args__ = (UniqueConstraint("case_id", "email"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str]
    email: Mapped[str] = mapped_column(String(254))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    until: Mapped[date | None]
    revoked_at: Mapped[datetime | None]


class PartnerReply(Identified, Versioned, Base):
    """What a partner answered: a level, or "do not know", for each question, and free words."""

    __tablename__ = "partner_reply"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    invitation_id: Mapped[UUID] = mapped_column(ForeignKey("partner_invitation.id"), unique=True)
    answers: Mapped[dict[str, str]] = mapped_column(JSON)
    words: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
