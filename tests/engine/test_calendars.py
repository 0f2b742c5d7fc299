"""Milestones: due, met, late."""

from dataclasses import replace
from datetime import date

from wccflow.engine.calendars import Calendar, Due, dated, milestones, shift
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Facts, Tally


def dues(
    definition: Definition,
    calendar: Calendar,
    on: date,
    history: dict[str, date] | None = None,
    case_dates: dict[str, date] | None = None,
    facts: Facts | None = None,
) -> dict[str, Due]:
    found = milestones(
        definition,
        calendar,
        standing_history=history or {},
        case_dates=case_dates or {},
        facts=facts or {},
        on=on,
        windows=calendar.windows,
    )
    return {due.key: due for due in found}


def test_the_dates_of_the_published_timeline_come_out(definition: Definition, calendar: Calendar) -> None:
    said = {"panel_date": date(2010, 4, 14), "board_meeting": date(2009, 12, 2)}

    found = dues(definition, calendar, date(2009, 9, 1), case_dates=said)

    assert {key: due.due for key, due in found.items()} == {
        "board_papers": date(2009, 11, 25),
        "board_meeting": date(2009, 12, 2),
        "accepted": date(2009, 9, 15),
        "partners": date(2009, 10, 30),
        "self_assessment": date(2009, 11, 27),
        "submission": date(2009, 12, 17),
        "briefing": date(2010, 3, 29),
        "panel_day": date(2010, 4, 14),
        "report": date(2010, 4, 28),
        "facts": date(2010, 5, 13),
        "calibrated": date(2010, 6, 30),
        "published": date(2010, 7, 30),
    }


def test_a_milestone_without_its_case_date_is_not_due_yet(definition: Definition, calendar: Calendar) -> None:
    briefing = dues(definition, calendar, date(2010, 7, 1))["briefing"]

    assert (briefing.due, briefing.met, briefing.late_days) == (None, None, 0)


def test_an_unmet_milestone_grows_later_each_day(definition: Definition, calendar: Calendar) -> None:
    late = [
        dues(definition, calendar, day)["submission"].late_days
        for day in (date(2009, 12, 17), date(2009, 12, 18), date(2010, 1, 17))
    ]

    assert late == [0, 1, 31]


def test_a_met_milestone_keeps_how_late_it_was(definition: Definition, calendar: Calendar) -> None:
    submission = dues(definition, calendar, date(2010, 3, 1), history={"submitted": date(2009, 12, 20)})[
        "submission"
    ]

    assert (submission.met, submission.late_days, submission.remind_on) == (date(2009, 12, 20), 3, ())


def test_a_milestone_of_a_gate_is_met_while_the_gate_holds(
    definition: Definition, calendar: Calendar
) -> None:
    on = date(2010, 2, 1)

    holds = dues(definition, calendar, on, facts={"responses_360": Tally(9, 12)})["partners"]
    fails = dues(definition, calendar, on, facts={"responses_360": Tally(7, 12)})["partners"]
    unknown = dues(definition, calendar, on)["partners"]

    assert (holds.met, holds.late_days) == (date(2009, 10, 30), 0)
    assert (fails.met, fails.late_days) == (None, 94)
    assert unknown == fails


def test_a_recorded_day_of_a_gate_is_believed(definition: Definition, calendar: Calendar) -> None:
    history = {"gate partners_heard": date(2009, 11, 2)}

    partners = dues(definition, calendar, date(2010, 2, 1), history=history)["partners"]

    assert (partners.met, partners.late_days) == (date(2009, 11, 2), 3)


def test_reminders_come_before_and_escalation_after(definition: Definition, calendar: Calendar) -> None:
    submission = dues(definition, calendar, date(2009, 11, 1))["submission"]

    assert submission.remind_on == (date(2009, 11, 19), date(2009, 12, 3), date(2009, 12, 14))
    assert (submission.escalate_to, submission.escalate_on) == ("sha_lead", date(2009, 12, 20))


def test_a_withdrawn_case_is_late_with_nothing(definition: Definition, calendar: Calendar) -> None:
    found = dues(definition, calendar, date(2011, 1, 1), history={"withdrawn": date(2009, 10, 1)})

    assert {due.late_days for due in found.values()} == {0}


def test_what_happens_by_itself_is_announced(definition: Definition, calendar: Calendar) -> None:
    found = dues(definition, calendar, date(2010, 4, 20), case_dates={"panel_date": date(2010, 4, 14)})

    assert found["facts"].lapse == "accept_facts"
    assert found["facts"].lapse_say.format(due="13 May 2010") == (
        "If no point is raised by the end of 13 May 2010, the report will be taken as accurate."
    )


def test_a_stage_held_late_does_not_move_its_milestones(definition: Definition, calendar: Calendar) -> None:
    late = {
        **calendar.windows,
        "preparation": calendar.windows["preparation"].changed(closes=date(2010, 2, 1)),
    }

    found = milestones(
        definition, calendar, standing_history={}, case_dates={}, facts={}, on=date(2009, 9, 1), windows=late
    )

    assert found == tuple(dues(definition, calendar, date(2009, 9, 1)).values())


def test_milestones_shift_with_their_calendar(definition: Definition, calendar: Calendar) -> None:
    found = dues(definition, shift(calendar, 2), date(2009, 9, 1))

    assert found["submission"].due == date(2009, 12, 31)


def test_the_reply_is_awaited_five_working_days_from_the_agreement(
    definition: Definition, calendar: Calendar
) -> None:
    assert dated(definition, calendar, {"agreed": date(2010, 5, 27)}) == {"reply_until": date(2010, 6, 4)}
    assert dated(definition, calendar, {}) == {"reply_until": None}


def test_a_milestone_without_escalation_tells_nobody(definition: Definition, calendar: Calendar) -> None:
    plain = replace(definition.milestones["submission"], escalate=None)
    changed = replace(definition, milestones={"submission": plain})

    submission = dues(changed, calendar, date(2009, 11, 1))["submission"]

    assert (submission.escalate_to, submission.escalate_on) == (None, None)
