"""Days are London's, instants are UTC, and a pretended today moves days only."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from wccflow.base import clock


@pytest.fixture(autouse=True)
def _real_today() -> Iterator[None]:
    yield
    clock.pretend_today(None)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2009, 10, 24, 23, 30, tzinfo=UTC), date(2009, 10, 25)),
        (datetime(2009, 10, 25, 23, 30, tzinfo=UTC), date(2009, 10, 25)),
        (datetime(2010, 3, 27, 23, 59, tzinfo=UTC), date(2010, 3, 27)),
        (datetime(2010, 3, 28, 23, 0, tzinfo=UTC), date(2010, 3, 29)),
    ],
)
def test_a_day_is_londons_across_both_clock_changes(instant: datetime, day: date) -> None:
    assert clock.business_day(instant) == day


def test_a_deadline_passes_at_the_end_of_the_day_in_london() -> None:
    assert clock.end_of(date(2010, 7, 1)) == datetime(2010, 7, 1, 22, 59, 59, 999999, tzinfo=UTC)
    assert clock.end_of(date(2010, 1, 1)) == datetime(2010, 1, 1, 23, 59, 59, 999999, tzinfo=UTC)


def test_a_pretended_today_moves_days_and_not_instants() -> None:
    real = clock.now()

    clock.pretend_today(date(2010, 4, 8))

    assert clock.today() == date(2010, 4, 8)
    assert clock.now() - real < timedelta(minutes=1)
    assert clock.business_day(clock.instant_on(date(2010, 3, 1), time(9))) == date(2010, 3, 1)
