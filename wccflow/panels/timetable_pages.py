"""What the page of a timetable shows: weeks, panels, what changes, what is in the way, who sits how often."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.panels import plan as plans
from wccflow.panels import pool, timetabling
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.plan import Change, Hold, Plan, Sitting
from wccflow.panels.pool import Member
from wccflow.panels.region import Region
from wccflow.panels.timetable_models import Timetable
from wccflow.panels.timetable_queries import Cases
from wccflow.people.queries import names

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True, slots=True)
class Row:
    """One panel of a timetable in words: each seat with who sits there, and whether that is held by hand."""

    code: str
    name: str
    address: str
    sitting: Sitting
    seats: tuple[tuple[str, str, bool], ...]
    hold: Hold | None

    @property
    def held_day(self) -> bool:
        """Whether the day is held by hand."""
        return self.hold is not None and self.hold.day is not None

    @property
    def held_room(self) -> bool:
        """Whether the room is held by hand."""
        return self.hold is not None and bool(self.hold.room)


@dataclass(frozen=True, slots=True)
class Load:
    """How often somebody sits, and in how many panels at most."""

    name: str
    address: str
    times: int
    most: int | None
    seats: str
    has_said: bool


def overview(region: Region, now: datetime, *, what_if: UUID | None = None) -> dict[str, Any]:
    """The timetable's page; constant queries for any number of panels."""
    row, known = timetable.newest(region), timetable.cases_in(region, now)
    members, plan = pool.members_of(region), timetable.plan_of(row)
    written = timetable.stands(region, known)
    shown = plan.panels if row is not None else written
    people = names({who for each in (*shown, *written) for who in each.who} | set(plan.without))
    by_code = {case.organisation.code: case for case in (*known.to_place, *known.standing)}
    rows = [_row(region, by_code[each.code], each, plan, people) for each in shown if each.code in by_code]
    days = timetable.days_of(region, now)
    return {
        "region": region,
        "row": row,
        "plan": plan,
        "rows": rows,
        "weeks": weeks(rows),
        "rules": timetable.rules_of(region),
        "days": days,
        "known": known,
        "codes": {code: case.organisation.name for code, case in by_code.items()},
        "unplaced": [each for each in known.to_place if each.organisation.code not in plan.by_code],
        "met": _met(known),
        "left_out": [(each, definition_of(each).states[each.state].title) for each in known.left_out],
        "changes": _changes(region, plans.changes(written, plan.panels) if row else [], by_code, people),
        "open_seats": _open_seats(region, known, written) if row is None else [],
        "members": members,
        "what_if_options": [(each.person.id, each.person.name) for each in members],
        "silent": [each for each in members if not each.has_said],
        "loads": loads(region, members, [*shown, *_sat(known)]),
        "people": people,
        "links": links_in_words(plan, {code: case.organisation.name for code, case in by_code.items()}),
        "what_if": _what_if(region, row, members, what_if, now),
        "held_minutes": int(timetabling.HELD.total_seconds() // 60),
    }


def weeks(rows: Sequence[Row]) -> list[tuple[date, list[tuple[date, list[Row]]]]]:
    """The panels week by week: each with its five days, and those at a weekend where one is held there."""
    mondays = sorted({each.sitting.day - timedelta(days=each.sitting.day.weekday()) for each in rows})
    found = []
    for monday in mondays:
        days = [monday + timedelta(days=number) for number in range(len(WEEKDAYS))]
        found.append((monday, [(day, [each for each in rows if each.sitting.day == day]) for day in days]))
    return found


def loads(region: Region, members: Sequence[Member], panels: Collection[Sitting]) -> list[Load]:
    """How often each member of the pool sits, the most burdened first."""
    times = Counter(who for each in panels for who in each.who)
    rules, seats = timetable.rules_of(region), region.definition.seats
    found = [
        Load(
            name=each.person.name,
            address=f"{region.address}/people/{each.row.id}",
            times=times[each.person.id],
            most=each.row.most if each.row.most is not None else rules.most_each,
            seats=", ".join(seat.title for seat in seats.values() if seat.key in each.seats),
            has_said=each.has_said,
        )
        for each in members
    ]
    return sorted(found, key=lambda each: (-each.times, each.name))


def links_in_words(plan: Plan, known: Mapping[str, str]) -> str:
    """Whether panels can be compared by people who sit on more than one; nothing for one panel alone."""
    if sum(len(each) for each in plan.groups) < 2:
        return ""
    if len(plan.groups) == 1:
        return (
            "All panels hang together by people who sit on more than one, so that it can be told later how "
            "strictly a panel rates."
        )
    apart = "; ".join(", ".join(known.get(code, code) for code in group) for group in plan.groups[1:])
    return (
        f"The panels fall into {len(plan.groups)} groups that have nobody in common, so that nobody can tell "
        f"whether one rates more strictly than another. Apart from the largest stand: {apart}."
    )


def _row(region: Region, case: Case, sitting: Sitting, plan: Plan, people: Mapping[UUID, str]) -> Row:
    seats, hold = region.definition.seats, plan.held.get(sitting.code)
    return Row(
        code=sitting.code,
        name=case.organisation.name,
        address=f"{region.address}/organisations/{sitting.code}",
        sitting=sitting,
        seats=tuple(
            (seats[seat].title, people[who], hold is not None and (who, seat) in hold.people)
            for who, seat in sitting.people
        ),
        hold=hold,
    )


def _changes(
    region: Region, found: Sequence[Change], cases: Mapping[str, Case], people: Mapping[UUID, str]
) -> list[dict[str, Any]]:
    """What adopting would change for whom, in words."""
    return [
        {
            "name": cases[each.code].organisation.name,
            "was": each.was,
            "now": each.now,
            "moved": each.moved,
            "other_room": each.other_room,
            "came": [people[who] for who, _ in each.came],
            "went": [people[who] for who, _ in each.went],
        }
        for each in found
        if each.code in cases
    ]


def _met(known: Cases) -> list[tuple[Case, date | None]]:
    return [(case, known.panels[case.id].held_on) for case in known.standing]


def _sat(known: Cases) -> list[Sitting]:
    """Panels that have met or meet today, for counting how often each sits."""
    found = []
    for case in known.standing:
        seats = timetable.sitting(known.seats[case.id])
        people = tuple((each.person_id, each.seat) for each in seats)
        found.append(Sitting(case.organisation.code, known.panels[case.id].held_on or date.min, "", people))
    return found


def _open_seats(region: Region, known: Cases, written: Sequence[Sitting]) -> list[tuple[Case, list[str]]]:
    """The seats of panels with a day that nobody has, or has given back."""
    cases = {each.organisation.code: each for each in known.to_place}
    found = []
    for sitting in written:
        taken = Counter(seat for _, seat in sitting.people)
        missing = [
            seat.title
            for seat in region.definition.seats.values()
            for _ in range(seat.count - taken[seat.key])
        ]
        if missing:
            found.append((cases[sitting.code], missing))
    return found


def _what_if(
    region: Region, row: Timetable | None, members: Sequence[Member], person_id: UUID | None, now: datetime
) -> dict[str, Any] | None:
    """What would become of the timetable without this person; None where nobody is asked about."""
    asked = next((each for each in members if each.person.id == person_id), None)
    if asked is None or row is None:
        return None
    was = timetable.plan_of(row)
    left_out = [*was.without, asked.person.id]
    holds = [_without(each, asked.person.id) for each in was.holds]
    _, found = timetabling.draft(region, now, holds=holds, before=was.panels, without=left_out)
    changed = plans.changes(was.panels, found.panels)
    return {
        "member": asked,
        "plan": found,
        "moved": [each.code for each in changed if each.moved],
        "other_people": [each.code for each in changed if not each.moved and each.now and each.was],
        "lost": [each.code for each in changed if each.now is None],
    }


def _without(hold: Hold, person_id: UUID) -> Hold:
    people = tuple(each for each in hold.people if each[0] != person_id)
    return Hold(hold.code, hold.day, hold.room, people)
