"""Questions about notices and mails."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base.work import session
from wccflow.notices.models import Mail, NoticeRow
from wccflow.notices.rules import Notice
from wccflow.people.queries import people_holding

MOST_ATTEMPTS = 8


def notices_of(person_id: UUID, limit: int = 100) -> Sequence[NoticeRow]:
    """What was told to this person, newest first."""
    query = select(NoticeRow).where(NoticeRow.person_id == person_id)
    return session().scalars(query.order_by(NoticeRow.at.desc()).limit(limit)).all()


def unread_count(person_id: UUID) -> int:
    """How many notices this person has not read."""
    query = select(func.count()).where(NoticeRow.person_id == person_id, NoticeRow.read_at.is_(None))
    return session().scalar(query) or 0


def recipients(notice: Notice, now: datetime) -> set[UUID]:
    """The people whom a notice is for, as rights stand now."""
    return set(notice.people) | set(people_holding(notice.roles, now) if notice.roles else {})


def unmailed() -> Sequence[NoticeRow]:
    """The notices that nobody has read and no mail has carried, oldest first."""
    query = select(NoticeRow).where(NoticeRow.read_at.is_(None), NoticeRow.mail_id.is_(None))
    return session().scalars(query.order_by(NoticeRow.at)).all()


def waiting_mails(now: datetime, limit: int = 20) -> Sequence[Mail]:
    """The mails that may be tried now, oldest first."""
    query = select(Mail).where(Mail.sent_at.is_(None), Mail.not_before <= now, Mail.attempts < MOST_ATTEMPTS)
    return session().scalars(query.order_by(Mail.made_at).limit(limit)).all()
