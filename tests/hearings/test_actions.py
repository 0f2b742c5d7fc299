"""The life of a session: opened for an audience, begun, timed, closed for good, gone on with."""

from datetime import timedelta

import pytest

from tests.hearings.conftest import Room
from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from wccflow.base.errors import NotFound
from wccflow.hearings import actions, queries
from wccflow.review import actions as review
from wccflow.review import queries as threads
from wccflow.review.topics import topic_of


def test_a_session_is_known_to_whom_it_admits_and_to_nobody_else(table: Table) -> None:
    table.submit()
    reach, now = table.reach(ANALYST), table.later()
    made = table.act(
        lambda: (
            actions.open_session(
                table.world.case(), title="Between us", audience="overseer", by=reach, now=now
            ).id
        )
    )

    with table.world.database.reading():
        case_ids = [table.world.case().id]
        seen = {
            email: [each.id for each in queries.hearings(case_ids, table.world.reach(email))]
            for email in (ANALYST, LEAD)
        }
        with pytest.raises(NotFound):
            queries.hearing(table.world.reach(LEAD), made)

    assert seen == {ANALYST: [made], LEAD: []}


def test_only_who_may_close_threads_opens_a_session(table: Table) -> None:
    table.submit()
    reach, now = table.reach(LEAD), table.later()

    with pytest.raises(NotFound), table.world.database.writing():
        actions.open_session(table.world.case(), title="Ours", audience="everyone", by=reach, now=now)


def test_a_session_needs_a_title_and_a_time_that_a_clock_can_run(table: Table) -> None:
    table.submit()
    reach, now = table.reach(ANALYST), table.later()

    def opened(title: str, minutes: int) -> object:
        return actions.open_session(
            table.world.case(), title=title, audience="everyone", minutes=minutes, by=reach, now=now
        )

    assert [table.refused(lambda: opened("  ", 5)), table.refused(lambda: opened("Panel day", 0))] == [
        "Give the session a title, so that people know it again.",
        "Give the time in minutes, from 1 to a day.",
    ]


def test_its_record_is_a_thread_that_hangs_on_it(room: Room) -> None:
    with room.table.world.database.reading():
        held = room.now()
        thread = threads.thread_for(room.table.world.reach(LEAD), held.thread_id)
        topic = topic_of(room.table.world.reach(LEAD), room.table.world.case(), thread)

    assert (topic.title, topic.kind, topic.place, topic.place_address) == (
        "Panel day",
        "Record of a session",
        "Session: Panel day",
        held.address,
    )


def test_a_closed_session_stays_as_it_is_and_so_its_thread_is_closed(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")

    room.close()

    assert room.table.refused(lambda: room.ask(LEAD, "And who else?")) == (
        "This session is closed, and its record stays as it is. A correction is a dated note on an answer."
    )
    with room.table.world.database.reading():
        thread = threads.thread_for(room.table.world.reach(LEAD), room.now().thread_id)
        closure = threads.closure_of(thread)
    assert closure is not None
    assert (closure.why, asked.number) == ("The session is over: 0 of 1 were answered.", 1)


def test_a_closing_by_mistake_is_taken_back_within_ten_minutes(room: Room) -> None:
    reach = room.table.reach(ANALYST)
    room.close()
    soon = room.table.later()
    room.table.act(lambda: actions.resume(room.now(), by=reach, now=soon))
    room.ask(LEAD, "Who pays?")

    room.close()
    late = room.table.later() + timedelta(minutes=10)

    assert room.states() == [(1, "waiting")]
    assert "stays as it is" in room.table.refused(lambda: actions.resume(room.now(), by=reach, now=late))


def test_who_is_admitted_but_does_not_moderate_closes_nothing(room: Room) -> None:
    reach, now = room.table.reach(CHIEF), room.table.later()

    with pytest.raises(NotFound), room.table.world.database.writing():
        actions.close(room.now(), by=reach, now=now)


def test_its_record_is_not_opened_to_more_people_than_the_session_admits(table: Table) -> None:
    table.submit()
    reach, now = table.reach(ANALYST), table.later()
    held = table.act(
        lambda: actions.open_session(
            table.world.case(), title="Between us", audience="overseer", by=reach, now=now
        )
    )
    with table.world.database.reading():
        thread = threads.thread_for(table.world.reach(ANALYST), held.thread_id)

    refused = table.refused(lambda: review.widen(thread, audience="everyone", by=reach, now=now))

    assert refused.startswith("Not everyone among these readers can read Session: Between us yet")


def test_a_session_begins_once(room: Room) -> None:
    reach, now = room.table.reach(ANALYST), room.table.later()

    assert room.table.refused(lambda: actions.begin(room.now(), by=reach, now=now)) == (
        "This session has begun already."
    )


def test_no_person_can_begin_a_record_of_a_session_by_hand(table: Table) -> None:
    assert table.refused(lambda: table.open(LEAD, "Our own record", kind="transcript")) == (
        "Choose what kind of thread this is."
    )
