"""Questions about notices and mails."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from wccflow.base import audiences, clock
from wccflow.base.clock import LONDON
from wccflow.base.models import AudienceMember
from wccflow.base.work import session
from wccflow.notices.models import Mail, NoticeRow
from wccflow.notices.rules import Notice
from wccflow.people.models import Person
from wccflow.people.queries import people_holding, reaches
from wccflow.people.rights import Reach

GATHERED = ("digest", "urgent")  # what counts as the mails of a day; a link or a test was asked for


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice that nobody has read and no mail has carried, as far as the rules of mailing ask."""

    id: UUID
    person_id: UUID
    kind: str
    only_you: bool
    at: datetime
    capped_on: date | None


def notices_of(
    reach: Reach, limit: int = 100, *, kind: str = "", unread: bool = False, offset: int = 0
) -> Sequence[NoticeRow]:
    """What was told to this person and may still be read by them, newest first."""
    query = select(NoticeRow).where(*_shown(reach, kind, unread=unread))
    query = query.order_by(NoticeRow.at.desc(), NoticeRow.id)
    return session().scalars(query.limit(limit).offset(offset)).all()


def notices_by_kind(reach: Reach) -> dict[str, tuple[int, int]]:
    """How many notices of each kind this person may read, and how many of them are unread."""
    unread = func.count().filter(NoticeRow.read_at.is_(None))
    query = select(NoticeRow.kind, func.count(), unread).where(*theirs(reach)).group_by(NoticeRow.kind)
    return {kind: (count, new) for kind, count, new in session().execute(query)}


def unread_count(reach: Reach) -> int:
    """How many notices this person has not read and may read."""
    query: Select[Any] = select(func.count()).where(*theirs(reach), NoticeRow.read_at.is_(None))
    return session().scalar(query) or 0


def recipients(notice: Notice, audience_id: UUID | None, now: datetime) -> set[UUID]:
    """The people whom a notice is for, as rights stand now: only members of the audience, if there is one."""
    wanted = set(notice.people) | set(people_holding(notice.roles, now) if notice.roles else {})
    reach = reaches(wanted, now)
    if audience_id is None:
        return set(reach)
    members = audiences.tokens_of(audience_id)
    return {each for each in reach if not members.isdisjoint(reach[each].tokens)}


def waiting_notices(person_id: UUID | None = None) -> list[Waiting]:
    """What nobody has read and no mail has carried, oldest first; none of closed accounts."""
    columns = (NoticeRow.id, NoticeRow.person_id, NoticeRow.kind, NoticeRow.only_you, NoticeRow.at)
    query = (
        select(*columns, NoticeRow.capped_on)
        .join(Person, Person.id == NoticeRow.person_id)
        .where(*_unmailed(), Person.disabled_at.is_(None))
    )
    if person_id is not None:
        query = query.where(NoticeRow.person_id == person_id)
    return [Waiting(*row) for row in session().execute(query.order_by(NoticeRow.at, NoticeRow.id))]


def waiting_rows(ids: Collection[UUID]) -> Sequence[NoticeRow]:
    """Those of these notices that still wait, oldest first."""
    return session().scalars(_waiting(ids)).all()


def held_rows(ids: Collection[UUID]) -> Sequence[NoticeRow]:
    """The same, held against whoever makes mails beside us."""
    return session().scalars(_waiting(ids).with_for_update(skip_locked=True)).all()


def waiting_topics(prefix: str, person_id: UUID | None = None) -> set[str]:
    """What unread notices (of one person) are about, of the topics that begin so."""
    begins = NoticeRow.topic.startswith(prefix, autoescape=True)
    query = select(NoticeRow.topic).where(NoticeRow.read_at.is_(None), begins)
    if person_id is not None:
        query = query.where(NoticeRow.person_id == person_id)
    return set(session().scalars(query.distinct()))


def still_theirs(rows: Collection[NoticeRow], now: datetime) -> list[NoticeRow]:
    """Those of these notices whose people may read them as rights stand now."""
    reach = reaches({row.person_id for row in rows}, now)
    members = _members({row.audience_id for row in rows if row.audience_id})
    return [
        row
        for row in rows
        if row.person_id in reach
        and (row.audience_id is None or not members[row.audience_id].isdisjoint(reach[row.person_id].tokens))
    ]


def mails_on(people: Collection[UUID], day: date) -> dict[UUID, tuple[int, bool]]:
    """How many mails were made for each of these people on a day in London, and whether one is its digest."""
    begins = datetime.combine(day, time(), tzinfo=LONDON)
    ends = datetime.combine(day + timedelta(days=1), time(), tzinfo=LONDON)
    query = (
        select(Mail.person_id, func.count(), func.count(Mail.digest_on))
        .where(
            Mail.person_id.in_(people), Mail.made_at >= begins, Mail.made_at < ends, Mail.kind.in_(GATHERED)
        )
        .group_by(Mail.person_id)
    )
    made = {person_id: (count, digests > 0) for person_id, count, digests in session().execute(query)}
    return {each: made.get(each, (0, False)) for each in people}


def waiting_mails(now: datetime, limit: int = 20) -> Sequence[UUID]:
    """The mails that may be tried now, oldest first."""
    query = select(Mail.id).where(Mail.sent_at.is_(None), Mail.not_before <= now)
    return session().scalars(query.order_by(Mail.made_at, Mail.id).limit(limit)).all()


def _waiting(ids: Collection[UUID]) -> Select[NoticeRow]:
    query = select(NoticeRow).where(NoticeRow.id.in_(ids), *_unmailed())
    return query.order_by(NoticeRow.at, NoticeRow.id)


def _members(audience_ids: Collection[UUID]) -> dict[UUID, set[str]]:
    """Who belongs to each of these audiences, as tokens, in one query."""
    found: dict[UUID, set[str]] = {each: set() for each in audience_ids}
    columns = (AudienceMember.audience_id, AudienceMember.token)
    for audience_id, token in session().execute(select(*columns).where(columns[0].in_(audience_ids))):
        found[audience_id].add(token)
    return found


def theirs(reach: Reach) -> tuple[ColumnElement[bool], ...]:
    """The conditions that a notice is this person's, is told by now, and may still be read by them."""
    audience = NoticeRow.audience_id
    return (
        NoticeRow.person_id == reach.person_id,
        NoticeRow.at <= clock.now(),
        or_(audience.is_(None), audiences.visible(audience, reach.tokens)),
    )


def _unmailed() -> tuple[ColumnElement[bool], ...]:
    return NoticeRow.read_at.is_(None), NoticeRow.mail_id.is_(None), NoticeRow.outcome == ""


def _shown(reach: Reach, kind: str, *, unread: bool) -> list[ColumnElement[bool]]:
    conditions = [*theirs(reach)]
    if kind:
        conditions.append(NoticeRow.kind == kind)
    return [*conditions, NoticeRow.read_at.is_(None)] if unread else conditions
