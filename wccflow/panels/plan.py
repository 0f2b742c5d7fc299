"""A proposed timetable as it is kept: panels with rooms and seats, what is held, what is in the way."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

Seated: TypeAlias = tuple[UUID, str]  # a person and the seat


@dataclass(frozen=True, slots=True)
class Sitting:
    """One panel: whose, when, where, and who sits in which seat."""

    code: str
    day: date
    room: str
    people: tuple[Seated, ...]

    @property
    def who(self) -> frozenset[UUID]:
        """Everybody who sits."""
        return frozenset(person_id for person_id, _ in self.people)


@dataclass(frozen=True, slots=True)
class Hold:
    """What is held by hand of one panel: its day, its room, some of its people; the rest stays free."""

    code: str
    day: date | None = None
    room: str = ""
    people: tuple[Seated, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is held."""
        return self.day is None and not self.room and not self.people


@dataclass(frozen=True, slots=True)
class Plan:
    """A timetable of an overseer's panels, whole or as far as it could be made."""

    panels: tuple[Sitting, ...] = ()
    holds: tuple[Hold, ...] = ()
    reasons: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    without: tuple[UUID, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every organisation has its panel."""
        return not self.reasons and not self.needed

    @property
    def by_code(self) -> dict[str, Sitting]:
        """The panels by organisation."""
        return {each.code: each for each in self.panels}

    @property
    def held(self) -> dict[str, Hold]:
        """What is held by hand, by organisation."""
        return {each.code: each for each in self.holds}

    @property
    def people(self) -> frozenset[UUID]:
        """Everybody who sits on one of the panels."""
        return frozenset(who for each in self.panels for who in each.who)


@dataclass(frozen=True, slots=True)
class Change:
    """What differs for one organisation between two timetables."""

    code: str
    was: Sitting | None
    now: Sitting | None

    @property
    def day(self) -> date:
        """The day on which the panel is to meet, or was."""
        sitting = self.now or self.was
        return sitting.day if sitting else date.min

    @property
    def moved(self) -> bool:
        """Whether the day is another."""
        return bool(self.was and self.now and self.was.day != self.now.day)

    @property
    def other_room(self) -> bool:
        """Whether the room alone is another."""
        return bool(self.was and self.now and not self.moved and self.was.room != self.now.room)

    @property
    def came(self) -> tuple[Seated, ...]:
        """Who sits there now and did not before, in that seat."""
        return tuple(each for each in _people(self.now) if each not in _people(self.was))

    @property
    def went(self) -> tuple[Seated, ...]:
        """Who sat there and does no more."""
        return tuple(each for each in _people(self.was) if each not in _people(self.now))


def changes(was: Iterable[Sitting], now: Iterable[Sitting]) -> list[Change]:
    """What differs, by the day on which it will be."""
    before, after = {each.code: each for each in was}, {each.code: each for each in now}
    found = [
        Change(code, before.get(code), after.get(code))
        for code in sorted(before.keys() | after.keys())
        if before.get(code) != after.get(code)
    ]
    return sorted(found, key=lambda each: (each.day, each.code))


def with_hold(holds: Sequence[Hold], hold: Hold) -> tuple[Hold, ...]:
    """What is held by hand once this is; an empty hold lets the panel free."""
    others = tuple(each for each in holds if each.code != hold.code)
    return others if hold.is_empty else (*others, hold)


def written(plan: Plan) -> str:
    """The plan as text."""
    return json.dumps(
        {
            "panels": [_panel(each) for each in plan.panels],
            "holds": [
                {
                    "code": each.code,
                    "day": each.day.isoformat() if each.day else "",
                    "room": each.room,
                    "people": _seated(each.people),
                }
                for each in plan.holds
            ],
            "reasons": plan.reasons,
            "needed": plan.needed,
            "groups": plan.groups,
            "without": [each.hex for each in plan.without],
        }
    )


def read(text: str) -> Plan:
    """The plan that was kept as this text."""
    raw: Mapping[str, Any] = json.loads(text)
    return Plan(
        panels=tuple(
            Sitting(each["code"], date.fromisoformat(each["day"]), each["room"], _people_in(each))
            for each in raw["panels"]
        ),
        holds=tuple(
            Hold(
                each["code"],
                date.fromisoformat(each["day"]) if each["day"] else None,
                each["room"],
                _people_in(each),
            )
            for each in raw["holds"]
        ),
        reasons=tuple(raw["reasons"]),
        needed=tuple(raw["needed"]),
        groups=tuple(tuple(each) for each in raw["groups"]),
        without=tuple(UUID(each) for each in raw["without"]),
    )


def _panel(each: Sitting) -> dict[str, Any]:
    return {
        "code": each.code,
        "day": each.day.isoformat(),
        "room": each.room,
        "people": _seated(each.people),
    }


def _seated(people: Iterable[Seated]) -> list[list[str]]:
    return [[person_id.hex, seat] for person_id, seat in people]


def _people_in(raw: Mapping[str, Any]) -> tuple[Seated, ...]:
    return tuple((UUID(person_id), seat) for person_id, seat in raw["people"])


def _people(sitting: Sitting | None) -> tuple[Seated, ...]:
    return sitting.people if sitting else ()
