"""The strips of a case as one reader may see them."""

from tests.harness.panel import MEMBERS, Sitting
from tests.harness.statements import counted
from tests.harness.world import World
from tests.triangulation.conftest import Beside
from wccflow.triangulation.strips import Strips, strip_context, strips_of

LEAD, ANALYST = "lead@5pg.example", "analyst@q34.example"


def strips(world: World, who: str, *items: str) -> Strips | None:
    with world.database.reading():
        return strips_of(world.case(), world.reach(who), items)


def test_the_widest_gap_comes_first_and_each_says_what_it_is(beside: Beside) -> None:
    found = strips(beside.world, ANALYST)

    assert found is not None
    assert [each.item for each in found.strips] == ["1.1", "1.2"]
    first, second = found.strips
    assert first.in_words.startswith("Higher than the others bear out by ")
    assert [(mark.title, mark.words) for mark in first.marks] == [
        ("Self-assessment", "Level 4 (world class)"),
        ("Evidence", "Level 1 (lowest)"),
    ]
    assert first.width > second.width


def test_of_one_item_alone_there_is_one_strip(beside: Beside) -> None:
    found = strips(beside.world, ANALYST, "1.2")

    assert found is not None
    assert [each.item for each in found.strips] == ["1.2"]


def test_where_nothing_is_hers_there_are_none(beside: Beside, world: World) -> None:
    assert strips(world, "lead@5mx.example") is None
    with world.database.reading():
        assert strip_context(world.case(), "potential", world.reach(ANALYST)) == {
            "strip": None,
            "strip_of": None,
        }


def test_the_organisation_may_reply_and_those_who_assess_may_ask(beside: Beside) -> None:
    own, theirs = strips(beside.world, LEAD), strips(beside.world, ANALYST)

    assert own is not None
    assert theirs is not None
    assert (own.may_reply, own.may_ask) == (True, False)
    assert (theirs.may_reply, theirs.may_ask) == (False, True)


def test_a_panel_member_finds_strips_without_figures_until_she_has_rated(panel: Sitting) -> None:
    before = strips(panel.world, MEMBERS[0], "1.1")
    panel.commit("1.1", "3", MEMBERS[0])
    after = strips(panel.world, MEMBERS[0], "1.1")

    assert before is not None
    assert after is not None
    assert [(each.is_hidden, list(each.marks), each.gap) for each in before.strips] == [(True, [], None)]
    assert [(each.is_hidden, len(each.marks)) for each in after.strips] == [(False, 1)]
    assert (before.hidden, before.whole, before.replies) == (1, None, [])


def test_a_page_asks_once_which_event_is_the_newest(beside: Beside) -> None:
    with beside.world.database.reading(), counted(beside.world.database.engine) as sent:
        strips_of(beside.world.case(), beside.world.reach(ANALYST))

    assert sum("max(event.seq)" in each for each in sent) == 1
