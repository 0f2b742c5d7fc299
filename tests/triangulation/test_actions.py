"""What is done with a triangulation: an organisation replies, those who assess open lines of enquiry."""

import pytest

from tests.harness.world import World
from tests.triangulation.conftest import Beside
from wccflow.base import audiences, log
from wccflow.base.errors import NotFound, Refused, Stale
from wccflow.review.models import Thread
from wccflow.triangulation import actions
from wccflow.triangulation.models import TriangulationReply
from wccflow.triangulation.queries import replies

LEAD, ANALYST = "lead@5pg.example", "analyst@q34.example"


def reply(
    beside: Beside, words: str, item: str = "1.1", *, who: str = LEAD, seen: int | None = None
) -> TriangulationReply:
    world = beside.world
    with world.database.writing():
        return actions.reply(
            world.case(), words=words, item=item, by=world.reach(who), now=world.now, seen_number=seen
        )


def ask(beside: Beside, *items: str, who: str = ANALYST) -> list[Thread]:
    world = beside.world
    with world.database.writing():
        bodies = dict.fromkeys(items, "What shows it?")
        return actions.ask(world.case(), bodies, by=world.reach(who), now=world.now)


def test_a_reply_is_numbered_recorded_and_read_by_those_who_share_the_case(beside: Beside) -> None:
    first, second = reply(beside, " The plan is new. "), reply(beside, "And funded.")

    assert [(each.number, each.words) for each in (first, second)] == [
        (1, "The plan is new."),
        (2, "And funded."),
    ]
    with beside.world.database.reading():
        assert audiences.key_of(first.audience_id) == audiences.key_of(second.audience_id)
        told = log.events_of([beside.world.case().id], actions.REPLIED)
        assert [(each.payload["item"], each.payload["number"]) for each in told] == [("1.1", 1), ("1.1", 2)]
        seen = {
            who: [each.words for each in replies([beside.world.case().id], beside.world.reach(who))]
            for who in (LEAD, ANALYST, "lead@5mx.example", "analyst@q30.example")
        }
    assert seen == {
        LEAD: ["The plan is new.", "And funded."],
        ANALYST: ["The plan is new.", "And funded."],
        "lead@5mx.example": [],
        "analyst@q30.example": [],
    }


def test_whoever_replies_without_having_seen_the_last_reply_meets_a_choice(beside: Beside) -> None:
    reply(beside, "First.", seen=0)

    with pytest.raises(Stale) as choice:
        reply(beside, "Also.", seen=0)

    assert (choice.value.mine, choice.value.theirs, choice.value.version) == ("Also.", "First.", 1)
    assert reply(beside, "Also.", seen=1).number == 2


def test_replies_to_the_whole_are_numbered_apart(beside: Beside) -> None:
    reply(beside, "Of the item.")

    assert reply(beside, "Of the whole.", "").number == 1


@pytest.mark.parametrize(("who", "item"), [(LEAD, "9.9"), ("lead@5mx.example", "1.1"), (ANALYST, "1.1")])
def test_nobody_replies_where_there_is_nothing_or_for_others(beside: Beside, who: str, item: str) -> None:
    with pytest.raises(NotFound):
        reply(beside, "Words.", item, who=who)


def test_before_submission_there_is_nothing_to_reply_to(world: World) -> None:
    made = Beside(world)
    made.rate_self("5PG", i1_1="4")
    world.at("analysing")

    with pytest.raises(Refused, match="There is nothing to reply to yet"):
        reply(made, "Words.")


def test_lines_of_enquiry_are_opened_together_on_their_items(beside: Beside) -> None:
    made = ask(beside, "1.1", "1.2")

    with beside.world.database.reading() as session:
        found = [session.get_one(Thread, each.id) for each in made]
        assert [(each.kind, each.item) for each in found] == [
            ("line_of_enquiry", "1.1"),
            ("line_of_enquiry", "1.2"),
        ]


def test_where_one_is_open_already_none_is_opened(beside: Beside) -> None:
    ask(beside, "1.1")

    with pytest.raises(Refused, match="is open already"):
        ask(beside, "1.2", "1.1")

    with beside.world.database.reading() as session:
        items = [each.item for each in session.query(Thread) if each.kind == "line_of_enquiry"]
    assert items == ["1.1"]


@pytest.mark.parametrize(("who", "item"), [(ANALYST, "2.1"), (LEAD, "1.1"), ("analyst@q30.example", "1.1")])
def test_nobody_asks_about_what_she_does_not_see(beside: Beside, who: str, item: str) -> None:
    with pytest.raises(NotFound):
        ask(beside, item, who=who)
