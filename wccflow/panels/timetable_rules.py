"""What a timetable may use, without a database: rooms, weeks, neighbours, and the days that are left."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from wccflow.engine.calendars import Window, is_working_day

PER_WEEK = 5
ROOMS = ("Room 1", "Room 2", "Room 3")
MOST_ROOMS, MOST_DAYS = 30, 400

NOBODY_ELSE, NEIGHBOURS, SAME_OVERSEER = "none", "neighbours", "overseer"
KIN = {
    NEIGHBOURS: "Not where they work or have worked, nor at the neighbours listed below",
    NOBODY_ELSE: "Not where they work or have worked",
    SAME_OVERSEER: "Not where they work or have worked, nor anywhere else that has the same overseer",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """What an overseer's timetable may use; these are the defaults."""

    rooms: tuple[str, ...] = ROOMS
    per_week: int = PER_WEEK
    first_day: date | None = None
    last_day: date | None = None
    days_off: frozenset[date] = frozenset()
    most_each: int | None = None
    kin: str = NEIGHBOURS
    neighbours: tuple[frozenset[str], ...] = ()


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that say something, each once, in order."""
    return tuple(dict.fromkeys(" ".join(each.split()) for each in text.splitlines() if each.strip()))


def neighbours_in(text: str) -> tuple[frozenset[str], ...]:
    """Groups of neighbours: in each line the first is a neighbour of each of the others."""
    found = []
    for line in lines(text):
        first, *others = line.upper().replace(",", " ").replace(":", " ").split() or [""]
        found += [frozenset({first, other}) for other in others]
    return tuple(found)


def days_between(
    window: Window | None, rules: Rules, holidays: Collection[date], today: date
) -> tuple[date, ...]:
    """The working days on which panels may meet, from tomorrow; none while the first or last is not known."""
    first = rules.first_day or (window.first if window else None)
    last = rules.last_day or (window.last if window else None)
    if first is None or last is None:
        return ()
    first = max(first, today + timedelta(days=1))
    count = min((last - first).days + 1, MOST_DAYS)
    days = (first + timedelta(days=number) for number in range(max(count, 0)))
    return tuple(
        each for each in days if is_working_day(each, frozenset(holidays)) and each not in rules.days_off
    )
