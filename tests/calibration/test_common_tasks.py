"""Common cases in "my work": of those who are to rate them, until enough of their region have."""

from datetime import date

from tests.calibration.conftest import Commons
from tests.harness.statements import counted
from wccflow.calibration import common_tasks
from wccflow.cycles.cards import Task
from wccflow.cycles.queries import cases_for

ANALYST = "analyst@q34.example"


def tasks(commons: Commons, who: str = ANALYST) -> list[Task]:
    with commons.world.database.reading():
        reach = commons.world.reach(who)
        return common_tasks.tasks(reach, cases_for(reach), commons.world.now)


def titles(commons: Commons, who: str = ANALYST) -> list[str]:
    return [each.title for each in tasks(commons, who)]


def test_an_open_case_is_a_task_of_those_who_may_rate_it_with_its_day(commons: Commons) -> None:
    common = commons.opened(due_on=date(2009, 11, 2))

    (task,) = tasks(commons)

    assert (task.title, task.due) == ("Rate Common case A", date(2009, 11, 2))
    assert task.address == f"/calibration/wcc-test/common/{common.id}"
    assert titles(commons, "lead@5pg.example") == titles(commons, "lead@dh.example") == []


def test_one_that_is_only_prepared_is_nobodys_task(commons: Commons) -> None:
    commons.brought()

    assert titles(commons) == []


def test_one_that_is_begun_says_how_far_it_is(commons: Commons) -> None:
    common, total = commons.opened(), len(commons.items())

    commons.rate(common, ANALYST, "2", without=1)

    assert titles(commons) == [f"Go on with Common case A: {total - 1} of {total} rated"]
    assert [each.minutes for each in tasks(commons)] == [3]


def test_who_has_handed_in_is_asked_no_more_nor_anybody_once_enough_have(commons: Commons) -> None:
    common = commons.opened()
    commons.rate(common, ANALYST, "2")
    commons.hand_in(common, ANALYST)
    after_one = titles(commons), titles(commons, "manager@q34.example")

    commons.all_of("q30", common, "2")

    assert after_one == ([], ["Rate Common case A"])
    assert titles(commons, "manager@q30.example") == []
    assert titles(commons, "manager@q34.example") == ["Rate Common case A"]


def test_the_list_costs_the_same_for_one_common_case_and_for_three(commons: Commons) -> None:
    found = []

    for wanted in (1, 3):
        while len(titles(commons)) < wanted:
            commons.rate(commons.opened(), ANALYST, "2", without=1)
        with commons.world.database.reading():
            reach = commons.world.reach(ANALYST)
            cases = cases_for(reach)
            with counted(commons.world.database.engine) as sent:
                mine = common_tasks.tasks(reach, cases, commons.world.now)
        found.append((len(mine), len(sent)))

    assert found == [(1, 3), (3, 3)]


def test_whoever_rates_nothing_is_asked_for_nothing_and_it_costs_nothing(commons: Commons) -> None:
    commons.opened()

    with commons.world.database.reading():
        reach = commons.world.reach("lead@5pg.example")
        cases = cases_for(reach)
        with counted(commons.world.database.engine) as sent:
            mine = common_tasks.tasks(reach, cases, commons.world.now)

    assert (mine, len(sent)) == ([], 0)
