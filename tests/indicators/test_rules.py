"""The rules of indicators, without a database."""

import pytest

from wccflow.indicators import rules


@pytest.mark.parametrize(("text", "number"), [("", None), ("12.5", 12.5), ("1,234", 1234.0), (" -3 ", -3.0)])
def test_numbers_are_read_as_people_write_them(text: str, number: float | None) -> None:
    assert rules.number(text) == number


@pytest.mark.parametrize("text", ["many", "=1+1", "nan", "inf", "1.2.3"])
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        rules.number(text)


def test_periods_are_calendar_financial_or_pooled_years() -> None:
    said = ["2011", "2011/12", "2009-11", "2009-2011", "last year", "11/12", "2011/2012"]

    assert [rules.is_period(text) for text in said] == [True, True, True, True, False, False, False]


def test_the_upper_quartile_is_where_the_best_quarter_begins() -> None:
    values = [1.0, 2.0, 3.0, 4.0, 5.0]

    assert rules.upper_quartile(values, rules.LOWER) == 2.0
    assert rules.upper_quartile(values, rules.HIGHER) == 4.0
    assert rules.upper_quartile(values[:3], rules.LOWER) is None


def test_better_follows_the_polarity() -> None:
    assert rules.compared(1, 2, rules.LOWER) == "better"
    assert rules.compared(1, 2, rules.HIGHER) == "worse"
    assert rules.compared(1, 2, "") == "lower"
    assert rules.compared(2, 2, rules.LOWER) == "the same"
