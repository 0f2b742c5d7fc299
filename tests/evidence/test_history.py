"""The history of a slot in words: who did what, as far as one may know it."""

from datetime import date

from tests.evidence.conftest import Desk
from tests.evidence.test_freezing import carry_out
from wccflow.evidence import actions, freezing, queries, withdrawing
from wccflow.evidence.dates import Dates
from wccflow.evidence.history import history_of

LEAD, CHIEF = "Person of lead@5pg.example", "Person of chief@5pg.example"


def told(desk: Desk, slot: str = "strategic_plan", who: str = "") -> list[tuple[str, str, str]]:
    world = desk.world
    with world.database.reading():
        found = history_of(world.case(), slot, world.reach(who or desk.lead))
        return [(each.who, each.what, each.words) for each in found]


def test_everything_that_was_done_is_told_newest_first(desk: Desk) -> None:
    world = desk.world
    version = desk.file("strategic_plan", note="The first.")
    lead, chief = desk.lead, desk.chief
    with world.database.writing():
        held = queries.version_by_id(version.id)
        actions.put_dates_right(held, Dates(date(2009, 9, 1)), by=world.reach(lead), now=world.now)
        case = world.case()
        for on in (date(2009, 9, 29), date(2009, 9, 30)):
            actions.approve(case, "strategic_plan", on=on, by=world.reach(chief), now=world.now)
        withdrawing.withdraw(held, why="Wrong.", by=world.reach(lead), now=world.now)
        withdrawing.restore(held, by=world.reach(lead), now=world.now)
    carry_out(desk, freezing.freeze, "submitted")
    carry_out(desk, freezing.give_back, "returned")

    assert told(desk) == [
        (CHIEF, "gave it back to be changed", ""),
        (CHIEF, "froze it as submitted", ""),
        (LEAD, "took back that draft 1 was withdrawn", ""),
        (LEAD, "withdrew draft 1", "Wrong."),
        (
            CHIEF,
            "put the day of the board's approval right: 30 September 2009, not 29 September 2009",
            "",
        ),
        (CHIEF, "recorded that the board approved draft 1 on 29 September 2009", ""),
        (
            LEAD,
            "put the dates of draft 1 right: as of 1 September 2009; before it was without a date",
            "",
        ),
        (LEAD, "filed plan.txt as draft 1", "The first."),
    ]


def test_pages_of_another_document_are_told_where_they_fill(desk: Desk) -> None:
    world = desk.world
    plan = desk.file("strategic_plan", "One.", "Two.")
    with world.database.writing():
        filling = actions.fill(
            world.case(), "od_plan", plan, by=world.reach(desk.lead), now=world.now, first_page=2, last_page=2
        )
    with world.database.writing():
        filled = queries.filling(world.reach(desk.lead), filling.id)
        withdrawing.take_back(filled, by=world.reach(desk.lead), now=world.now)

    assert told(desk, "od_plan") == [
        (LEAD, "took the pages of plan.txt away from this place", ""),
        (LEAD, "let page 2 of plan.txt fill this place", ""),
    ]


def test_drafts_leave_no_trace_in_what_others_are_told(desk: Desk) -> None:
    desk.file("jsna", note="Secret.")
    before = told(desk, "jsna", desk.analyst)

    carry_out(desk, freezing.share, "submitted")
    desk.world.at("returned")
    desk.file("jsna", note="Second secret.")

    after = told(desk, "jsna", desk.analyst)
    assert before == []
    assert after == [(LEAD, "filed plan.txt as version 1", "Secret.")]


def test_a_slot_of_which_nothing_is_known_has_no_history(desk: Desk) -> None:
    assert told(desk, "od_plan") == []
