"""The calendar at work: its own moves, reminders, and what was missed, each told once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from tests.harness.world import World
from wccflow.base import log
from wccflow.base.clock import instant_on
from wccflow.cycles import clockwork, queries
from wccflow.cycles.models import Case, TrackItem
from wccflow.cycles.reminding import ESCALATED, MISSED, REMINDED
from wccflow.engine.facts import Fact
from wccflow.notices.queries import notices_of

LEAD, CHIEF, EDITOR = "lead@5pg.example", "chief@5pg.example", "editor@5pg.example"
MANAGER = "manager@q34.example"


def on(day: int, month: int, year: int = 2009, hour: int = 10) -> datetime:
    return instant_on(date(year, month, day), time(hour))


def always(fact: Fact) -> Callable[[Sequence[Case]], dict[object, Fact]]:
    return lambda cases: {case.id: fact for case in cases}


def with_facts(world: World, **facts: Fact) -> None:
    sources = {name: always(fact) for name, fact in facts.items()}
    world.database.offers = replace(world.database.offers, facts={**world.database.offers.facts, **sources})


def documents(world: World, but: str = "") -> None:
    """All documents are filed and approved, but one."""
    with world.database.writing() as session:
        case = world.case()
        definition = queries.definition_of(case)
        track = next(track for track in definition.tracks.values() if track.of == "slots")
        (done, *_) = track.counts["documents_board_approved"].states
        session.add_all(
            TrackItem(case_id=case.id, track=track.key, item=item, state=done)
            for item in track.items
            if item != but
        )


def only_5pg(world: World) -> None:
    for code in ("5MX", "5J9"):
        world.at("withdrawn", code)


def lines(world: World, *kinds: str) -> list[tuple[str, str, str]]:
    with world.database.reading():
        events = log.events_of([world.case().id], *kinds)
        return [(event.kind, event.payload["milestone"], event.payload["day"]) for event in events]


def told(world: World, email: str) -> list[str]:
    with world.database.reading():
        return [row.sentence for row in reversed(notices_of(world.reach(email)))]


def unread(world: World, email: str) -> list[str]:
    with world.database.reading():
        return [row.sentence for row in notices_of(world.reach(email), unread=True)]


def state(world: World) -> str:
    with world.database.reading():
        return world.case().state


def test_a_move_of_the_calendar_is_made_once_its_window_opens(world: World) -> None:
    world.at("submitted")

    clockwork.run(world.database, on(3, 1, 2010, hour=23))
    before = state(world)
    clockwork.run(world.database, on(4, 1, 2010, hour=0))

    assert (before, state(world)) == ("submitted", "analysing")
    with world.database.reading():
        last = queries.moves_of([world.case()])[world.case().id][-1]
        assert (last.payload["event"], last.by_id) == ("begin_analysis", None)


def test_a_move_that_waits_for_silence_is_made_only_after_its_last_day(world: World) -> None:
    with_facts(world, panel_date=date(2010, 4, 6), disputes_open=0, report_signed=True)
    world.at("factual_check")

    clockwork.run(world.database, on(5, 5, 2010, hour=23))
    on_the_last_day = state(world)
    clockwork.run(world.database, on(6, 5, 2010, hour=0))

    assert (on_the_last_day, state(world)) == ("factual_check", "sha_moderation")


def test_silence_means_nothing_while_the_day_is_not_known(world: World) -> None:
    with_facts(world, disputes_open=0, report_signed=True, panel_date=None)
    world.at("factual_check")

    clockwork.run(world.database, on(30, 7, 2010))

    assert state(world) == "factual_check"


def test_a_move_that_a_gate_refuses_is_left_alone(world: World) -> None:
    with_facts(world, panel_date=date(2010, 4, 6), disputes_open=1)
    world.at("factual_check")

    clockwork.run(world.database, on(30, 7, 2010))

    assert state(world) == "factual_check"


def test_what_breaks_for_one_case_leaves_the_others_alone(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    for code in ("5PG", "5MX"):
        world.at("submitted", code)

    def break_for_5mx(case: Case, **_: object) -> None:
        if case.organisation.code == "5MX":
            raise ValueError("broken")

    effects = {**world.database.offers.effects, "notify": [break_for_5mx]}
    world.database.offers = replace(world.database.offers, effects=effects)

    clockwork.run(world.database, on(4, 1, 2010))

    with world.database.reading():
        assert [world.case(code).state for code in ("5PG", "5MX")] == ["analysing", "submitted"]
    assert "a fault with case" in caplog.text


def test_a_missed_milestone_is_told_once_to_its_owner(world: World) -> None:
    only_5pg(world)
    for day in (15, 16, 16):
        clockwork.run(world.database, on(day, 9))

    assert lines(world, MISSED) == [(MISSED, "accepted", "2009-09-15")]
    assert told(world, LEAD) == [
        "Birmingham East and North PCT: “Cycle accepted” was due on 15 September 2009 and is not done. "
        "Nothing is missing: “Accept the invitation” can be done now."
    ]
    assert told(world, CHIEF) == []


def test_what_was_done_in_time_is_not_told(world: World) -> None:
    world.at("preparing")

    clockwork.run(world.database, on(15, 10))

    assert lines(world, MISSED, REMINDED) == []


def test_reminders_come_on_their_days_once_and_say_what_silence_means(world: World) -> None:
    with_facts(world, board_ratified=False)
    documents(world)
    world.at("board_sign_off")
    days = [on(18, 11), on(19, 11), on(19, 11, hour=15), on(20, 11), on(3, 12), on(14, 12)]

    for now in days:
        clockwork.run(world.database, now)

    assert [line for line in lines(world, REMINDED) if line[1] == "submission"] == [
        (REMINDED, "submission", day) for day in ("2009-11-19", "2009-12-03", "2009-12-14")
    ]
    assert [each for each in told(world, CHIEF) if "“Submission”" in each] == 3 * [
        "Birmingham East and North PCT: “Submission” is due on 17 December 2009. "
        "What is missing: the board has not ratified the self-assessment (for the PCT chief executive). "
        "If it is not done by then, the SHA assurance lead is told on 21 December 2009."
    ]


def test_a_reminder_goes_to_those_who_can_clear_what_is_missing_and_to_nobody_else(world: World) -> None:
    with_facts(world, board_ratified=True)
    documents(world, but="assurance_framework")
    world.at("board_sign_off")

    clockwork.run(world.database, on(14, 12))

    missing = "1 of 9 required documents are missing: assurance framework and risk register"
    assert [missing in each for each in told(world, LEAD) if "“Submission” is" in each] == [True]
    assert [missing in each for each in told(world, EDITOR) if "“Submission” is" in each] == [True]
    assert [each for each in told(world, CHIEF) if "“Submission” is" in each] == []


def test_what_only_the_board_can_clear_is_not_asked_of_the_lead(world: World) -> None:
    with_facts(world, board_ratified=False)
    documents(world)
    world.at("board_sign_off")

    clockwork.run(world.database, on(14, 12))

    assert [each for each in told(world, LEAD) if "“Submission” is" in each] == []
    assert len([each for each in told(world, CHIEF) if "“Submission” is" in each]) == 1


def test_what_would_fall_on_a_weekend_or_a_bank_holiday_is_told_on_the_working_day_before(
    world: World,
) -> None:
    with_facts(world, panel_date=date(2010, 4, 6), disputes_open=0, report_signed=True)
    world.at("factual_check")

    for day in (29, 30):
        clockwork.run(world.database, on(day, 4, 2010))

    # Three days before 5 May is a Sunday; the Monday after it is a bank holiday.
    assert [line for line in lines(world, REMINDED) if line[1] == "facts"] == [
        (REMINDED, "facts", "2010-04-25"),
        (REMINDED, "facts", "2010-05-02"),
    ]


def test_a_reminder_that_was_not_read_is_taken_back_once_the_thing_is_done(world: World) -> None:
    with_facts(world, board_ratified=False)
    documents(world)
    world.at("board_sign_off")
    clockwork.run(world.database, on(14, 12))
    before = unread(world, CHIEF)

    world.at("submitted")
    clockwork.settle(world.database, on(14, 12, hour=11))

    assert [each for each in before if "“Submission” is" in each] != []
    assert [each for each in unread(world, CHIEF) if "“Submission” is" in each] == []


def test_what_nobody_can_do_before_its_stage_opens_is_asked_of_nobody(world: World) -> None:
    with_facts(world, panel_date=date(2010, 1, 18))
    world.at("submitted")

    clockwork.run(world.database, on(30, 12))

    assert [line for line in lines(world, REMINDED) if line[1] == "briefing"] == []
    assert [each for each in told(world, MANAGER) if "Briefing" in each] == []


def test_a_reminder_that_was_slept_through_comes_when_we_wake(world: World) -> None:
    world.at("preparing")

    clockwork.run(world.database, on(5, 12))
    clockwork.run(world.database, on(6, 12))

    assert [line for line in lines(world, REMINDED) if line[1] == "submission"] == [
        (REMINDED, "submission", "2009-12-03")
    ]


def test_reminders_stop_when_it_is_done(world: World) -> None:
    world.at("submitted")

    clockwork.run(world.database, on(14, 12))

    assert [line for line in lines(world, REMINDED) if line[1] == "submission"] == []


def test_a_reminder_of_what_happens_by_itself_says_so_with_the_day(world: World) -> None:
    with_facts(world, panel_date=date(2010, 4, 6), disputes_open=0, report_signed=True)
    world.at("factual_check")

    clockwork.run(world.database, on(2, 5, 2010))

    assert [each for each in told(world, CHIEF) if "Factual" in each] == [
        "Birmingham East and North PCT: “Factual accuracy agreed” is due on 5 May 2010. "
        "Nothing is missing: “Agree that the report is accurate” can be done now. "
        "If no point is raised by the end of 5 May 2010, the report will be taken as accurate."
    ]


def test_what_is_still_missed_goes_to_the_next_one_up_on_the_day_and_once(world: World) -> None:
    only_5pg(world)
    with_facts(world, board_ratified=False)
    documents(world)
    world.at("board_sign_off")
    ring = [on(18, 12), on(19, 12), on(20, 12), on(21, 12)]

    for now in ring[:2]:
        clockwork.run(world.database, now)
    before = told(world, MANAGER)
    for now in ring[2:]:
        clockwork.run(world.database, now)

    assert before == []
    was = "Birmingham East and North PCT: “Submission” was due on 17 December 2009 and is not done. "
    missing = "What is missing: the board has not ratified the self-assessment (for the PCT chief executive)."
    assert told(world, MANAGER) == [was + missing]
    assert [each for each in told(world, CHIEF) if "“Submission” was" in each] == [
        f"{was}{missing} If it is not done by then, the SHA assurance lead is told on 21 December 2009.",
        f"{was}The SHA assurance lead was told of it on 21 December 2009.",
    ]
    assert lines(world, ESCALATED) == [(ESCALATED, "submission", "2009-12-17")]


def test_a_case_that_is_over_is_left_in_peace(world: World) -> None:
    for code in ("5PG", "5MX", "5J9"):
        world.at("withdrawn", code)

    assert clockwork.run(world.database, on(30, 7, 2010)) == 0
    assert lines(world, MISSED, REMINDED, ESCALATED) == []


def test_done_twice_it_does_nothing_more(world: World) -> None:
    world.at("submitted")
    now = on(4, 1, 2010)

    first, second = clockwork.run(world.database, now), clockwork.run(world.database, now)

    assert first > 0
    assert second == 0
