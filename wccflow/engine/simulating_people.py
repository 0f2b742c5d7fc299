"""Who works in a rehearsal: the holders of each role at each place, their days, and their attention."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from wccflow.engine.definition import Definition
from wccflow.engine.simulating_behaviours import Behaviours, Staff

_LEAVE = 0.11  # of all weeks, as with six weeks of leave a year
_SICK = 0.02  # of all days
_ASSESSING = Staff("", each=1, one_for=8, minutes=240)
_NATIONAL = Staff("", each=4, minutes=300)
_OWN = Staff("", each=1, minutes=90)

Seated = tuple[str, str, int, int]
"""A case as people see it: its name, its overseer's, its number there, and its number in the nation."""


@dataclass(slots=True)
class Person:
    """One holder of a role at a place, and what is left of the day's attention."""

    key: str
    role: str
    scope: str
    place: str
    minutes: int
    cases: list[int] = field(default_factory=list)
    left: float = 0
    used: float = 0
    away: frozenset[date] = frozenset()

    def begin(self, on: date) -> bool:
        """Begin a day; gives whether the person is at work."""
        self.left = 0 if on in self.away else self.minutes
        return self.left > 0

    def spend(self, minutes: float) -> float:
        """Spend up to so many minutes; gives how many were spent."""
        spent = min(minutes, self.left)
        self.left -= spent
        self.used += spent
        return spent


class People:
    """Everybody, by role and place."""

    def __init__(
        self,
        definition: Definition,
        behaviours: Behaviours,
        cases: Sequence[Seated],
        days: Sequence[date],
        seed: int,
    ) -> None:
        self._definition = definition
        self._behaviours = behaviours
        self._days = days
        self._seed = seed
        self._holders: dict[tuple[str, str], list[Person]] = {}
        for role in definition.roles.values():
            if not role.automatic and role.account:
                for case in cases:
                    self._seat(role.key, role.scope, case)

    def __iter__(self) -> Iterator[Person]:
        for holders in self._holders.values():
            yield from holders

    def holders(self, role: str, case: Seated) -> Sequence[Person]:
        """Everybody who holds a role at a case."""
        return self._holders.get((role, _place(self._definition.roles[role].scope, case)), ())

    def told(self, roles: Iterable[str], case: Seated, number: int) -> tuple[str, ...]:
        """Those whom a notice for these roles reaches; of a panel only those who sit at this case."""
        found = []
        for role in roles:
            seated = self._definition.roles[role].scope == "panel"
            found += [each.key for each in self.holders(role, case) if not seated or number in each.cases]
        return tuple(dict.fromkeys(found))

    def _seat(self, role: str, scope: str, case: Seated) -> None:
        staff = self._behaviours.people.get(role) or self._default(scope)
        place = _place(scope, case)
        number = case[3] if scope == "nation" else case[2]
        holders = self._holders.setdefault((role, place), [])
        for place_number in range(max(staff.each, _blocks(staff, number) * staff.at_case)):
            if place_number >= len(holders):
                holders.append(self._person(role, scope, place, place_number, staff))
        if holders:
            for person in _those_at(holders, staff, scope, number):
                person.cases.append(case[3])

    def _person(self, role: str, scope: str, place: str, number: int, staff: Staff) -> Person:
        title = self._definition.roles[role].title
        key = (
            f"{title}, {place}" if staff.each == 1 and not staff.one_for else f"{title} {number + 1}, {place}"
        )
        rng = Random(f"{self._seed} person {role} {place} {number}")
        return Person(key, role, scope, place, staff.minutes, away=_away(self._days, rng))

    def _default(self, scope: str) -> Staff:
        return {"organisation": _OWN, "nation": _NATIONAL}.get(scope, _ASSESSING)


def _place(scope: str, case: Seated) -> str:
    return {"organisation": case[0], "nation": "nation"}.get(scope, case[1])


def _blocks(staff: Staff, number: int) -> int:
    """Cases go to people in blocks, so that those who come later change nobody's list."""
    return number // staff.one_for + 1 if staff.one_for else 0


def _those_at(holders: Sequence[Person], staff: Staff, scope: str, number: int) -> Sequence[Person]:
    if scope == "organisation":
        return holders
    first = number // staff.one_for if staff.one_for else number
    return [holders[(first * staff.at_case + seat) % len(holders)] for seat in range(staff.at_case)]


def _away(days: Sequence[date], rng: Random) -> frozenset[date]:
    """Whole weeks of leave and single days of sickness."""
    leave: Mapping[tuple[int, int], bool] = {
        week: rng.random() < _LEAVE for week in dict.fromkeys(day.isocalendar()[:2] for day in days)
    }
    return frozenset(day for day in days if leave[day.isocalendar()[:2]] or rng.random() < _SICK)
