"""Days as people in Britain write them."""

from datetime import date

import pytest

from wccflow.frameworks.british_days import day_of, in_words

DAY = date(2027, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("1 September 2027", "1 Sept 2027", "1 sep 27", "1st September, 2027", "1st of September 2027"),
        *("Wednesday 1 September 2027", "Wed, 1 September 2027", "01/09/2027", "1/9/27", "1.9.2027"),
        "1-9-2027",
        *("2027-09-01", "2027-09-01 00:00", " 1  September  2027 ", "01-Sep-2027", "46631"),
    ],
)  # fmt: skip
def test_a_day_is_understood_however_it_is_written(text: str) -> None:
    assert day_of(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "31 February 2027", "13/13/2027", "September 2027", "1 Ju 2027", "1 Smarch 2027"),
        *("12", "999999"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_of(text) is None


def test_the_day_comes_before_the_month() -> None:
    assert day_of("2/3/2027") == date(2027, 3, 2)


def test_a_day_is_said_as_it_is_written() -> None:
    assert in_words(DAY) == "1 September 2027"
