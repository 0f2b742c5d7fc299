"""Common cases: the nation makes and opens them, people rate alone, and nothing changes once handed in."""

import pytest

from tests.calibration.conftest import NATION, Commons, dossier
from wccflow.base.errors import NotFound, Refused
from wccflow.calibration import common_actions as actions
from wccflow.calibration import common_dossier, common_queries, facts
from wccflow.calibration.common_models import CommonCase
from wccflow.cycles.definitions import keep, pinned
from wccflow.engine.definition import Workflow
from wccflow.engine.facts import Fact, Tally

ANALYST = "analyst@q34.example"


def fact(commons: Commons, code: str = "5PG") -> Fact:
    with commons.world.database.reading():
        case = commons.world.case(code)
        return facts.anchors_rated([case])[case.id]


def test_nobody_but_the_nation_makes_a_common_case(commons: Commons) -> None:
    with commons.world.database.writing():
        found = common_dossier.read(dossier(commons.items()), pinned(commons.cycle.digest))
        by = commons.world.reach("director@q34.example")
        with pytest.raises(NotFound):
            actions.bring(commons.cycle, found, by=by, now=commons.world.now)


def test_what_the_definition_asks_for_is_missing_until_it_is_opened(commons: Commons) -> None:
    before = fact(commons)

    commons.brought()

    assert before == fact(commons) == Tally(0, 2, ("2 of 2 that the nation has not opened yet",))


def test_an_overseer_has_rated_a_common_case_once_enough_of_its_people_have_handed_in(
    commons: Commons,
) -> None:
    first, second = commons.opened(), commons.opened()

    commons.all_of("q34", first, "2")
    commons.rate(second, ANALYST, "3")
    commons.hand_in(second, ANALYST)

    assert fact(commons) == Tally(1, 2, ("Common case B (1 of 5)",))
    assert fact(commons, "5J9") == Tally(0, 2, ("Common case A (0 of 5)", "Common case B (0 of 5)"))


def test_where_none_is_asked_all_of_none_is_done(commons: Commons, wcc: Workflow) -> None:
    first_year = wcc.editions["2008-09"]
    with commons.world.database.writing():
        case = commons.world.case("5PG")
        case.digest = keep(first_year)

    assert first_year.panel.common.cases == 0
    assert fact(commons) == Tally(0, 0)


def test_an_item_is_rated_anew_until_the_sheet_is_handed_in(commons: Commons) -> None:
    common = commons.opened()
    commons.rate(common, ANALYST, "2")
    commons.rate(common, ANALYST, "3")

    commons.hand_in(common, ANALYST)

    with pytest.raises(Refused, match="You have handed in your ratings of this case; they stay as they are"):
        commons.rate(common, ANALYST, "1")
    with commons.world.database.reading():
        (sheet,) = common_queries.sheets([common.id])
        assert {row.value for row in common_queries.given([sheet.id])[sheet.id].values()} == {"3"}


def test_a_sheet_with_items_missing_is_not_handed_in(commons: Commons) -> None:
    common = commons.opened()
    commons.rate(common, ANALYST, "2", without=2)

    with pytest.raises(
        Refused, match=r"Rate every item before you hand in\. Still missing: 11\.2 .*, 11\.3 "
    ):
        commons.hand_in(common, ANALYST)


def test_an_organisations_own_people_do_not_rate(commons: Commons) -> None:
    common = commons.opened()

    with pytest.raises(NotFound):
        commons.rate(common, "lead@5pg.example", "4")


def test_nobody_rates_what_is_not_open(commons: Commons) -> None:
    common = commons.brought()

    with pytest.raises(NotFound):
        commons.rate(common, ANALYST, "2")


def test_what_is_withdrawn_counts_no_more(commons: Commons) -> None:
    first, second = commons.opened(), commons.opened()
    commons.all_of("q34", first, "2")
    commons.all_of("q34", second, "2")

    with commons.world.database.writing() as session:
        there = session.get_one(CommonCase, second.id)
        by = commons.world.reach(NATION)
        actions.withdraw(there, commons.cycle, why="It told its place.", by=by, now=commons.world.now)

    assert fact(commons) == Tally(1, 2, ("1 of 2 that the nation has not opened yet",))


def test_an_open_dossier_stays_as_it_is(commons: Commons) -> None:
    common = commons.opened()

    with commons.world.database.writing() as session:
        there = session.get_one(CommonCase, common.id)
        by = commons.world.reach(NATION)
        with pytest.raises(Refused, match="so it stays as it is"):
            actions.hide(there, commons.cycle, ["Solihull"], by=by, now=commons.world.now)


def test_a_case_in_which_nothing_is_cited_makes_no_dossier(commons: Commons) -> None:
    with commons.world.database.writing():
        by, case = commons.world.reach(NATION), commons.world.case("5PG")
        with pytest.raises(Refused, match="No passage is cited in this case"):
            actions.prepare(case, by=by, now=commons.world.now)
