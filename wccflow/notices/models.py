"""Notices to people, and the mails that carry them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wccflow.base.models import Base, Identified
from wccflow.people.models import Person


class NoticeRow(Identified, Base):
    """One notice to one person; the same event tells nobody the same thing twice."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("person_id", "event_id", "address"),
        Index("ix_notice_person_read", "person_id", "read_at"),
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


class Mail(Identified, Base):
    """A mail that waits, was sent, or could not be; its message id stays whenever it is tried again."""

    __tablename__ = "mail"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    subject: Mapped[str]
    body: Mapped[str]
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    fault: Mapped[str] = mapped_column(default="")
    message_id: Mapped[str] = mapped_column(String(120), unique=True)

    person: Mapped[Person] = relationship()
