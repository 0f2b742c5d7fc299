"""The rules of indicators, without a database."""

import pytest

from wccflow.engine.definition import Workflow
from wccflow.indicators import rules


@pytest.mark.parametrize(("text", "number"), [("", None), ("12.5", 12.5), ("1,234", 1234.0), (" -3 ", -3.0)])
def test_numbers_are_read_as_people_write_them(text: str, number: float | None) -> None:
    assert rules.number(text) == number


@pytest.mark.parametrize("text", ["many", "=1+1", "nan", "inf", "1.2.3"])
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        rules.number(text)


@pytest.mark.parametrize(
    ("indicator", "given", "area"),
    [
        ("mmr", "", "primary_care"),
        ("mmr", "community", "community"),
        ("mmr", "elsewhere", "primary_care"),
        ("budget_cancer", "", "programme_budgeting"),
        ("height", "", ""),
    ],
)
def test_an_indicator_stands_where_its_file_says_else_where_the_definition_does(
    wcc: Workflow, indicator: str, given: str, area: str
) -> None:
    assert rules.area_of(indicator, given, wcc.editions["2009-10"].areas) == area


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
