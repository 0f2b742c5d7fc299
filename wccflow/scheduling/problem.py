"""What a timetable of panels must satisfy, and what a timetable is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeAlias

Week: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation that needs a panel, and the days on which it can come."""

    code: str
    days: frozenset[date]
    name: str = ""

    @property
    def said(self) -> str:
        """What the organisation is called in sentences."""
        return self.name or self.code


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sit: in which seat, on which days, at most how often, and not for whom.

    Whoever may sit in either of two seats is there twice, with the same `who`.
    """

    id: str
    seat: str
    skills: frozenset[str]
    days: frozenset[date]
    cap: int
    conflicts: frozenset[str]
    name: str = ""
    who: str = ""

    @property
    def said(self) -> str:
        """What the person is called in sentences."""
        return self.name or self.id

    @property
    def own(self) -> str:
        """The person herself, in whichever seat."""
        return self.who or self.id


@dataclass(frozen=True, slots=True)
class Panel:
    """One organisation's panel: its day, and who sits there."""

    organisation: str
    day: date
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pin:
    """What somebody has fixed by hand: the day, some or all of those who sit, or both."""

    organisation: str
    day: date | None
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """All that is asked of a timetable.

    `seats` says how many sit in each kind of seat, `skills` how many on each panel must have each skill,
    `rooms` how many panels can meet on one day, `per_week` how many in one calendar week. `before` is an
    earlier timetable, of which as much as possible stays. `fixed` are panels that stand already and are
    not asked for: they take rooms, weeks and people. `titles` says seats and skills in words.
    """

    days: tuple[date, ...]
    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...]
    seats: Mapping[str, int]
    skills: Mapping[str, int]
    rooms: int
    per_week: int
    pinned: tuple[Pin, ...] = ()
    before: tuple[Panel, ...] = ()
    fixed: tuple[Panel, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> dict[str, Organisation]:
        """The organisations by their codes."""
        return {each.code: each for each in self.organisations}

    @cached_property
    def by_id(self) -> dict[str, Person]:
        """The people by their ids."""
        return {each.id: each for each in self.people}

    @cached_property
    def in_seat(self) -> dict[str, tuple[Person, ...]]:
        """Who may sit in each kind of seat."""
        return {seat: tuple(each for each in self.people if each.seat == seat) for seat in self.seats}

    def is_manned(self, people: Sequence[Person]) -> bool:
        """Whether these people fill every seat, no more, and bring every skill."""
        seated = Counter(each.seat for each in people)
        wanted = Counter({seat: count for seat, count in self.seats.items() if count})
        once = len({each.own for each in people}) == len(people)
        return once and seated == wanted and self.is_skilled(people)

    def is_skilled(self, people: Sequence[Person]) -> bool:
        """Whether these people bring every skill."""
        return all(
            sum(skill in each.skills for each in people) >= least for skill, least in self.skills.items()
        )

    def own(self, person: str) -> str:
        """Who this is, in whichever seat; whoever is not known stands for herself."""
        return self.by_id[person].own if person in self.by_id else person

    def title(self, name: str) -> str:
        """A seat or a skill in words."""
        return self.titles.get(name, name)

    @cached_property
    def pins(self) -> dict[str, Pin]:
        """What is fixed, by organisation."""
        return {each.organisation: each for each in self.pinned}


@dataclass(frozen=True, slots=True)
class Schedule:
    """A timetable: whole, or as much of it as there can be with what is in the way and what would help.

    `groups` are the organisations whose panels hang together by people who sit on more than one.
    """

    panels: tuple[Panel, ...]
    reasons: tuple[str, ...] = field(default=())
    needed: tuple[str, ...] = field(default=())
    groups: tuple[tuple[str, ...], ...] = field(default=())

    @property
    def is_whole(self) -> bool:
        """Whether every organisation has its panel."""
        return not self.reasons and not self.needed


def week_of(day: date) -> Week:
    """The calendar week of a day: its year and number by ISO 8601."""
    year, week, _ = day.isocalendar()
    return year, week


def in_words(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B %Y}"
