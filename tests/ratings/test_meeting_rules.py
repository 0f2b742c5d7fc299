"""The days of a board: when its papers are due, and what is said of a day."""

from datetime import date

from wccflow.engine.calendars import Calendar, Window
from wccflow.engine.definition import Definition, Workflow
from wccflow.ratings.meeting_rules import kind_of_day, papers_due, papers_in_words, submissions, warnings

CHRISTMAS = frozenset({date(2009, 12, 25), date(2009, 12, 28)})


def calendar() -> Calendar:
    return Calendar("c", "C", "e", {"first": Window(date(2009, 9, 1), date(2009, 12, 31))}, CHRISTMAS)


def definition(wcc: Workflow) -> Definition:
    return wcc.editions["2009-10"]


def test_papers_are_due_so_many_working_days_before_the_meeting(wcc: Workflow) -> None:
    found = definition(wcc)

    assert papers_due(found, calendar(), date(2009, 10, 14)) == date(2009, 10, 7)
    assert papers_in_words(found) == "5 working days"


def test_bank_holidays_set_the_papers_back_further(wcc: Workflow) -> None:
    assert papers_due(definition(wcc), calendar(), date(2009, 12, 31)) == date(2009, 12, 22)


def test_a_definition_without_the_rule_sets_no_day_for_papers(workflow_without_board: Definition) -> None:
    assert papers_due(workflow_without_board, calendar(), date(2009, 10, 14)) is None
    assert papers_in_words(workflow_without_board) == ""
    assert submissions(workflow_without_board) == []


def test_submitting_is_what_waits_for_the_board(wcc: Workflow) -> None:
    assert submissions(definition(wcc)) == ["submission"]


def test_weekends_and_bank_holidays_are_named() -> None:
    assert kind_of_day(date(2009, 10, 14), CHRISTMAS) == ""
    assert kind_of_day(date(2009, 10, 17), CHRISTMAS) == "17 October 2009 is a Saturday."
    assert kind_of_day(date(2009, 12, 25), CHRISTMAS) == "25 December 2009 is a bank holiday (Friday)."


def test_a_meeting_after_the_last_day_to_submit_is_warned_of() -> None:
    found = warnings(date(2009, 10, 14), date(2009, 10, 7), date(2009, 10, 12), calendar())

    assert found == [
        "The board would meet after the last day to submit, 12 October 2009 (2 working days too late): "
        "without its ratification nothing can be submitted."
    ]


def test_papers_due_before_the_cycle_begins_are_warned_of() -> None:
    found = warnings(date(2009, 9, 2), date(2009, 8, 26), None, calendar())

    assert found == ["Its papers would be due on 26 August 2009, before the cycle begins."]
