"""Telling people, a few working days before, that a role of theirs ends: deputies, outside analysts."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import select

from wccflow.base.clock import business_day
from wccflow.base.work import Database, session
from wccflow.cycles.queries import definitions
from wccflow.engine.refusals import day
from wccflow.notices.actions import tell
from wccflow.notices.rules import Notice
from wccflow.people.models import Grant
from wccflow.people.queries import names

AHEAD = timedelta(days=3)
WEEKEND = 5


def run(database: Database, now: datetime) -> int:
    """Tell each once, and whom they stand in for; gives to how many. Done twice it tells nothing more."""
    with database.reading():
        if not _ending(now):
            return 0
    with database.writing():
        titles = {role.key: role.title for each in definitions() for role in each.roles.values()}
        return sum(_tell(grant, titles.get(grant.role, grant.role), now) for grant in _ending(now))


def _tell(grant: Grant, title: str, now: datetime) -> int:
    if grant.until is None:
        return 0
    people, ends = names([grant.person_id, grant.on_behalf_of_id]), day(business_day(grant.until))
    event_id = uuid5(grant.id, f"ends {grant.until.isoformat()}")
    return sum(
        tell(
            Notice(sentence, "/", people=frozenset({who}), kind="role", topic=f"role:{grant.id.hex}"),
            event_id=event_id,
            but=None,
            now=now,
        )
        for who, sentence in _sentences(grant, title, people, ends)
    )


def _sentences(grant: Grant, title: str, people: Mapping[UUID, str], ends: str) -> Iterator[tuple[UUID, str]]:
    """What its holder is told, and whom she stands in for."""
    principal = grant.on_behalf_of_id
    stands_in = f", in which you stand in for {people.get(principal, 'somebody')}," if principal else ""
    yield (
        grant.person_id,
        f"Your role “{title}”{stands_in} ends on {ends}. "
        "From then on you no longer see what it shows you. Whoever gave it can prolong it.",
    )
    if principal:
        deputy = people.get(grant.person_id, "Your deputy")
        yield principal, f"{deputy} stands in for you as “{title}” until {ends} and not longer."


def _ending(now: datetime) -> list[Grant]:
    """The roles that were given until a time which is at most three days, and a weekend, away."""
    query = select(Grant).where(
        Grant.until > now,
        Grant.until <= now + 2 * AHEAD,
        Grant.suspended_at.is_(None),
        Grant.begins_at <= now,
    )
    return [
        grant
        for grant in session().scalars(query.order_by(Grant.until, Grant.id))
        if grant.until is not None and _told_on(business_day(grant.until)) <= business_day(now)
    ]


def _told_on(ends: date) -> date:
    """Three days before, or the Friday before that when it is a weekend."""
    on = ends - AHEAD
    return on - timedelta(days=max(0, on.weekday() - WEEKEND + 1))
