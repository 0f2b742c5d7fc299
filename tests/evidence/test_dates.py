"""Dates of documents: what is refused, how they are said, and when a document is old."""

from datetime import date

import pytest

from wccflow.evidence.dates import (
    UNDATED,
    Dates,
    dates_in_words,
    fault_of_dates,
    is_old,
    period_in_words,
    weakness,
)

ON = date(2009, 12, 1)
SPRING, LATER = date(2009, 4, 1), date(2014, 3, 31)


@pytest.mark.parametrize(
    ("dates", "fault"),
    [
        (UNDATED, ""),
        (Dates(ON, SPRING, LATER), ""),
        (
            Dates(date(2009, 12, 2)),
            "A document cannot be of a day to come: choose today or an earlier day.",
        ),
        (Dates(None, LATER, SPRING), "The period that the document covers must not end before it begins."),
    ],
)
def test_dates_that_cannot_be_are_told(dates: Dates, fault: str) -> None:
    assert fault_of_dates(dates, ON) == fault


def test_a_period_is_said_with_the_ends_that_are_known() -> None:
    periods = [Dates(None, SPRING, LATER), Dates(None, SPRING), Dates(None, None, LATER), UNDATED]

    assert [period_in_words(each) for each in periods] == [
        "covers 1 April 2009 to 31 March 2014",
        "covers 1 April 2009 onwards",
        "covers the time until 31 March 2014",
        "",
    ]


def test_dates_are_said_together_and_their_absence_too() -> None:
    said = [dates_in_words(each) for each in (Dates(SPRING, SPRING), UNDATED)]

    assert said == ["as of 1 April 2009, covers 1 April 2009 onwards", "without a date"]


def test_a_document_is_old_the_day_after_its_months_are_over() -> None:
    ages = [is_old(day, ON, 6) for day in (date(2009, 6, 4), date(2009, 6, 3))]

    assert ages == [False, True]
    assert is_old(date(1999, 1, 1), ON, 0) is False


def test_an_old_document_and_one_whose_time_is_over_say_why_they_are_weak() -> None:
    found = [
        weakness(dates, ON, 18)
        for dates in (Dates(date(2007, 3, 1)), Dates(SPRING, None, SPRING), Dates(SPRING), UNDATED)
    ]

    assert found == [
        "It is of 1 March 2007, more than 18 months old, so it counts as weak evidence.",
        "The period that it covers ended on 1 April 2009.",
        "",
        "",
    ]


def test_dates_come_back_from_the_log_as_they_were_written() -> None:
    for dates in (UNDATED, Dates(ON), Dates(None, SPRING, LATER)):
        assert Dates.read(dates.written()) == dates
