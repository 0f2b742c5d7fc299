"""Periods are read as sources write them, kept in one writing, and sorted."""

from datetime import date

import pytest

from wccflow.indicators.periods import is_period, overlap, read_period


@pytest.mark.parametrize(
    ("written", "text", "kind", "months", "begins"),
    [
        ("2011", "2011", "calendar", 12, date(2011, 1, 1)),
        ("2011/12", "2011/12", "financial", 12, date(2011, 4, 1)),
        ("2011 / 2012", "2011/12", "financial", 12, date(2011, 4, 1)),
        ("1999/00", "1999/00", "financial", 12, date(1999, 4, 1)),
        ("2011/12 financial year", "2011/12", "financial", 12, date(2011, 4, 1)),
        ("2011/12 school", "2011/12 school", "school", 12, date(2011, 9, 1)),
        ("2011/12 Academic Year", "2011/12 school", "school", 12, date(2011, 9, 1)),
        ("2011 mid-year", "2011 mid-year", "mid-year", 0, date(2011, 6, 30)),
        ("Mid-2011", "2011 mid-year", "mid-year", 0, date(2011, 6, 30)),
        ("2009-11", "2009-11", "pooled", 36, date(2009, 1, 1)),
        ("2009 \u2013 2011", "2009-11", "pooled", 36, date(2009, 1, 1)),
        ("1998-00", "1998-00", "pooled", 36, date(1998, 1, 1)),
        ("2009/10 - 2011/12", "2009/10-2011/12", "pooled", 36, date(2009, 4, 1)),
        ("2011 Q2", "2011 Q2", "quarter", 3, date(2011, 4, 1)),
        ("Q4 2011", "2011 Q4", "quarter", 3, date(2011, 10, 1)),
        ("2011/12 Q1", "2011/12 Q1", "quarter", 3, date(2011, 4, 1)),
        ("2011/12Q4", "2011/12 Q4", "quarter", 3, date(2012, 1, 1)),
        ("2011-04", "2011 Apr", "month", 1, date(2011, 4, 1)),
        ("December 2011", "2011 Dec", "month", 1, date(2011, 12, 1)),
    ],
)
def test_a_period_is_read_with_its_kind_and_length(
    written: str, text: str, kind: str, months: int, begins: date
) -> None:
    found = read_period(written)

    assert (found.text, found.kind, found.months, found.begins) == (text, kind, months, begins)
    assert read_period(found.text) == found


@pytest.mark.parametrize(
    "written",
    [
        "", "lately", "2011/13", "11/12", "2011-13-01", "2011 Q5", "2011/13 Q1", "2011 Sol", "1990-2015",
        "2009/11-2011/12", "2011/12-2009/10", "=2011",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused(written: str) -> None:
    assert is_period(written) is False


def test_what_could_be_years_or_a_month_is_years_unless_the_kind_is_said() -> None:
    assert read_period("2009-11").text == "2009-11"
    assert read_period("2009-11", "month").text == "2009 Nov"


def test_a_kind_that_the_writing_does_not_bear_is_refused() -> None:
    with pytest.raises(ValueError, match="2011"):
        read_period("2011", "month")


def test_periods_are_sorted_by_their_ends() -> None:
    written = ["2011/12", "2009-11", "2011", "2011 Q4", "2011 Dec", "2010/11 school"]

    found = sorted(map(read_period, written), key=lambda each: each.sort_key)

    assert [each.text for each in found] == [
        "2010/11 school", "2009-11", "2011", "2011 Q4", "2011 Dec", "2011/12",
    ]  # fmt: skip


def test_periods_of_one_family_have_kind_and_length_in_common() -> None:
    assert read_period("2009-11").family == read_period("2010-12").family
    assert read_period("2009-11").family != read_period("2010-11").family


@pytest.mark.parametrize(
    ("written", "called"),
    [("2009-11", "3 pooled years"), ("2011/12", "a financial year"), ("2011 mid-year", "a mid-year day")],
)
def test_a_period_is_called_by_its_kind(written: str, called: str) -> None:
    assert read_period(written).called == called


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("2006-08", "2007-09", True),
        ("2006-08", "2009-11", False),
        ("2011", "2011/12", True),
        ("2011", "", False),
    ],
)
def test_periods_that_share_days_overlap(one: str, other: str, shared: bool) -> None:
    assert overlap(one, other) is shared
