"""When a board meets: recorded, moved, cancelled, put off; every row stays."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.ratings.conftest import Desk, counted
from wccflow.base import log
from wccflow.base.errors import NotFound
from wccflow.cycles.queries import facts_of
from wccflow.cycles.timetable import milestones_of
from wccflow.ratings import board, meetings, sharing
from wccflow.ratings.meeting_models import BoardMeeting

LEAD = "lead@5pg.example"
DAY = date(2009, 11, 11)


def record(desk: Desk, on: date = DAY, *, who: str = LEAD, code: str = "5PG") -> BoardMeeting:
    with desk.world.database.writing():
        return meetings.record(desk.world.case(code), on, by=desk.world.reach(who), now=desk.world.now)


def move(desk: Desk, made: BoardMeeting, on: date, why: str = "The chair is away.") -> BoardMeeting:
    with desk.world.database.writing():
        case, by = desk.world.case(), desk.world.reach(LEAD)
        return meetings.move(case, made.meeting_id, on, why, by=by, now=desk.world.now)


def cancel(desk: Desk, made: BoardMeeting, why: str = "The chair is away.") -> BoardMeeting:
    with desk.world.database.writing():
        case, by = desk.world.case(), desk.world.reach(LEAD)
        return meetings.cancel(case, made.meeting_id, why, by=by, now=desk.world.now)


def put_off(desk: Desk, made: BoardMeeting, why: str = "It wants the gaps closed.") -> BoardMeeting:
    with desk.world.database.writing():
        case, by = desk.world.case(), desk.world.reach(LEAD)
        return meetings.put_off(case, made.meeting_id, why, by=by, now=desk.world.now)


def ratify(desk: Desk, on: date) -> None:
    with desk.world.database.writing():
        case, now = desk.world.case(), desk.world.now
        pack = board.make_pack(case, by=desk.world.reach(LEAD), now=now)
        by = desk.world.reach("chief@5pg.example")
        board.ratify(case, pack.id, met_on=on, minute="Minute 9.2", by=by, now=now)


def day_of(desk: Desk) -> object:
    with desk.world.database.reading():
        case = desk.world.case()
        return facts_of([case])[case.id]["board_meeting"]


def test_a_day_set_gives_the_milestones_their_days(desk: Desk) -> None:
    record(desk)

    with desk.world.database.reading():
        case = desk.world.case()
        dues = {each.key: each for each in milestones_of([case], desk.world.now.date())[case.id]}
    assert dues["board_meeting"].due == DAY
    assert dues["board_papers"].due == date(2009, 11, 4)
    assert dues["board_papers"].met is None


def test_the_milestone_of_the_papers_is_met_by_a_pack(desk: Desk) -> None:
    record(desk)

    with desk.world.database.writing():
        board.make_pack(desk.world.case(), by=desk.world.reach(LEAD), now=desk.world.now)

    with desk.world.database.reading():
        case = desk.world.case()
        dues = {each.key: each for each in milestones_of([case], desk.world.now.date())[case.id]}
    assert dues["board_papers"].met == desk.world.now.date()


def test_moving_a_meeting_keeps_the_earlier_day_with_who_and_why(desk: Desk) -> None:
    made = record(desk)

    move(desk, made, date(2009, 11, 18))

    with desk.world.database.reading():
        (found,) = meetings.meetings_of([desk.world.case().id])[desk.world.case().id]
        lead = desk.world.reach(LEAD).person_id
    assert [(row.number, row.what, row.day, row.why) for row in found.rows] == [
        (1, "set", DAY, ""),
        (2, "moved", date(2009, 11, 18), "The chair is away."),
    ]
    assert found.rows[1].by_id == lead
    assert day_of(desk) == date(2009, 11, 18)


def test_a_cancelled_meeting_counts_no_more_and_stays_known(desk: Desk) -> None:
    made = record(desk)

    cancel(desk, made)

    with desk.world.database.reading():
        (found,) = meetings.meetings_of([desk.world.case().id])[desk.world.case().id]
    assert (found.stands, found.said, found.day) == (False, "cancelled", DAY)
    assert day_of(desk) is None


def test_the_earliest_meeting_that_has_not_decided_counts(desk: Desk) -> None:
    first, second = desk.world.now.date(), date(2009, 11, 18)
    made = record(desk, first)
    record(desk, second)
    assert day_of(desk) == first

    put_off(desk, made)

    assert day_of(desk) == second


def test_once_ratified_the_day_of_the_decision_counts(desk: Desk) -> None:
    record(desk)
    desk.world.at("board_sign_off")

    ratify(desk, desk.world.now.date())

    assert day_of(desk) == desk.world.now.date()


def test_given_back_the_next_meeting_counts_and_papers_are_asked_for_again(desk: Desk) -> None:
    record(desk, desk.world.now.date())
    record(desk)
    desk.world.at("board_sign_off")
    ratify(desk, desk.world.now.date())

    with desk.world.database.writing():
        sharing.give_back(desk.world.case(), by=None, now=desk.world.now)

    assert day_of(desk) == DAY
    with desk.world.database.reading():
        case = desk.world.case()
        assert facts_of([case])[case.id]["board_papers_made"] is False


def test_what_makes_no_sense_is_refused_in_a_sentence(desk: Desk) -> None:
    made, today = record(desk), desk.world.now.date()

    assert desk.refused(lambda: record(desk, today - timedelta(days=1))).startswith(
        "30 September 2009 is over. Choose a day to come"
    )
    assert desk.refused(lambda: record(desk, date(2029, 11, 11))).endswith("Check the year.")
    assert desk.refused(lambda: record(desk)) == (
        "A meeting of the board on 11 November 2009 is recorded already."
    )
    assert desk.refused(lambda: move(desk, made, date(2009, 11, 12), why=" ")) == meetings.NO_REASON
    assert desk.refused(lambda: move(desk, made, DAY)).startswith("It is on 11 November 2009 already.")
    assert desk.refused(lambda: cancel(desk, made, why="")) == meetings.NO_REASON
    assert desk.refused(lambda: put_off(desk, made)).startswith("The board meets only on 11 November 2009.")
    cancel(desk, made)
    assert desk.refused(lambda: move(desk, made, date(2009, 11, 12))) == (
        "This meeting is no longer open: it was cancelled already."
    )


def test_a_finished_case_has_no_more_meetings(desk: Desk) -> None:
    desk.world.at("withdrawn")

    assert desk.refused(lambda: record(desk)).startswith("This case is finished")


def test_only_who_prepares_the_board_says_when_it_meets(desk: Desk) -> None:
    made = record(desk)

    for who in ("manager@q34.example", "lead@5mx.example", "observer@dh.example"):
        with pytest.raises(NotFound):
            record(desk, date(2009, 11, 12), who=who)
    with desk.world.database.writing(), pytest.raises(NotFound):
        meetings.cancel(
            desk.world.case("5MX"),
            made.meeting_id,
            "Ours.",
            by=desk.world.reach("lead@5mx.example"),
            now=desk.world.now,
        )
    with desk.world.database.writing(), pytest.raises(NotFound):
        meetings.cancel(desk.world.case(), uuid4(), "None.", by=desk.world.reach(LEAD), now=desk.world.now)


def test_each_saying_leaves_its_line(desk: Desk) -> None:
    move(desk, record(desk), date(2009, 11, 18))

    with desk.world.database.reading():
        found = log.events_of([desk.world.case().id], meetings.DATED)
    assert [(each.payload["what"], each.payload["day"]) for each in found] == [
        ("set", "2009-11-11"),
        ("moved", "2009-11-18"),
    ]


def test_meetings_of_one_case_and_of_two_cost_one_query(desk: Desk) -> None:
    desk.world.at("preparing", "5MX")
    record(desk)
    record(desk, who="lead@5mx.example", code="5MX")

    with desk.world.database.reading():
        ids = [desk.world.case().id, desk.world.case("5MX").id]
        with counted() as one:
            meetings.meetings_of(ids[:1])
        with counted() as two:
            meetings.meetings_of(ids)
    assert (len(one), len(two)) == (1, 1)
