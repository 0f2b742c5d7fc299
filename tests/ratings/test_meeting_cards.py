"""The board's days on the case page, in "my work", in calendars and in what people are told."""

from datetime import date, timedelta

from tests.ratings.conftest import Desk
from tests.ratings.test_meetings import DAY, LEAD, cancel, move, put_off, ratify, record
from wccflow.base import clock, log
from wccflow.cycles.cards import Card, Task
from wccflow.notices.rules import Notice
from wccflow.ratings import board, meeting_cards, meetings


def tasks(desk: Desk, who: str = LEAD) -> list[Task]:
    with desk.world.database.reading():
        return meeting_cards.tasks(desk.world.reach(who), [desk.world.case()], desk.world.now)


def card(desk: Desk) -> Card:
    with desk.world.database.reading():
        found = meeting_cards.board(desk.world.case(), desk.world.reach(LEAD))
    assert found is not None
    return found


def make_pack(desk: Desk) -> None:
    with desk.world.database.writing():
        board.make_pack(desk.world.case(), by=desk.world.reach(LEAD), now=desk.world.now)


def told(desk: Desk) -> list[Notice]:
    with desk.world.database.reading():
        event = log.events_of([desk.world.case().id], meetings.DATED)[-1]
        return meeting_cards.told(event)


def test_without_a_day_those_who_prepare_are_asked_for_one(desk: Desk) -> None:
    assert [(task.title, task.due) for task in tasks(desk)] == [("Record when the board meets", None)]
    assert [task.title for task in tasks(desk, "chief@5pg.example")] == ["Record when the board meets"]
    assert tasks(desk, "analyst@q34.example") == []
    assert (card(desk).value, card(desk).note) == ("not yet", "no meeting is recorded")


def test_the_papers_are_due_before_the_meeting(desk: Desk) -> None:
    record(desk)

    (task,) = tasks(desk)

    assert (task.title, task.due) == ("Make the board's papers", date(2009, 11, 4))
    assert task.why == (
        "The board of Birmingham East and North PCT meets on 11 November 2009; papers 5 working days before"
    )


def test_papers_made_are_no_task_any_more(desk: Desk) -> None:
    record(desk)

    make_pack(desk)

    assert tasks(desk) == []


def test_a_meeting_that_is_over_asks_what_was_decided(desk: Desk) -> None:
    made = record(desk)
    desk.world.now += timedelta(days=60)

    assert [(task.title, task.due) for task in tasks(desk)] == [("Record what the board decided", DAY)]

    put_off(desk, made)
    assert [task.title for task in tasks(desk)] == ["Record when the board meets"]


def test_who_can_ratify_is_not_asked_twice(desk: Desk) -> None:
    record(desk)
    desk.world.at("board_sign_off")
    desk.world.now += timedelta(days=60)

    assert tasks(desk, "chief@5pg.example") == []
    assert [task.title for task in tasks(desk)] == ["Record what the board decided"]


def test_nothing_is_asked_once_it_is_ratified_or_before_it_is_begun(desk: Desk) -> None:
    desk.world.at("board_sign_off")
    ratify(desk, desk.world.now.date())
    assert tasks(desk) == []

    desk.world.at("submitted")
    assert tasks(desk) == []
    assert (card(desk).value, card(desk).state) == ("ratified", "done")


def test_the_tile_says_the_day_and_that_papers_are_late(desk: Desk) -> None:
    record(desk)  # in the autumn of 2009, long over now

    assert (card(desk).value, card(desk).state) == ("11 November", "late")
    assert card(desk).note == "what it decided is not recorded"


def test_the_tile_of_a_meeting_to_come_says_when_papers_are_due(desk: Desk) -> None:
    desk.world.now = clock.now()
    soon, far = clock.today() + timedelta(days=2), clock.today() + timedelta(days=40)
    made = record(desk, soon)
    assert card(desk).state == "late"
    assert card(desk).note.startswith("papers were due on ")

    move(desk, made, far)
    assert card(desk).state == "open"
    assert card(desk).note.startswith("papers due on ")

    make_pack(desk)
    assert (card(desk).state, card(desk).note) == ("open", "the papers are made")


def test_a_definition_without_a_board_has_no_tile(desk: Desk) -> None:
    with desk.world.database.reading():
        assert meeting_cards.days(desk.world.reach("observer@dh.example"), desk.world.now) == []


def test_a_meeting_stands_in_calendars_and_keeps_its_place_when_called_off(desk: Desk) -> None:
    made = record(desk)
    move(desk, made, date(2009, 11, 18))
    with desk.world.database.reading():
        (entry,) = meeting_cards.days(desk.world.reach(LEAD), desk.world.now)
    assert (entry.key, entry.begins, entry.changes) == (f"board-{made.meeting_id}", date(2009, 11, 18), 1)
    assert "Its papers are due on 11 November 2009." in entry.words

    cancel(desk, made)
    with desk.world.database.reading():
        (entry,) = meeting_cards.days(desk.world.reach(LEAD), desk.world.now)
    assert (entry.called_off, entry.changes) == (True, 2)


def test_colleagues_are_told_of_each_day_and_change(desk: Desk) -> None:
    made = record(desk)
    (notice,) = told(desk)
    assert notice.sentence == (
        "The board of Birmingham East and North PCT meets on 11 November 2009. "
        "Its papers are due on 4 November 2009. Recorded by Person of lead@5pg.example."
    )
    assert {role for role, _, _ in notice.roles} == {"pct_lead", "pct_editor", "pct_chief"}

    move(desk, made, date(2009, 11, 18))
    assert told(desk)[0].sentence.startswith(
        "The board of Birmingham East and North PCT meets on another day: 18 November 2009."
    )
    cancel(desk, made)
    assert told(desk)[0].sentence == (
        "The meeting of the board of Birmingham East and North PCT on 18 November 2009 is cancelled. "
        "Recorded by Person of lead@5pg.example."
    )
