"""The ranked list of those who watch from above."""

import pytest

from tests.harness.world import World
from tests.triangulation.conftest import Beside
from wccflow.cycles.queries import cycle
from wccflow.triangulation import actions
from wccflow.triangulation.ranking import Ranking, ranking_of

NATIONAL = "lead@dh.example"


def ranking(world: World, who: str = NATIONAL, overseer: str = "") -> Ranking | None:
    with world.database.reading():
        return ranking_of(cycle("wcc-test"), world.reach(who), overseer)


def codes(found: Ranking | None) -> list[str]:
    assert found is not None
    return [each.case.organisation.code for each in found.rows]


def test_everybody_who_watches_sees_their_own(beside: Beside) -> None:
    assert sorted(codes(ranking(beside.world))) == ["5J9", "5MX", "5PG"]
    assert sorted(codes(ranking(beside.world, "manager@q34.example"))) == ["5MX", "5PG"]
    assert codes(ranking(beside.world, overseer="Q30")) == ["5J9"]


@pytest.mark.parametrize("who", ["lead@5pg.example", "chief@5pg.example"])
def test_organisations_have_no_list(beside: Beside, who: str) -> None:
    assert ranking(beside.world, who) is None


def test_an_unknown_overseer_has_none(beside: Beside) -> None:
    assert ranking(beside.world, overseer="Q99") is None


def test_a_row_leads_to_its_items_and_counts_replies_and_lines_of_enquiry(beside: Beside) -> None:
    world = beside.world
    with world.database.writing():
        case, now = world.case(), world.now
        actions.reply(case, words="The plan is new.", by=world.reach("lead@5pg.example"), now=now)
        actions.ask(case, {"1.1": "What shows it?"}, by=world.reach("analyst@q34.example"), now=now)

    found = ranking(world, "manager@q34.example")

    assert found is not None
    (row,) = [each for each in found.rows if each.case.organisation.code == "5PG"]
    assert (row.address, row.replies, row.enquiries) == ("/cycles/wcc-test/5PG/triangulation", 1, 1)


def test_who_has_submitted_nothing_is_counted_as_waiting(world: World) -> None:
    made = Beside(world)
    made.rate_self("5PG", i1_1="4")
    made.submit("5PG")

    found = ranking(world)

    assert found is not None
    assert (codes(found), found.waiting, found.withheld) == (["5PG"], 2, 0)
