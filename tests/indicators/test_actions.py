"""Choosing outcomes and saying what is aimed at."""

import pytest
from sqlalchemy import event

from tests.indicators.conftest import Desk
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.queries import cases_of
from wccflow.engine.facts import Fact, Tally
from wccflow.indicators import actions, facts, queries
from wccflow.indicators.scorecard import Scorecard, scorecard_of


def fact(desk: Desk, name: str) -> Fact:
    with desk.world.database.reading():
        case = desk.world.case()
        source = {"chosen": facts.count_chosen, "with data": facts.with_data}[name]
        return source([case])[case.id]


def scorecard(desk: Desk, who: str) -> Scorecard:
    with desk.world.database.reading():
        found = scorecard_of(desk.world.case(), desk.world.reach(who))
    assert found is not None
    return found


def test_the_national_outcomes_are_chosen_from_the_beginning(desk: Desk) -> None:
    assert fact(desk, "chosen") == 2


def test_an_outcome_is_chosen_and_taken_back(desk: Desk) -> None:
    desk.choose("deaths_at_home")
    assert fact(desk, "chosen") == 3

    desk.drop("deaths_at_home")
    assert fact(desk, "chosen") == 2


def test_no_more_than_ten_are_chosen(desk: Desk) -> None:
    with desk.world.database.reading():
        found = scorecard_of(desk.world.case(), desk.world.reach("lead@5pg.example"))
    assert found is not None
    menu = [item.key for item in found.menu]
    for item in menu[:8]:
        desk.choose(item)

    assert desk.refused(lambda: desk.choose(menu[8])).startswith("10 outcomes are chosen")


def test_a_national_outcome_stays_and_a_choice_is_made_once(desk: Desk) -> None:
    desk.choose("deaths_at_home")

    assert "stays" in desk.refused(lambda: desk.drop("life_expectancy"))
    assert "chosen already" in desk.refused(lambda: desk.choose("deaths_at_home"))
    assert "is not chosen" in desk.refused(lambda: desk.drop("cvd_mortality"))


@pytest.mark.parametrize("who", ["editor@5pg.example", "analyst@q34.example", "lead@5mx.example"])
def test_only_the_lead_chooses(desk: Desk, who: str) -> None:
    with pytest.raises(NotFound):
        desk.choose("deaths_at_home", who)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"trajectory": [1.0, 2.0]}, "Give a value for each of the 5 years, or for none."),
        ({"baseline": None}, "Give the baseline from which the five years start."),
        ({"source": " "}, "Say where the numbers come from: every value is shown with its source."),
        ({"polarity": "up"}, "Say whether lower or higher is better."),
    ],
)
def test_half_an_aim_is_refused(desk: Desk, given: dict[str, object], sentence: str) -> None:
    assert desk.refused(lambda: desk.aim("life_expectancy", **given)) == sentence


def test_an_outcome_with_value_average_and_quartile_has_data(desk: Desk) -> None:
    assert fact(desk, "with data") == Tally(0, 2, ("Life expectancy", "Health inequalities"))

    desk.aim("life_expectancy")

    assert fact(desk, "with data") == Tally(1, 2, ("Health inequalities",))


def test_a_data_pack_counts_before_what_the_organisation_wrote(desk: Desk) -> None:
    desk.aim("life_expectancy")
    rows = [
        f"life_expectancy,Life expectancy,2008,pct,{code},{code},{value},,,higher_is_better,Register"
        for code, value in (("5PG", 77), ("5MX", 78), ("5J9", 79), ("5ZZ", 80))
    ]
    nation = "life_expectancy,Life expectancy,2008,country,ENG,England,79.9,,,higher_is_better,Register"
    desk.load(nation, *rows)

    with desk.world.database.reading():
        case = desk.world.case()
        found = queries.measured([case])[case.id, "life_expectancy"]
    assert (found.value, found.national_average, found.upper_quartile, found.source) == (
        77.0,
        79.9,
        79.25,
        "Register",
    )


def test_before_submission_others_see_how_many_and_not_which(desk: Desk) -> None:
    desk.choose("deaths_at_home")
    desk.aim("deaths_at_home", source="A secret source")

    before = scorecard(desk, "analyst@q34.example")
    with desk.world.database.writing():
        actions.share(desk.world.case(), by=None, now=desk.world.now)
    after = scorecard(desk, "analyst@q34.example")

    fixed = ["life_expectancy", "health_inequalities"]
    assert (before.count, [row.item.key for row in before.rows]) == (3, fixed)
    assert [row.item.key for row in after.rows] == [*fixed, "deaths_at_home"]


def test_facts_cost_the_same_queries_for_one_case_and_for_three(desk: Desk) -> None:
    counts = []
    with desk.world.database.reading():
        cases = cases_of(desk.world.cycle_id)
        for some in (cases[:1], cases):
            sent: list[str] = []
            note = lambda *told: sent.append(told[2])  # noqa: B023, E731 - used inside this turn only
            event.listen(session().get_bind(), "before_cursor_execute", note)
            facts.count_chosen(some)
            facts.with_data(some)
            event.remove(session().get_bind(), "before_cursor_execute", note)
            counts.append(len(sent))

    assert counts == [5, 5]
