"""What was mailed to a person, or to the people of a place, and how many mails a day that makes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from wccflow.base.errors import NotFound
from wccflow.base.work import offers, session
from wccflow.notices.models import Mail, NoticeRow
from wccflow.notices.queries import GATHERED, theirs
from wccflow.notices.rules import day_in_london
from wccflow.notices.shown import Fate, fate_of
from wccflow.notices.wishes import wishes_of
from wccflow.people.models import Grant, Organisation
from wccflow.people.queries import names
from wccflow.people.rights import Holding, Reach

ABILITY = "manage_people"
DAYS = 14
STATES = ("all", "waiting", "failing", "sent")


@dataclass(frozen=True, slots=True)
class DayCount:
    """How much one person was told on one day, and how many mails that made."""

    day: date
    told: int
    read_first: int
    mailed: int
    mails: int


def fates(reach: Reach, now: datetime, *, limit: int, offset: int) -> list[Fate]:
    """What became of each notice of this person that they may read, newest first; constant queries."""
    query = select(NoticeRow).where(*theirs(reach)).order_by(NoticeRow.at.desc(), NoticeRow.id)
    rows = session().scalars(query.limit(limit).offset(offset)).all()
    mails = _mails_by_id(row.mail_id for row in rows if row.mail_id)
    counts, wishes = _together(mails), wishes_of([reach.person_id])[reach.person_id]
    return [fate_of(row, mails, counts, wishes, now) for row in rows]


def count_of(reach: Reach) -> int:
    """How many notices this person has."""
    return session().scalar(select(func.count()).select_from(NoticeRow).where(*theirs(reach))) or 0


def mails_to(person_id: UUID, limit: int = 50) -> Sequence[Mail]:
    """The mails to this person, newest first."""
    query = select(Mail).where(Mail.person_id == person_id).order_by(Mail.made_at.desc(), Mail.id)
    return session().scalars(query.limit(limit)).all()


def mail_to(person_id: UUID, mail_id: UUID) -> Mail:
    """A mail to this person. Raises NotFound."""
    found = session().get(Mail, mail_id)
    if found is None or found.person_id != person_id:
        raise NotFound
    return found


def budget(reach: Reach, now: datetime) -> list[DayCount]:
    """By day, the last fortnight: what was told, what was read before it was mailed, what was mailed."""
    since = now - timedelta(days=DAYS)
    rows = session().execute(
        select(NoticeRow.at, NoticeRow.read_at, NoticeRow.mail_id).where(
            *theirs(reach), NoticeRow.at >= since
        )
    )
    made = session().scalars(
        select(Mail.made_at).where(
            Mail.person_id == reach.person_id, Mail.made_at >= since, Mail.kind.in_(GATHERED)
        )
    )
    told: dict[date, list[tuple[bool, bool]]] = {}
    for at, read_at, mail_id in rows:
        told.setdefault(day_in_london(at), []).append(
            (mail_id is None and read_at is not None, bool(mail_id))
        )
    mails: dict[date, int] = {}
    for at in made:
        mails[day_in_london(at)] = mails.get(day_in_london(at), 0) + 1
    return [
        DayCount(
            day,
            len(told.get(day, ())),
            sum(first for first, _ in told.get(day, ())),
            sum(mailed for _, mailed in told.get(day, ())),
            mails.get(day, 0),
        )
        for day in sorted(told.keys() | mails.keys(), reverse=True)
    ]


def looks_after(reach: Reach) -> list[Holding]:
    """Where this person manages people, by the roles that she holds."""
    return sorted(offers().places["held"](reach, ABILITY), key=lambda each: (each.scope, str(each.scope_id)))


def mails_of_people(
    places: Collection[Holding], state: str, *, limit: int, offset: int
) -> tuple[Sequence[Mail], int]:
    """The mails to everyone who holds a role at these places, newest first, and how many there are."""
    conditions = [Mail.person_id.in_(_people(places)), *_in_state(state)]
    total = session().scalar(select(func.count()).select_from(Mail).where(*conditions)) or 0
    query = select(Mail).options(joinedload(Mail.person)).where(*conditions)
    rows = session().scalars(query.order_by(Mail.made_at.desc(), Mail.id).limit(limit).offset(offset)).all()
    return rows, total


def mail_of_people(places: Collection[Holding], mail_id: UUID) -> Mail:
    """A mail to somebody who holds a role at these places. Raises NotFound."""
    found = session().scalar(select(Mail).where(Mail.id == mail_id, Mail.person_id.in_(_people(places))))
    if found is None:
        raise NotFound
    return found


def busiest(places: Collection[Holding], now: datetime, limit: int = 10) -> list[tuple[str, int, int]]:
    """Who of these people gets the most mail: name, mails of the last seven days, most on one day."""
    since = now - timedelta(days=7)
    query = select(Mail.person_id, Mail.made_at).where(
        Mail.person_id.in_(_people(places)), Mail.made_at >= since, Mail.kind.in_(GATHERED)
    )
    by_day: dict[UUID, dict[date, int]] = {}
    for person_id, at in session().execute(query):
        if person_id is None:
            continue
        mine = by_day.setdefault(person_id, {})
        mine[day_in_london(at)] = mine.get(day_in_london(at), 0) + 1
    called = names(by_day)
    found = [(called.get(each, ""), sum(days.values()), max(days.values())) for each, days in by_day.items()]
    return sorted(found, key=lambda each: (-each[1], each[0]))[:limit]


def _people(places: Collection[Holding]) -> Select[UUID]:
    """Everyone who holds, or held, a role at one of these places or below it."""
    query = select(Grant.person_id)
    if any(each.scope == "nation" for each in places):
        return query
    ids = {each.scope_id for each in places if each.scope in ("organisation", "overseer")}
    below = select(Organisation.id).where(Organisation.parent_id.in_(ids))
    return query.where(or_(Grant.scope_id.in_(ids), Grant.scope_id.in_(below)))


def _in_state(state: str) -> list[ColumnElement[bool]]:
    found: dict[str, list[ColumnElement[bool]]] = {
        "waiting": [Mail.sent_at.is_(None)],
        "failing": [Mail.sent_at.is_(None), Mail.fault != ""],
        "sent": [Mail.sent_at.is_not(None)],
    }
    return found.get(state, [])


def _mails_by_id(ids: Iterable[UUID]) -> dict[UUID, Mail]:
    rows = session().scalars(select(Mail).where(Mail.id.in_(set(ids))))
    return {row.id: row for row in rows}


def _together(mails: Collection[UUID]) -> dict[UUID, int]:
    """How many notices each of these mails carries."""
    query = select(NoticeRow.mail_id, func.count()).where(NoticeRow.mail_id.in_(mails))
    counted = session().execute(query.group_by(NoticeRow.mail_id)).all()
    return {**dict.fromkeys(mails, 0), **{row[0]: row[1] for row in counted if row[0]}}
