"""Forecasts of real cases: from the log of their items, among the cases of their own overseer."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from tests.harness.world import World
from wccflow.base import clock
from wccflow.base.clock import instant_on
from wccflow.base.database import connect
from wccflow.base.settings import Settings
from wccflow.cycles import opening, queries
from wccflow.cycles.actions import move_items
from wccflow.cycles.models import Case
from wccflow.cycles.outlook import outlooks
from wccflow.engine.definition import Workflow
from wccflow.monitor.forecasting import Pace, pace_of
from wccflow.monitor.forecasts import Outcome, earlier_pasts, forecasts
from wccflow.monitor.histories import histories
from wccflow.monitor.steps import first_steps
from wccflow.monitor.trails import trail
from wccflow.monitor.ways import goals
from wccflow.people.queries import organisation
from wccflow.wiring import offers

ON = date(2009, 11, 20)


def foretold(cases: Sequence[Case], on: date = ON) -> dict[str, Outcome]:
    found = outlooks(cases, on)
    outcomes = forecasts(found, histories(cases), on)
    return {each.case.organisation.code: outcomes[each.case.id] for each in found if each.case.id in outcomes}


def work(world: World, case: Case, days: int) -> None:
    """Self-assess an item on each of so many days, every other day from the second of October."""
    lead = world.reach("lead@5pg.example")
    items = queries.definition_of(case).tracks["competency"].items
    for number in range(days):
        when = instant_on(date(2009, 10, 2) + timedelta(days=2 * number))
        move_items(case, "competency", [items[number]], "self_assess", by=lead, now=when)


def test_a_case_that_works_is_foretold_when_it_submits(world: World) -> None:
    world.at("preparing")
    with world.database.writing():
        work(world, world.case(), 24)
    with world.database.reading():
        found = foretold([world.case()])["5PG"]

    assert (found.due.key, found.due.due) == ("submission", date(2009, 12, 17))
    assert found.forecast is not None
    assert found.forecast.day > date(2009, 12, 17)
    assert found.misses(ON)
    assert not found.misses(date(2009, 12, 18))


def test_before_any_work_there_is_not_enough_to_say(world: World) -> None:
    world.at("preparing")
    with world.database.reading():
        found = foretold([world.case()])["5PG"]

    assert (found.forecast, found.misses(ON)) == (None, False)


def test_nothing_is_foretold_of_a_case_that_is_over(world: World) -> None:
    world.at("published")
    with world.database.reading():
        assert foretold([world.case()]) == {}


def test_the_pace_of_another_overseer_counts_for_nothing(world: World) -> None:
    for code in ("5PG", "5J9"):
        world.at("preparing", code)
    with world.database.writing():
        work(world, world.case(), 24)
    with world.database.reading():
        both = foretold([world.case("5PG"), world.case("5J9")])

    assert both["5PG"].forecast is not None
    assert both["5J9"].forecast is None


def test_the_cycle_before_counts_where_there_was_one(world: World, wcc: Workflow) -> None:
    world.at("preparing")
    with world.database.writing():
        work(world, world.case(), 24)
    with world.database.writing():
        later = instant_on(date(2010, 9, 1))
        cycle = opening.open_cycle(
            "wcc-next",
            title="The next",
            definition=wcc.editions["2009-10"],
            calendar=wcc.calendars["2009-10"],
            by_id=None,
            now=later,
        )
        opening.open_cases(cycle, [organisation("5PG")], by_id=None, now=later)
        case = queries.case("wcc-next/5PG")
        case.state = "preparing"
        known = forecasts_pace(case)

    assert known.clump == 1.0
    assert known.days > 0


def forecasts_pace(case: Case) -> Pace:
    """The pace that a case of a cycle in which nothing was done yet is measured by."""
    on = date(2010, 9, 20)
    earlier = earlier_pasts([case])
    (goal,) = [each for each in goals(queries.definition_of(case)) if each.milestone == "submission"]
    trails = [made for past in earlier[case.overseer_id] if (made := trail(past, goal, on))]
    return pace_of(trails)


def test_steps_are_read_once_and_then_only_what_is_new(world: World) -> None:
    world.at("preparing")
    with world.database.writing():
        work(world, world.case(), 1)
    with world.database.reading():
        before = {track: dict(items) for track, items in first_steps()[world.case().id].items()}
    with world.database.writing():
        work(world, world.case(), 2)
    with world.database.reading():
        after = first_steps()[world.case().id]

    assert before == {("competency", "self_assess"): {"1.1": date(2009, 10, 2)}}
    assert after == {("competency", "self_assess"): {"1.1": date(2009, 10, 2), "1.2": date(2009, 10, 4)}}


def test_steps_that_another_process_wrote_are_read_too(world: World, settings: Settings) -> None:
    world.at("preparing")
    with world.database.writing():
        work(world, world.case(), 1)
    other = connect(settings, offers())
    with other.reading():
        before = len(first_steps()[world.case().id]["competency", "self_assess"])
    with world.database.writing():
        work(world, world.case(), 2)
    with other.reading():
        after = len(first_steps()[world.case().id]["competency", "self_assess"])
    other.engine.dispose()

    assert (before, after) == (1, 2)


def test_another_pretended_day_gives_other_days(world: World) -> None:
    world.at("preparing")
    with world.database.writing():
        work(world, world.case(), 1)
    with world.database.reading():
        first_steps()

    clock.pretend_today(clock.today() + timedelta(days=7))
    with world.database.reading():
        found = first_steps()[world.case().id]
    clock.pretend_today(None)

    assert found == {("competency", "self_assess"): {"1.1": date(2009, 10, 9)}}


@pytest.mark.parametrize("code", ["5PG", "5J9"])
def test_a_history_begins_on_the_day_the_case_was_opened(world: World, code: str) -> None:
    world.at("preparing", code)
    with world.database.reading():
        case = world.case(code)
        found = histories([case])[case.id]

    assert (found.opened, found.here_since) == (date(2009, 9, 1), date(2009, 10, 1))
    assert found.reached == {"preparing": date(2009, 10, 1)}
