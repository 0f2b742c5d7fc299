"""Common cases that are due: who has still to rate them is reminded, and after the day the region's own."""

from datetime import date, datetime

import pytest

from tests.calibration.conftest import NATION, Commons
from wccflow.base.clock import instant_on
from wccflow.base.errors import Refused
from wccflow.calibration import common_actions as actions
from wccflow.calibration import common_reminding
from wccflow.calibration.common_models import CommonCase
from wccflow.notices.queries import notices_of

ANALYST, MANAGER = "analyst@q34.example", "manager@q34.example"
DUE = date(2009, 11, 2)  # a Monday


def on(day: int, month: int = 11) -> datetime:
    return instant_on(date(2009, month, day))


def run(commons: Commons, *days: datetime) -> list[bool]:
    return [common_reminding.run(commons.world.database, day) > 0 for day in days]


def told(commons: Commons, who: str) -> list[str]:
    with commons.world.database.reading():
        rows = notices_of(commons.world.reach(who), kind="reminder")
        return [row.sentence for row in reversed(rows)]


def test_it_is_reminded_once_shortly_before_and_once_on_the_day(commons: Commons) -> None:
    commons.opened(due_on=DUE)

    told_on = run(commons, on(28, 10), on(30, 10), on(30, 10), on(2), on(2))

    assert told_on == [False, True, False, True, False]
    assert told(commons, ANALYST) == [
        "Common case A is to be rated by 2 November 2009: 5 more people of West Midlands SHA are asked for.",
        "Common case A is to be rated by 2 November 2009 (today): "
        "5 more people of West Midlands SHA are asked for.",
    ]
    assert told(commons, "lead@5pg.example") == []


def test_who_has_handed_in_is_not_reminded_nor_a_region_of_which_enough_have(commons: Commons) -> None:
    common = commons.opened(due_on=DUE)
    commons.all_of("q30", common, "2")
    commons.rate(common, ANALYST, "2")
    commons.hand_in(common, ANALYST)

    run(commons, on(2))

    assert told(commons, ANALYST) == told(commons, "manager@q30.example") == []
    assert told(commons, MANAGER) == [
        "Common case A is to be rated by 2 November 2009 (today): "
        "4 more people of West Midlands SHA are asked for."
    ]


def test_after_the_day_those_who_calibrate_are_told_once_who_is_missing(commons: Commons) -> None:
    commons.opened(due_on=DUE)

    told_on = run(commons, on(3), on(4), on(30))

    assert told_on == [True, False, False]
    assert told(commons, MANAGER) == [
        "Common case A was to be rated by 2 November 2009: "
        "5 more people of West Midlands SHA still have to hand in."
    ]
    assert told(commons, ANALYST) == []


def test_without_a_day_nobody_is_reminded(commons: Commons) -> None:
    commons.opened()

    assert run(commons, on(2)) == [False]


def test_the_day_may_change_while_it_is_open_but_not_into_the_past(commons: Commons) -> None:
    common = commons.opened(due_on=DUE)

    with commons.world.database.writing() as session:
        there, by = session.get_one(CommonCase, common.id), commons.world.reach(NATION)
        actions.rate_by(there, commons.cycle, date(2009, 11, 9), by=by, now=commons.world.now)
        with pytest.raises(Refused, match="That day has passed"):
            actions.rate_by(there, commons.cycle, date(2009, 9, 1), by=by, now=commons.world.now)

    assert run(commons, on(2), on(6)) == [False, True]
