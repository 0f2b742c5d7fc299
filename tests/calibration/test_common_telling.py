"""What people are told of common cases: opened, withdrawn, everybody in; and nothing once it is done."""

from datetime import date

from tests.calibration.conftest import NATION, Commons
from wccflow.calibration import common_actions as actions
from wccflow.calibration.common_models import CommonCase
from wccflow.notices import reader
from wccflow.notices.queries import notices_of, unread_count

ANALYST, MANAGER = "analyst@q34.example", "manager@q34.example"
OPEN = (
    "Common case A (A cycle for tests) is open: rate it alone by 2 November 2009. "
    "5 people of West Midlands SHA are asked."
)


def told(commons: Commons, who: str) -> list[str]:
    reader.drain(commons.world.database)
    with commons.world.database.reading():
        return [row.sentence for row in reversed(notices_of(commons.world.reach(who), kind="result"))]


def unread(commons: Commons, who: str) -> int:
    reader.drain(commons.world.database)
    with commons.world.database.reading():
        return unread_count(commons.world.reach(who))


def test_whoever_may_rate_it_is_told_that_it_is_open_and_nobody_else(commons: Commons) -> None:
    commons.opened(due_on=date(2009, 11, 2))

    assert told(commons, ANALYST) == told(commons, MANAGER) == [OPEN]
    assert told(commons, "analyst@q30.example") == [OPEN.replace("West Midlands", "North East")]
    assert told(commons, "lead@5pg.example") == told(commons, NATION) == []


def test_handing_in_settles_it_for_oneself_and_enough_settle_it_for_all(commons: Commons) -> None:
    common = commons.opened()
    before = unread(commons, ANALYST), unread(commons, MANAGER)
    commons.rate(common, ANALYST, "2")
    commons.hand_in(common, ANALYST)
    between = unread(commons, ANALYST), unread(commons, MANAGER)

    for who in ("manager", "director", "reader1"):
        commons.rate(common, f"{who}@q34.example", "2")
        commons.hand_in(common, f"{who}@q34.example")
    still = unread(commons, "reader2@q34.example")
    commons.rate(common, "reader2@q34.example", "2")
    commons.hand_in(common, "reader2@q34.example")

    assert (before, between, still) == ((1, 1), (0, 1), 1)
    assert unread(commons, "analyst@q30.example") == 1


def test_who_has_begun_is_told_why_it_is_withdrawn(commons: Commons) -> None:
    common = commons.opened()
    commons.rate(common, ANALYST, "2", without=3)
    reader.drain(commons.world.database)

    with commons.world.database.writing() as session:
        there = session.get_one(CommonCase, common.id)
        by = commons.world.reach(NATION)
        actions.withdraw(there, commons.cycle, why="It told its place.", by=by, now=commons.world.now)

    assert [each for each in told(commons, ANALYST) if "withdrawn" in each] == [
        "Common case A (A cycle for tests) is withdrawn and counts no more: It told its place."
    ]
    assert unread(commons, MANAGER) == 0


def test_once_everybody_is_in_all_who_took_part_are_told_once(commons: Commons) -> None:
    sentence = "Everybody's ratings of the common cases of A cycle for tests are in"

    commons.everybody(("2", "2"), ("2", "3"))

    assert [each for each in told(commons, ANALYST) if each.startswith(sentence)] == [
        f"{sentence}: see what was given and agreed."
    ]
    assert [each for each in told(commons, NATION) if each.startswith(sentence)] != []
    assert [each for each in told(commons, "lead@5pg.example") if "common case" in each] == []
