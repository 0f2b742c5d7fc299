"""The calendar as lanes: bars of days beside one another, drawn and told from the same numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wccflow.engine.calendars import Window
from wccflow.engine.definition import Definition

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Bar:
    """Some days with a name; the days that were added to the plan stand before and after it."""

    words: str
    window: Window
    tone: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the picture, with what it opens."""

    words: str
    bars: tuple[Bar, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class Lanes:
    """All lanes over the same days."""

    lanes: tuple[Lane, ...]
    marks: tuple[tuple[str, date], ...]
    first: date
    last: date
    today: date

    @property
    def months(self) -> list[date]:
        """The first day of each month that begins within the picture."""
        days = (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))
        return [day for day in days if day.day == 1]

    @property
    def shows_today(self) -> bool:
        """Whether today lies within the picture."""
        return self.first <= self.today <= self.last

    def x(self, day: date) -> float:
        """How far to the right a day begins, from 0 to 1000."""
        whole = (self.last - self.first).days + 1
        return round(WIDTH * (day - self.first).days / whole, 1)

    def width(self, first: date, last: date) -> float:
        """How wide the days from the first to the last are, both included."""
        return round(self.x(last + timedelta(days=1)) - self.x(first), 1)


def by_stage(
    definition: Definition,
    windows: Mapping[str, Window],
    marks: Sequence[tuple[str, date]],
    counts: Mapping[str, int],
    today: date,
) -> Lanes | None:
    """A lane for each stage of one overseer, with how many cases are there; None without dates."""
    lanes = [
        Lane(f"{stage.title} ({counts.get(key, 0)})", (Bar(stage.title, windows[key], number),))
        for number, (key, stage) in enumerate(definition.stages.items())
        if key in windows
    ]
    return _lanes(lanes, marks, today)


def by_overseer(
    definition: Definition, overseers: Sequence[tuple[str, str, Mapping[str, Window]]], today: date
) -> Lanes | None:
    """A lane for each overseer (its name, its address, its windows), with a bar for each stage."""
    lanes = [
        Lane(
            name,
            tuple(
                Bar(stage.title, windows[key], number)
                for number, (key, stage) in enumerate(definition.stages.items())
                if key in windows
            ),
            address,
        )
        for name, address, windows in overseers
    ]
    return _lanes(lanes, (), today)


def _lanes(lanes: Sequence[Lane], marks: Sequence[tuple[str, date]], today: date) -> Lanes | None:
    windows = [bar.window for lane in lanes for bar in lane.bars]
    if not windows:
        return None
    days = [day for _, day in marks]
    return Lanes(
        lanes=tuple(lanes),
        marks=tuple(marks),
        first=min([*days, *(window.first for window in windows)]),
        last=max([*days, *(window.last for window in windows)]),
        today=today,
    )
