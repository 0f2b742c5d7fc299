"""Notices to people, the mails that carry them, how each person wants to be told, and calendar links."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wccflow.base.models import Base, Identified, Versioned
from wccflow.people.models import Person


class NoticeRow(Identified, Base):
    """One notice to one person; the same event tells nobody the same thing twice.

    `outcome` says why no mail will carry it: `unwanted`, `lost` (no longer theirs to read), or `done`.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("person_id", "event_id", "address"),
        Index("ix_notice_person_read", "person_id", "read_at"),
        Index("ix_notice_waiting", "outcome", "mail_id", "read_at"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    event_id: Mapped[UUID]
    sentence: Mapped[str]
    address: Mapped[str]
    only_you: Mapped[bool] = mapped_column(default=False)
    audience_id: Mapped[UUID | None] = mapped_column(ForeignKey("audience.id"))  # None: the person's own
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    mail_id: Mapped[UUID | None] = mapped_column(ForeignKey("mail.id"))
    kind: Mapped[str] = mapped_column(String(20), default="stage", server_default="stage")
    topic: Mapped[str] = mapped_column(String(160), default="", server_default="", index=True)
    outcome: Mapped[str] = mapped_column(String(20), default="", server_default="")
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_file.id"))
    together: Mapped[str] = mapped_column(
        default="", server_default=""
    )  # what several are told as, in one line
    who: Mapped[str] = mapped_column(default="", server_default="")  # whose doing it was, for that line
    capped_on: Mapped[date | None]  # the day on which the limit of mails kept it back


class Mail(Identified, Base):
    """A mail that waits, was sent, or could not be; its message id stays whenever it is tried again."""

    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_digest", "person_id", "digest_on", unique=True),)

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    to_name: Mapped[str] = mapped_column(default="", server_default="")  # who has no account
    to_email: Mapped[str] = mapped_column(String(254), default="", server_default="")
    subject: Mapped[str]
    body: Mapped[str]
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    fault: Mapped[str] = mapped_column(default="")
    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(20), default="digest", server_default="digest")
    digest_on: Mapped[date | None]  # one digest for each person and day, whoever makes it

    person: Mapped[Person | None] = relationship()

    @property
    def recipient(self) -> str:
        """The address to which it goes."""
        return self.person.email if self.person else self.to_email


class MailWishes(Versioned, Base):
    """How a person wants to be told by mail; whoever has none is told as by default."""

    __tablename__ = "mail_wishes"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    hour: Mapped[int]
    at_once: Mapped[bool]
    paused_until: Mapped[date | None]  # the last day without mail
    most_a_day: Mapped[int]
    often: Mapped[str]  # JSON: how often by kind, where it is not daily


class CalendarLink(Identified, Base):
    """A secret address of one person's calendar; only its hash is kept."""

    __tablename__ = "calendar_link"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
