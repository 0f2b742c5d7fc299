"""The dossier as it stood: told from the log for any instant, of what one may read."""

from datetime import date, datetime, timedelta

from tests.evidence.conftest import Desk
from tests.evidence.test_freezing import carry_out
from wccflow.base import log
from wccflow.evidence import actions, freezing, past, queries, withdrawing
from wccflow.evidence.dates import Dates
from wccflow.evidence.past import Line, dossier_at

DAY = timedelta(days=1)


def stood(desk: Desk, at: datetime, slot: str = "strategic_plan", who: str = "") -> Line:
    world = desk.world
    with world.database.reading():
        found = dossier_at(world.case(), world.reach(who or desk.lead), at)
        return next(line for line in found.lines if line.slot.key == slot)


def numbers(desk: Desk, *instants: datetime) -> list[int | None]:
    lines = [stood(desk, at) for at in instants]
    return [line.filled.version.draft if line.filled else None for line in lines]


def test_each_slot_shows_the_version_that_stood_then(desk: Desk) -> None:
    world, start = desk.world, desk.world.now
    desk.file("strategic_plan")
    world.now = start + DAY
    desk.file("strategic_plan")

    assert numbers(desk, start - DAY, start, start + DAY / 2, start + DAY) == [None, 1, 1, 2]


def test_a_version_that_was_withdrawn_later_stands_where_it_stood(desk: Desk) -> None:
    world, start = desk.world, desk.world.now
    desk.file("strategic_plan")
    second = desk.file("strategic_plan")
    by = desk.lead
    with world.database.writing():
        held = queries.version_by_id(second.id)
        withdrawing.withdraw(held, why="Wrong.", by=world.reach(by), now=start + DAY)
    with world.database.writing():
        withdrawing.restore(queries.version_by_id(second.id), by=world.reach(by), now=start + 2 * DAY)

    assert numbers(desk, start, start + DAY, start + 2 * DAY) == [2, 1, 2]


def test_pages_that_were_taken_back_later_stand_where_they_stood(desk: Desk) -> None:
    world, start = desk.world, desk.world.now
    plan = desk.file("strategic_plan", "One.", "Two.")
    with world.database.writing():
        filling = actions.fill(
            world.case(), "od_plan", plan, by=world.reach(desk.lead), now=start, first_page=2, last_page=2
        )
    with world.database.writing():
        filled = queries.filling(world.reach(desk.lead), filling.id)
        withdrawing.take_back(filled, by=world.reach(desk.lead), now=start + DAY)

    there = [stood(desk, at, "od_plan").filled for at in (start, start + DAY)]

    assert [each is not None for each in there] == [True, False]


def test_the_boards_approval_of_a_later_day_is_not_told_of_the_past(desk: Desk) -> None:
    world, start = desk.world, desk.world.now
    desk.file("strategic_plan")
    days = [date(2009, 9, 29), date(2009, 9, 30)]
    for later, on in enumerate(days, start=1):
        with world.database.writing():
            actions.approve(
                world.case(),
                "strategic_plan",
                on=on,
                by=world.reach(desk.chief),
                now=start + later * DAY,
            )

    approved = [stood(desk, start + number * DAY).approved_on for number in range(3)]

    assert approved == [None, *days]


def test_an_approval_of_one_version_is_not_told_of_the_next(desk: Desk) -> None:
    world, start = desk.world, desk.world.now
    desk.file("strategic_plan")
    with world.database.writing():
        actions.approve(
            world.case(), "strategic_plan", on=date(2009, 9, 29), by=world.reach(desk.chief), now=start
        )
    world.now = start + DAY
    desk.file("strategic_plan")

    assert [stood(desk, at).approved_on for at in (start, start + DAY)] == [date(2009, 9, 29), None]


def test_what_was_frozen_then_is_told_as_frozen(desk: Desk) -> None:
    world, start = desk.world, desk.world.now
    desk.file("strategic_plan")
    world.now = start + DAY
    carry_out(desk, freezing.freeze, "submitted")
    world.now = start + 2 * DAY
    carry_out(desk, freezing.give_back, "returned")

    assert [stood(desk, start + number * DAY).frozen for number in range(3)] == [False, True, False]


def test_dates_are_told_as_they_were_said_before_they_were_put_right(desk: Desk) -> None:
    world, start = desk.world, desk.world.now
    version = desk.file("strategic_plan")
    for later, day in enumerate((date(2009, 8, 1), date(2009, 8, 2)), start=1):
        with world.database.writing():
            actions.put_dates_right(
                queries.version_by_id(version.id),
                Dates(day),
                by=world.reach(desk.lead),
                now=start + later * DAY,
            )

    told = [stood(desk, start + number * DAY).dates for number in range(3)]

    assert told == [Dates(), Dates(date(2009, 8, 1)), Dates(date(2009, 8, 2))]


def test_the_past_agrees_with_what_was_kept_at_submission(desk: Desk) -> None:
    world = desk.world
    desk.file("strategic_plan")
    desk.file("jsna")
    world.now += DAY
    carry_out(desk, freezing.keep_dossier, "submitted")
    world.now += DAY
    world.at("preparing")
    desk.file("strategic_plan")

    with world.database.reading():
        (kept,) = log.events_of([world.case().id], freezing.KEPT)
        found = dossier_at(world.case(), world.reach(desk.lead), kept.at)

    there = {line.slot.key: line.filled.version.id.hex for line in found.lines if line.filled}
    assert there == kept.payload["slots"]


def test_who_may_not_read_a_draft_sees_no_trace_of_it_in_the_past(desk: Desk) -> None:
    desk.file("strategic_plan", "Secret.")
    carry_out(desk, freezing.share, "submitted")
    desk.world.at("returned")
    desk.file("strategic_plan", "Second secret.")

    at = desk.world.now + DAY
    theirs = stood(desk, at, who=desk.analyst)

    assert theirs.filled is not None
    assert theirs.filled.version.called == "version 1"
    assert stood(desk, at).filled != theirs.filled


def test_the_moments_of_a_case_are_its_states_as_they_were_called(desk: Desk) -> None:
    desk.world.now += DAY
    desk.world.at("submitted")

    with desk.world.database.reading():
        moments = past.moments_of(desk.world.case())

    assert [(each.title, each.at) for each in moments][-1][1] == desk.world.now
    assert len(moments) == 2
