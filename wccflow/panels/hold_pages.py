"""What the page of one organisation in a timetable shows: its days, rooms, and who could sit in each seat."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wccflow.base.errors import NotFound
from wccflow.cycles.models import Case
from wccflow.engine.refusals import day
from wccflow.panels import deriving, pool
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.plan import Hold
from wccflow.panels.pool import Member
from wccflow.panels.region import Region


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who might sit, and what speaks against it."""

    person_id: UUID
    name: str
    free: int
    conflicts: tuple[str, ...]
    has_said: bool

    @property
    def can_sit(self) -> bool:
        """Whether nothing speaks against it, and there is a day."""
        return not self.conflicts and self.free > 0

    @property
    def words(self) -> str:
        """The name with how often the person is free."""
        days = "1 day" if self.free == 1 else f"{self.free} days"
        return f"{self.name}, free on {days}" if self.has_said else f"{self.name}, has not said when"


def case_to_place(region: Region, code: str, now: datetime) -> Case:
    """The case of this organisation, when a timetable may place its panel. Raises NotFound."""
    for case in timetable.cases_in(region, now).to_place:
        if case.organisation.code == code.upper():
            return case
    raise NotFound


def holding(region: Region, case: Case, now: datetime) -> dict[str, Any]:
    """The days on which the organisation can come, and for each seat who could sit there or may not."""
    code = case.organisation.code
    row = timetable.newest(region)
    plan, days = timetable.plan_of(row), timetable.days_of(region, now)
    away = timetable.away_of([case.id])[case.id]
    possible = [each for each in days if each not in away]
    return {
        "region": region,
        "case": case,
        "row": row,
        "sitting": plan.by_code.get(code),
        "hold": plan.held.get(code),
        "day_options": [(each.isoformat(), f"{each:%A}, {day(each)}") for each in possible],
        "room_options": [(each, each) for each in timetable.rules_of(region).rooms],
        "all_days": days,
        "months": months(days),
        "given": frozenset(possible),
        "seat_fields": _fields(region, case, possible, plan.held.get(code), now),
    }


def months(days: tuple[date, ...]) -> list[tuple[str, list[date]]]:
    """Days under the month to which they belong."""
    found: dict[str, list[date]] = {}
    for each in days:
        found.setdefault(f"{each:%B %Y}", []).append(each)
    return list(found.items())


def _fields(
    region: Region, case: Case, days: list[date], hold: Hold | None, now: datetime
) -> list[dict[str, Any]]:
    """A field for each place of each seat: who can be held there, and who cannot and why."""
    members = pool.members_of(region)
    against = deriving.against([case], [each.person.id for each in members], now)
    fields = []
    for seat in region.definition.seats.values():
        mine = [each for each in members if seat.key in each.seats]
        people = [_candidate(each, days, against.get((case.id, each.person.id), [])) for each in mine]
        held = [who for who, key in (hold.people if hold else ()) if key == seat.key]
        for number in range(seat.count):
            fields.append(
                {
                    "key": seat.key,
                    "number": number + 1,
                    "label": seat.title if seat.count == 1 else f"{seat.title} ({number + 1})",
                    "value": held[number] if number < len(held) else "",
                    "options": [(each.person_id, each.words) for each in people if each.can_sit],
                    "cannot": [each for each in people if not each.can_sit] if number == 0 else [],
                }
            )
    return fields


def _candidate(member: Member, days: list[date], conflicts: list[str]) -> Candidate:
    return Candidate(
        member.person.id, member.person.name, len(member.free_on(days)), tuple(conflicts), member.has_said
    )
