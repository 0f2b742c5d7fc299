"""The organisation's turn in the round of accuracy, counted in working days without bank holidays."""

from datetime import date, datetime, timedelta

import pytest

from tests.harness.panel import Sitting
from wccflow.panels import turns
from wccflow.panels.turns import Clock


@pytest.fixture
def checked(sitting: Sitting) -> Sitting:
    """A report that the organisation checks."""
    sitting.close()
    sitting.issue()
    return sitting


def clock_in(sitting: Sitting, days: int) -> Clock | None:
    with sitting.world.database.reading():
        return turns.clock_of(sitting.case, sitting.world.now + timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "20 working days left, until the end of 29 October 2009"),
        (27, "1 working day left, until the end of 29 October 2009"),
        (28, "Today is the last day: until the end of 29 October 2009"),
        (29, "The time ended on 29 October 2009"),
    ],
)
def test_the_clock_is_a_sentence(checked: Sitting, days: int, said: str) -> None:
    clock = clock_in(checked, days)

    assert clock is not None
    assert clock.words == said


def test_no_clock_runs_while_the_report_is_written(sitting: Sitting) -> None:
    sitting.close()

    assert clock_in(sitting, 0) is None


def test_a_turn_is_reopened_over_a_weekend_and_bank_holidays(checked: Sitting) -> None:
    chair = checked.reach("chair1@q34.example")
    with checked.world.database.writing():
        when = datetime(2009, 12, 23, 12, tzinfo=checked.world.now.tzinfo)
        until = turns.reopen(checked.case, why="New words.", by=chair, now=when)

    assert until == date(2010, 1, 4)
