"""Windows of stages and working days."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wccflow.engine.faults import Unsound
from wccflow.engine.moments import Moment
from wccflow.engine.windows import (
    Calendar,
    Window,
    add_working_days,
    day_of,
    shift,
    windows_of,
    working_days_between,
)

EASTER = frozenset({date(2010, 4, 2), date(2010, 4, 5)})
DAYS = some.dates(date(2009, 1, 1), date(2011, 12, 31))


def test_a_window_is_open_on_both_of_its_edges() -> None:
    window = Window(date(2010, 1, 4), date(2010, 3, 31))
    days = [date(2010, 1, 3), date(2010, 1, 4), date(2010, 3, 31), date(2010, 4, 1)]

    assert [window.is_open(day) for day in days] == [False, True, True, False]


def test_a_changed_window_keeps_its_planned_days() -> None:
    window = Window(date(2010, 1, 4), date(2010, 3, 31)).changed(opens=date(2009, 12, 1))
    window = window.changed(closes=date(2010, 4, 16))

    assert (window.opens, window.closes) == (date(2010, 1, 4), date(2010, 3, 31))
    assert (window.first, window.last) == (date(2009, 12, 1), date(2010, 4, 16))


def test_a_change_cannot_shorten_a_window() -> None:
    window = Window(date(2010, 1, 4), date(2010, 3, 31)).changed(
        opens=date(2010, 2, 1), closes=date(2010, 3, 1)
    )

    assert (window.first, window.last) == (date(2010, 1, 4), date(2010, 3, 31))


def test_working_days_skip_weekends_and_bank_holidays() -> None:
    assert add_working_days(date(2010, 4, 1), 1, EASTER) == date(2010, 4, 6)
    assert add_working_days(date(2010, 4, 6), -1, EASTER) == date(2010, 4, 1)


def test_no_working_days_leave_the_day_as_it_is() -> None:
    assert add_working_days(date(2010, 4, 3), 0, EASTER) == date(2010, 4, 3)


@given(DAYS, some.integers(1, 40))
def test_adding_working_days_passes_as_many_as_were_added(start: date, count: int) -> None:
    end = add_working_days(start, count, EASTER)

    assert working_days_between(start, end, EASTER) == count


@given(DAYS, DAYS)
def test_working_days_between_two_days_are_opposite_in_the_other_direction(one: date, other: date) -> None:
    assert working_days_between(one, other, EASTER) == -working_days_between(other, one, EASTER)


def test_a_shifted_calendar_keeps_its_weekdays_and_its_holidays(calendar: Calendar) -> None:
    moved = shift(calendar, 10)

    before, after = windows_of(calendar)["panel"], windows_of(moved)["panel"]
    assert (after.opens - before.opens, after.closes - before.closes) == (timedelta(70), timedelta(70))
    assert moved.holidays == calendar.holidays


def test_a_shift_takes_agreed_changes_along() -> None:
    window = Window(date(2010, 1, 4), date(2010, 3, 31), date(2009, 12, 7), date(2010, 4, 16))
    calendar = Calendar("c", "C", "e", {"s": window})

    assert shift(shift(calendar, 3), -3) == calendar


def test_a_calendar_comes_back_from_its_document(calendar: Calendar) -> None:
    changed = shift(calendar, 5)
    window = changed.windows["panel"].changed(opens=date(2010, 4, 1), closes=date(2010, 9, 1))
    changed = Calendar("c", "C", "e", {**changed.windows, "panel": window}, changed.holidays)

    assert Calendar.from_document(json.loads(json.dumps(changed.document))) == changed


def test_a_document_that_is_no_calendar_is_refused(calendar: Calendar) -> None:
    with pytest.raises(Unsound, match="colour"):
        Calendar.from_document({**calendar.document, "colour": "red"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("start of analysis", date(2010, 1, 4)),
        ("end of preparation - 2 weeks", date(2009, 12, 17)),
        ("end of preparation - 34 days", date(2009, 11, 27)),
        ("panel_date - 10 working days", date(2010, 3, 29)),
        ("state agreed + 5 working days", date(2010, 7, 7)),
        ("state published", None),
        ("other_date", None),
        ("end of nowhere", None),
    ],
)
def test_a_moment_becomes_a_day(calendar: Calendar, text: str, expected: date | None) -> None:
    day = day_of(
        Moment.parse(text),
        calendar,
        history={"agreed": date(2010, 6, 30)},
        case_dates={"panel_date": date(2010, 4, 14)},
    )

    assert day == expected
