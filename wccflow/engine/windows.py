"""Dates of a cycle: the window of each stage, working days, and the days on which milestones fall due."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from wccflow.engine.faults import Fault, Unsound
from wccflow.engine.moments import Moment
from wccflow.engine.shapes import read

_WEEKDAYS = 5


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a stage, both ends included, and what two signatures have added before and after them."""

    opens: date
    closes: date
    early_from: date | None = None
    late_until: date | None = None

    @property
    def first(self) -> date:
        """The first day on which the stage is open."""
        return min(self.opens, self.early_from or self.opens)

    @property
    def last(self) -> date:
        """The last day on which the stage is open."""
        return max(self.closes, self.late_until or self.closes)

    def is_open(self, on: date) -> bool:
        """Whether the stage is open on this day."""
        return self.first <= on <= self.last

    def changed(self, *, opens: date | None = None, closes: date | None = None) -> "Window":
        """The window with an earlier first day or a later last one; the planned days are kept."""
        return replace(self, early_from=opens or self.early_from, late_until=closes or self.late_until)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Dates for one edition; the holidays are real days and never shift."""

    key: str
    title: str
    edition: str
    windows: Mapping[str, Window]
    holidays: frozenset[date] = field(default=frozenset(), metadata={"derived": True})
    unverified: bool = False

    @property
    def document(self) -> dict[str, Any]:
        """The calendar as plain JSON values."""
        return {
            "key": self.key,
            "title": self.title,
            "edition": self.edition,
            "windows": {stage: _days(window) for stage, window in self.windows.items()},
            "holidays": sorted(day.isoformat() for day in self.holidays),
            "unverified": self.unverified,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Calendar":
        """Give the calendar that was stored as this document; raises Unsound."""
        windows = {
            stage: {name: date.fromisoformat(day) for name, day in days.items()}
            for stage, days in document["windows"].items()
        }
        holidays = [date.fromisoformat(day) for day in document["holidays"]]
        faults: list[Fault] = []
        calendar = read(
            cls,
            {**document, "windows": windows, "holidays": holidays},
            lambda path, say: faults.append(Fault("document", path, say)),
            derived=True,
        )
        if calendar is None or faults:
            raise Unsound(tuple(faults))
        return calendar


def windows_of(calendar: Calendar) -> Mapping[str, Window]:
    """The windows of the stages, by stage."""
    return calendar.windows


def shift(calendar: Calendar, weeks: int) -> Calendar:
    """The same calendar so many weeks later; weekdays stay, holidays stay where they are."""
    by = timedelta(weeks=weeks)
    windows = {stage: _shifted(window, by) for stage, window in calendar.windows.items()}
    return replace(calendar, windows=windows)


def is_working_day(day: date, holidays: frozenset[date]) -> bool:
    """Whether the day is neither on a weekend nor a bank holiday."""
    return day.weekday() < _WEEKDAYS and day not in holidays


def add_working_days(day: date, count: int, holidays: frozenset[date]) -> date:
    """The day so many working days after (or, below nought, before); nought gives the day itself."""
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, holidays)
    return day


def working_days_between(start: date, end: date, holidays: frozenset[date]) -> int:
    """How many working days lie after the start, up to and with the end; negative when the end is earlier."""
    if end < start:
        return -working_days_between(end, start, holidays)
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays) for day in days)


def day_of(
    moment: Moment,
    calendar: Calendar,
    *,
    windows: Mapping[str, Window] | None = None,
    history: Mapping[str, date] | None = None,
    case_dates: Mapping[str, date] | None = None,
) -> date | None:
    """The date of a moment; None while the calendar, the case or its history cannot tell it."""
    start = _anchor(moment, windows or calendar.windows, history or {}, case_dates or {})
    if start is None:
        return None
    if moment.unit == "working days":
        return add_working_days(start, moment.amount, calendar.holidays)
    return start + timedelta(days=moment.amount * (7 if moment.unit == "weeks" else 1))


def _anchor(
    moment: Moment,
    windows: Mapping[str, Window],
    history: Mapping[str, date],
    case_dates: Mapping[str, date],
) -> date | None:
    if moment.anchor == "state":
        return history.get(moment.name)
    if moment.anchor == "fact":
        return case_dates.get(moment.name)
    window = windows.get(moment.name)
    if window is None:
        return None
    return window.opens if moment.anchor == "start" else window.closes


def _days(window: Window) -> dict[str, str]:
    days = {"opens": window.opens, "closes": window.closes}
    if window.early_from:
        days["early_from"] = window.early_from
    if window.late_until:
        days["late_until"] = window.late_until
    return {name: day.isoformat() for name, day in days.items()}


def _shifted(window: Window, by: timedelta) -> Window:
    return Window(
        opens=window.opens + by,
        closes=window.closes + by,
        early_from=window.early_from and window.early_from + by,
        late_until=window.late_until and window.late_until + by,
    )
