"""Acting on many: each consequence is told before, all is done or nothing, and what can be is undone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.harness.statements import counted
from tests.harness.world import World
from wccflow.base import log
from wccflow.base.clock import instant_on
from wccflow.base.errors import Refused
from wccflow.cycles import queries as cycles
from wccflow.cycles import signing
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import WindowChange
from wccflow.cycles.timetable import milestones_of
from wccflow.engine.calendars import Due
from wccflow.monitor import acts
from wccflow.monitor.acts import EXTEND, HOLD, MOVE, REMIND
from wccflow.monitor.consequences import Picked
from wccflow.monitor.queries import outlooks_of
from wccflow.notices.actions import mark_read
from wccflow.notices.models import NoticeRow
from wccflow.people.queries import person_by_email

ON = date(2009, 12, 20)
MANAGER = "manager@q34.example"


def picked(world: World, *codes: str, email: str = MANAGER, on: date = ON) -> Picked:
    cycle = cycles.cycle("wcc-test")
    reach = world.reach(email)
    found = outlooks_of(reach, cycle, on, codes)
    return Picked(cycle, pinned(cycle.digest), tuple(found), reach, instant_on(on))


def told(world: World) -> list[tuple[str, str]]:
    """Who was told what, by address."""
    with world.database.reading() as session:
        rows = session.scalars(select(NoticeRow))
        people = {
            person_by_email(f"{word}@{code}.example").id: f"{word}@{code}"
            for code in ("5pg", "5mx")
            for word in ("lead", "chief", "editor")
        }
        return sorted((people[row.person_id], row.sentence) for row in rows if row.person_id in people)


def test_a_reminder_says_before_who_will_read_what(world: World) -> None:
    world.at("preparing")
    world.at("published", "5MX")
    with world.database.reading():
        asked = REMIND.preview(picked(world, "5PG", "5MX"), {})

    assert [(each.key, each.can) for each in asked.consequences] == [("5PG", True), ("5MX", False)]
    assert asked.consequences[0].say.startswith(
        "Person of editor@5pg.example, Person of lead@5pg.example – PCT assurance lead and PCT contributor – "
        "will read: “Birmingham East and North PCT: “360-degree responses in” was due on 30 October 2009 "
        "(late by 51 days). Still missing: 9 of 9 required documents are missing: "
    )
    assert asked.consequences[1].say == "Nobody: the case is finished."


def test_a_reminder_reaches_those_who_can_clear_what_is_missing(world: World) -> None:
    world.at("preparing")
    with world.database.writing():
        made = acts.carry_out(
            REMIND, picked(world, "5PG"), {"message": "Please look: {organisation}."}, back="/"
        )

    sentence = "Please look: Birmingham East and North PCT."
    assert told(world) == [("editor@5pg", sentence), ("lead@5pg", sentence)]
    assert [(each.title, each.done) for each in made.consequences] == [
        ("Birmingham East and North PCT", True)
    ]


def test_who_was_reminded_already_is_told(world: World) -> None:
    world.at("preparing")
    with world.database.writing():
        acts.carry_out(REMIND, picked(world, "5PG", on=ON - timedelta(days=1)), {}, back="/")

    with world.database.reading():
        (found,) = REMIND.preview(picked(world, "5PG"), {}).consequences

    assert found.note == "Already reminded yesterday."


def test_a_reminder_is_taken_back_from_those_who_have_not_read_it(world: World) -> None:
    world.at("preparing")
    world.at("preparing", "5MX")
    with world.database.writing():
        made = acts.carry_out(REMIND, picked(world, "5PG", "5MX"), {}, back="/")
        mark_read(person_by_email("lead@5mx.example").id, world.now)

    with world.database.writing():
        count = acts.undo(
            acts.act_of(world.reach(MANAGER), made.cycle_id, made.id), by=world.reach(MANAGER), now=world.now
        )
    with world.database.reading():
        notes = [each.note for each in REMIND.preview(picked(world, "5PG", "5MX"), {}).consequences]

    assert count == 1
    assert [who for who, _ in told(world)] == ["lead@5mx"]
    assert notes == ["", "Already reminded today."]


def test_a_reminder_with_a_word_that_there_is_not_is_refused(world: World) -> None:
    with world.database.reading():
        asked = REMIND.preview(picked(world, "5PG"), {"message": "Hello {name}"})

    assert asked.wants.startswith(
        "There is no word {name}. {organisation}, {milestone} and {missing} stand for"
    )
    assert asked.consequences == ()


def test_a_preview_of_reminders_costs_the_same_for_many(with_cases: Callable[[int], World]) -> None:
    costs = []
    for total in (3, 40):
        world = with_cases(total)
        codes = [f"T{number:02}" for number in range(total - 3)]
        with world.database.reading(), counted(world.database.engine) as sent:
            REMIND.preview(picked(world, "5PG", "5MX", *codes), {})
        costs.append(len(sent))

    assert costs[0] == costs[1]


def test_a_move_is_shown_for_whom_it_is_open_and_why_not_for_the_others(world: World) -> None:
    world.at("submitted")
    world.at("analysing", "5MX")
    with world.database.reading():
        found = MOVE.preview(picked(world, "5PG", "5MX", on=date(2010, 1, 10)), {"event": "begin_analysis"})

    assert [(each.key, each.can, each.say) for each in found.consequences] == [
        ("5PG", True, "Goes from “Submitted” to “Plans being analysed”."),
        ("5MX", False, "Stays: it is at “Plans being analysed”, from where this move does not lead."),
    ]


def test_a_closed_move_tells_everything_that_is_in_its_way(world: World) -> None:
    world.at("submitted")
    with world.database.reading():
        (found,) = MOVE.preview(picked(world, "5PG"), {"event": "begin_analysis"}).consequences

    assert found.say == "Stays: Plan analysis: this stage opens on 4 January 2010."


def test_a_move_is_made_for_all_for_whom_it_is_open(world: World) -> None:
    world.at("submitted")
    world.at("submitted", "5MX")
    with world.database.writing():
        made = acts.carry_out(
            MOVE, picked(world, "5PG", "5MX", on=date(2010, 1, 10)), {"event": "begin_analysis"}, back="/"
        )

    with world.database.reading():
        states = [world.case(code).state for code in ("5PG", "5MX")]
        with pytest.raises(Refused, match="cannot be taken back at once"):
            acts.undo(made, by=world.reach(MANAGER), now=world.now)

    assert states == ["analysing", "analysing"]
    assert {each.say for each in made.consequences} == {"Is now at “Plans being analysed”."}


def test_a_move_that_needs_a_reason_waits_for_it(world: World) -> None:
    world.at("submitted")
    wish = {"event": "reopen"}
    with world.database.writing():
        with pytest.raises(Refused, match="needs a reason"):
            acts.carry_out(MOVE, picked(world, "5PG"), wish, back="/")
        acts.carry_out(MOVE, picked(world, "5PG"), wish | {"reason": "The plan is torn."}, back="/")
        moved = log.events_of([world.case().id], cycles.MOVED)[-1]

    assert (world_state(world), moved.words) == ("preparing", "The plan is torn.")


def world_state(world: World) -> str:
    with world.database.reading():
        return world.case().state


def test_who_has_no_move_here_is_told_so(world: World) -> None:
    with world.database.reading():
        found = MOVE.preview(picked(world, "5PG", email="observer@dh.example"), {})

    assert found.wants == "There is no move that you make from where these cases stand."


def test_a_stage_is_held_open_for_all_of_an_overseer_once_two_have_signed(world: World) -> None:
    wish = {"stage": "preparation", "closes": "2010-01-15", "why": "Snow."}
    with world.database.writing():
        found = HOLD.preview(picked(world, "5PG"), wish).consequences
        acts.carry_out(HOLD, picked(world, "5PG"), wish, back="/")
        changes = list(cycles.window_changes(world.cycle_id, world.case().overseer_id))

    assert [(each.key, each.can, each.say, each.note) for each in found] == [
        (
            "Q34",
            True,
            "“Preparation” stays open until 15 January 2010 instead of 31 December 2009, once the SHA "
            "director of commissioning has signed. No milestone moves with it.",
            "It holds for all 2 there, not only for the 1 you have selected.",
        )
    ]
    assert [(each.closes, each.why, each.countersigned_at) for each in changes] == [
        (date(2010, 1, 15), "Snow.", None)
    ]


@pytest.mark.parametrize(
    ("wish", "wants"),
    [
        ({}, "Choose the last day of the stage."),
        ({"closes": "soon"}, "“soon” is not a day. Write it like 2010-01-31."),
        ({"closes": "2010-01-15"}, "Say why the stage is to stay open."),
    ],
)
def test_what_is_still_to_be_said_of_a_window_is_asked_for(
    world: World, wish: dict[str, str], wants: str
) -> None:
    with world.database.reading():
        assert HOLD.preview(picked(world, "5PG"), wish).wants == wants


def test_a_window_is_only_held_open_later(world: World) -> None:
    wish = {"stage": "preparation", "closes": "2009-12-01", "why": "Snow."}
    with world.database.writing():
        (found,) = HOLD.preview(picked(world, "5PG"), wish).consequences
        with pytest.raises(Refused, match="nothing to do for any of these"):
            acts.carry_out(HOLD, picked(world, "5PG"), wish, back="/")

    assert found.say == "Nothing: the stage is open until 31 December 2009 already."


def test_a_proposal_is_withdrawn_until_a_second_person_has_signed(world: World) -> None:
    wish = {"stage": "preparation", "closes": "2010-01-15", "why": "Snow."}
    with world.database.writing() as session:
        first, second = (acts.carry_out(HOLD, picked(world, "5PG"), wish, back="/") for _ in range(2))
        signed = second.consequences[0].made_id
        assert signed is not None
        change = cycles.window_change(signed)
        signing.countersign_window(change, by=world.reach("director@q34.example"), now=world.now)
        counts = [acts.undo(each, by=world.reach(MANAGER), now=world.now) for each in (first, second)]
        kept = list(session.scalars(select(WindowChange.id)))

    assert (counts, kept) == ([1, 0], [signed])


def test_what_was_taken_back_is_not_taken_back_again(world: World) -> None:
    world.at("preparing")
    with world.database.writing():
        made = acts.carry_out(REMIND, picked(world, "5PG"), {}, back="/")
        acts.undo(made, by=world.reach(MANAGER), now=world.now)
        with pytest.raises(Refused, match="taken back already"):
            acts.undo(made, by=world.reach(MANAGER), now=world.now)


def test_more_time_is_told_before_given_at_once_and_taken_back(world: World) -> None:
    wish = {"milestone": "submission", "until": "2009-12-23", "why": "Snow."}
    on = date(2009, 12, 1)
    world.now = instant_on(on)
    with world.database.reading():
        asked = EXTEND.preview(picked(world, "5PG", "5MX", on=on), wish)
    with world.database.writing():
        made = acts.carry_out(EXTEND, picked(world, "5PG", "5MX", on=on), wish, back="/")
    given = [each.planned for each in dues(world, on)]
    with world.database.writing():
        undone = acts.undo(made, by=world.reach(MANAGER), now=world.now)

    assert [(each.key, each.say) for each in asked.consequences] == [
        (code, "“Submission” moves from 17 December 2009 to 23 December 2009.") for code in ("5PG", "5MX")
    ]
    assert (given, undone) == ([date(2009, 12, 17)] * 2, 2)
    assert [each.planned for each in dues(world, on)] == [None, None]


def dues(world: World, on: date) -> list[Due]:
    with world.database.reading():
        cases = [world.case(code) for code in ("5PG", "5MX")]
        found = milestones_of(cases, on)
        return [due for case in cases for due in found[case.id] if due.key == "submission"]
