"""Partners who were asked for feedback, what they answered, and the groups in which it was counted."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class PartnerInvitation(Identified, Base):
    """A partner who was asked for feedback; of links only hashes are kept.

    `secret_hash` is that of the link shown to whoever invited. `conflict` says why an answer is not counted
    until somebody settles it.
    """

    __tablename__ = "partner_invitation"
    __table_args__ = (UniqueConstraint("case_id", "email"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str]
    email: Mapped[str] = mapped_column(String(254), index=True)
    organisation: Mapped[str] = mapped_column(default="", server_default="")  # for which the partner speaks
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    until: Mapped[date | None]
    revoked_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    declined_why: Mapped[str] = mapped_column(default="", server_default="")
    no_more_mail_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    reminders: Mapped[int] = mapped_column(default=0, server_default="0")
    mail_id: Mapped[UUID | None] = mapped_column(ForeignKey("mail.id"))  # the last that went to the partner
    conflict: Mapped[str] = mapped_column(default="", server_default="")
    settled: Mapped[str] = mapped_column(default="", server_default="")  # the conflict that is no hindrance
    settled_why: Mapped[str] = mapped_column(default="", server_default="")
    settled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime | None]

    @property
    def is_held(self) -> bool:
        """Whether a conflict keeps its answer from being counted."""
        return bool(self.conflict) and self.conflict != self.settled


class PartnerLink(Identified, Base):
    """A link that was mailed: made when the mail goes out, and known to nobody but its reader."""

    __tablename__ = "partner_link"

    invitation_id: Mapped[UUID] = mapped_column(ForeignKey("partner_invitation.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class PartnerBrowser(Base):
    """The browser in which answering began by a link that whoever invited has seen, too.

    What was begun opens by that link only there, so that nobody but the partner reads it.
    """

    __tablename__ = "partner_browser"

    invitation_id: Mapped[UUID] = mapped_column(ForeignKey("partner_invitation.id"), primary_key=True)
    secret_hash: Mapped[str] = mapped_column(String(64))


class PartnerHandover(Identified, Base):
    """An invitation that its holder handed to a colleague: both names stay."""

    __tablename__ = "partner_handover"

    invitation_id: Mapped[UUID] = mapped_column(ForeignKey("partner_invitation.id"), index=True)
    from_name: Mapped[str]
    from_email: Mapped[str] = mapped_column(String(254))
    to_name: Mapped[str]
    to_email: Mapped[str] = mapped_column(String(254))
    at: Mapped[datetime]


class PartnerDraft(Base):
    """What a partner has filled in and not sent; nobody but the partner reads it."""

    __tablename__ = "partner_draft"

    invitation_id: Mapped[UUID] = mapped_column(ForeignKey("partner_invitation.id"), primary_key=True)
    answers: Mapped[dict[str, str]] = mapped_column(JSON)
    words: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class PartnerGroup(Identified, Base):
    """Five or more partners whose answers were counted together; nothing of it ever changes.

    `kind` is that of all of them, or empty where small kinds were merged.
    """

    __tablename__ = "partner_group"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20), default="")
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)


class PartnerReply(Identified, Versioned, Base):
    """What a partner answered: an answer, or "do not know", for each question, and free words.

    Once it is counted in a group it stays as it is.
    """

    __tablename__ = "partner_reply"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    invitation_id: Mapped[UUID] = mapped_column(ForeignKey("partner_invitation.id"), unique=True)
    answers: Mapped[dict[str, str]] = mapped_column(JSON)
    words: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    receipt: Mapped[str] = mapped_column(String(20), default="", server_default="")
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("partner_group.id"), index=True)


class PartnerSurvey(Identified, Base):
    """A survey of partners that was loaded from a file; the newest of its source and case counts.

    `replies` holds for each respondent a kind and answers, in an order that tells nothing, and no names.
    """

    __tablename__ = "partner_survey"
    __table_args__ = (UniqueConstraint("case_id", "source", "number"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    source: Mapped[str]
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    replies: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    superseded_at: Mapped[datetime | None]


class PartnerOutcome(Versioned, Base):
    """What the organisation tells its partners: what came of their answers."""

    __tablename__ = "partner_outcome"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    words: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
