"""Who reads a triangulation: nobody before submission, a panel member only after rating alone."""

import pytest

from tests.harness.panel import CHAIR, MEMBERS, Sitting
from tests.harness.world import World
from tests.triangulation.conftest import Beside
from wccflow.ratings.rules import SELF
from wccflow.triangulation.rules import EVIDENCE
from wccflow.triangulation.sight import has_any, is_watched, locked, reads, seen


def sources(world: World, who: str, item: str = "1.1", code: str = "5PG") -> set[str]:
    """Whose figures this person sees of an item."""
    with world.database.reading():
        case = world.case(code)
        return {source for each, source in seen([case], world.reach(who)).get(case.id, {}) if each == item}


def test_before_submission_nobody_sees_anything(world: World) -> None:
    Beside(world).rate_self("5PG", i1_1="4")

    assert [sources(world, who) for who in ("lead@5pg.example", "analyst@q34.example")] == [set(), set()]


@pytest.mark.parametrize(
    "who", ["lead@5pg.example", "editor@5pg.example", "analyst@q34.example", "manager@q34.example"]
)
def test_afterwards_the_organisation_and_those_who_assess_see_the_figures(beside: Beside, who: str) -> None:
    assert sources(beside.world, who) == {SELF, EVIDENCE}


def test_the_nation_sees_those_figures_that_the_definition_shows_to_all(beside: Beside) -> None:
    assert sources(beside.world, "observer@dh.example") == {SELF, EVIDENCE}


@pytest.mark.parametrize("who", ["lead@5mx.example", "analyst@q30.example"])
def test_others_see_nothing(beside: Beside, who: str) -> None:
    assert sources(beside.world, who) == set()


def test_a_draft_written_after_submission_is_not_seen(beside: Beside) -> None:
    beside.rate_self("5PG", i1_1="2")

    with beside.world.database.reading():
        case = beside.world.case()
        figure = seen([case], beside.world.reach("analyst@q34.example"))[case.id]["1.1", SELF]
    assert figure.level == 4.0


def test_a_panel_member_sees_an_item_only_after_rating_it_alone(panel: Sitting) -> None:
    before = sources(panel.world, MEMBERS[0])
    panel.commit("1.1", "3", MEMBERS[0])

    assert (before, sources(panel.world, MEMBERS[0])) == (set(), {SELF})
    assert (sources(panel.world, MEMBERS[0], "1.2"), sources(panel.world, MEMBERS[1])) == (set(), set())


def test_what_is_agreed_is_seen_by_the_whole_panel(panel: Sitting) -> None:
    panel.agree_rated("1.1")

    assert sources(panel.world, MEMBERS[3]) == {SELF, "panel"}
    assert sources(panel.world, "lead@5pg.example") == {SELF}  # the report is not sent yet


def test_one_who_rates_on_the_panel_is_held_back_however_else_she_is_entitled(panel: Sitting) -> None:
    with panel.world.database.reading():
        kept = locked([panel.case], panel.world.reach(CHAIR))

        assert "1.1" in kept[panel.case.id]


def test_who_watches_has_the_list_and_organisations_have_not(beside: Beside) -> None:
    world = beside.world
    with world.database.reading():
        watching = [
            is_watched(world.case(), world.reach(who))
            for who in ("manager@q34.example", "lead@dh.example", "lead@5pg.example", "manager@q30.example")
        ]

    assert watching == [True, True, False, False]


def test_there_is_something_to_read_once_it_is_submitted(world: World) -> None:
    acts = Beside(world)
    acts.rate_self("5PG", i1_1="4")
    there = []
    for submit in (False, True):
        if submit:
            acts.submit("5PG")
        with world.database.reading():
            reach = world.reach("lead@5pg.example")
            there.append((reads(world.case(), reach), has_any(world.case(), reach)))

    assert there == [(True, False), (True, True)]
