"""What the pages of the pool show: everybody in it, one member, and one's own days."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.panels import deriving, pool, queries
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.deriving import Found
from wccflow.panels.hold_pages import months
from wccflow.panels.pool import Member
from wccflow.panels.pool_models import PoolMember
from wccflow.panels.region import Region
from wccflow.panels.rules import CONFIRMED, DISMISSED, INVITED
from wccflow.people.queries import names, organisations_at


def everybody(region: Region, now: datetime) -> dict[str, Any]:
    """The pool with what speaks against whom; constant queries for any number of people."""
    members, days = pool.members_of(region), timetable.days_of(region, now)
    cases = list(timetable.cases_in(region, now).to_place)
    against = deriving.against(cases, [each.person.id for each in members], now)
    return {
        "region": region,
        "members": members,
        "days": days,
        "free": {each.row.id: len(each.free_on(days)) for each in members},
        "conflicts": {each.row.id: sum(who == each.person.id for _, who in against) for each in members},
        "lacking": _lacking(region, members),
        "left": pool.left(region),
        **words_of(region),
    }


def one(region: Region, row: PoolMember, now: datetime) -> dict[str, Any]:
    """One member: what can be changed, the days, and each conflict with what was decided about it."""
    cases = [each for each in region.cases() if each.state]
    member = pool.whole(row)
    found = deriving.found_in([(case, member.person.id) for case in cases], now)
    ended = {
        (each.case_id, each.reason): each
        for each in deriving.dismissals([case.id for case in cases])
        if each.person_id == member.person.id
    }
    declared = [
        each
        for each in queries.conflicts_of([case.id for case in cases])
        if each.person_id == member.person.id and not each.reason
    ]
    return {
        "region": region,
        "member": member,
        "cases": {case.id: case for case in cases},
        "standing": [each for each in found if (each.case_id, each.reason) not in ended],
        "dismissed": [
            (each, ended[each.case_id, each.reason]) for each in found if (each.case_id, each.reason) in ended
        ],
        "declared": declared,
        "decided_by": names([each.by_id for each in ended.values()] + [row.changed_by_id]),
        **days_asked(region, row, now),
        **words_of(region),
    }


def days_asked(region: Region, row: PoolMember, now: datetime) -> dict[str, Any]:
    """The days that a member is asked about, month by month, with those given."""
    days = timetable.days_of(region, now)
    given = pool.days_in([row.id])[row.id]
    return {
        "days": days,
        "months": months(days),
        "given": given if row.said_at is not None else frozenset(days),
        "said_at": row.said_at,
    }


def mine(person_id: UUID, now: datetime) -> list[dict[str, Any]]:
    """Each pool to which a person belongs: her days, her panels, and where she may declare an interest."""
    return [_mine(row, region, now) for row, region in pool.memberships(person_id)]


def _mine(row: PoolMember, region: Region, now: datetime) -> dict[str, Any]:
    known = timetable.cases_in(region, now)
    cases = [*known.to_place, *known.standing]
    declared = [
        each for each in queries.conflicts_of([case.id for case in cases]) if each.person_id == row.person_id
    ]
    aside = {each.case_id for each in declared if each.outcome != DISMISSED}
    return {
        "region": region,
        "row": row,
        "panels": _my_panels(row, cases, known),
        "aside": aside,
        "cases": known.to_place,
        "case_options": [("", "Choose"), *((each.id, each.organisation.name) for each in known.to_place)],
        "declared": [(next(case for case in cases if case.id == each.case_id), each) for each in declared],
        "seats": [
            region.definition.seats[seat].title
            for seat in region.definition.seats
            if seat in pool.seats_in([row.id])[row.id]
        ],
        **days_asked(region, row, now),
    }


def _my_panels(
    row: PoolMember, cases: Sequence[Case], known: timetable.Cases
) -> list[tuple[Case, date | None, str, str]]:
    """The panels on which she sits or is asked to: case, day, room, and what became of the seat."""
    found = []
    for case in cases:
        for seat in known.seats[case.id]:
            if seat.person_id == row.person_id and seat.state in (CONFIRMED, INVITED):
                panel = known.panels[case.id]
                found.append((case, panel.held_on, panel.room, seat.state))
    return sorted(found, key=lambda each: (each[1] or date.max, each[0].organisation.name))


def words_of(region: Region) -> dict[str, Any]:
    """The choices of seats, skills and organisations that forms of the pool offer."""
    definition = region.definition
    return {
        "seats": [(seat.key, seat.title) for seat in definition.seats.values()],
        "skills": [(skill.key, skill.title) for skill in definition.panel.skills.values()],
        "homes": [
            ("", "None of them"),
            *((each.code, each.name) for each in organisations_at("organisation")),
        ],
    }


def _lacking(region: Region, members: Sequence[Member]) -> list[str]:
    """The seats and skills that nobody in the pool has."""
    definition = region.definition
    seats = [
        seat.title
        for seat in definition.seats.values()
        if not any(seat.key in each.seats for each in members)
    ]
    skills = [
        skill.title
        for skill in definition.panel.skills.values()
        if not any(skill.key in each.skills for each in members)
    ]
    return [*(f"nobody may sit as {each}" for each in seats), *(f"nobody brings {each}" for each in skills)]


def found_called(region: Region, row: PoolMember, case: Case, reason: str, now: datetime) -> Found | None:
    """The conflict of this member that shows by itself, by what it rests on; None when it shows no more."""
    shown = deriving.found_in([(case, row.person_id)], now)
    return next((each for each in shown if each.reason == reason), None)
