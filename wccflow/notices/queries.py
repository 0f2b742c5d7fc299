"""Questions about notices and mails."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.notices.models import Mail, NoticeRow
from wccflow.notices.rules import Notice
from wccflow.people.models import Person
from wccflow.people.queries import people_holding, reaches
from wccflow.people.rights import Reach


def notices_of(reach: Reach, limit: int = 100) -> Sequence[NoticeRow]:
    """What was told to this person and may still be read by them, newest first."""
    query = select(NoticeRow).where(*_theirs(reach)).order_by(NoticeRow.at.desc(), NoticeRow.id)
    return session().scalars(query.limit(limit)).all()


def unread_count(reach: Reach) -> int:
    """How many notices this person has not read and may read."""
    query: Select[Any] = select(func.count()).where(*_theirs(reach), NoticeRow.read_at.is_(None))
    return session().scalar(query) or 0


def recipients(notice: Notice, audience_id: UUID | None, now: datetime) -> set[UUID]:
    """The people whom a notice is for, as rights stand now: only members of the audience, if there is one."""
    wanted = set(notice.people) | set(people_holding(notice.roles, now) if notice.roles else {})
    reach = reaches(wanted, now)
    if audience_id is None:
        return set(reach)
    members = audiences.tokens_of(audience_id)
    return {each for each in reach if not members.isdisjoint(reach[each].tokens)}


def unmailed() -> Sequence[NoticeRow]:
    """The notices that nobody has read and no mail has carried, oldest first; none of closed accounts."""
    query = (
        select(NoticeRow)
        .join(Person, Person.id == NoticeRow.person_id)
        .where(NoticeRow.read_at.is_(None), NoticeRow.mail_id.is_(None), Person.disabled_at.is_(None))
    )
    return session().scalars(query.order_by(NoticeRow.at, NoticeRow.id)).all()


def still_theirs(rows: Collection[NoticeRow], now: datetime) -> list[NoticeRow]:
    """Those of these notices whose people may read them as rights stand now."""
    reach = reaches({row.person_id for row in rows}, now)
    readable = {each: audiences.readable(reach[each].tokens) for each in reach}
    return [
        row
        for row in rows
        if row.person_id in reach and (row.audience_id is None or row.audience_id in readable[row.person_id])
    ]


def waiting_mails(now: datetime, limit: int = 20) -> Sequence[UUID]:
    """The mails that may be tried now, oldest first."""
    query = select(Mail.id).where(Mail.sent_at.is_(None), Mail.not_before <= now)
    return session().scalars(query.order_by(Mail.made_at, Mail.id).limit(limit)).all()


def _theirs(reach: Reach) -> tuple[ColumnElement[bool], ...]:
    audience = NoticeRow.audience_id
    return (
        NoticeRow.person_id == reach.person_id,
        or_(audience.is_(None), audiences.visible(audience, reach.tokens)),
    )
