"""How figures are said."""

import pytest

from wccflow.indicators import figures
from wccflow.indicators.rules import HIGHER, LOWER


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (79.0, "79"),
        (312.784, "312.78"),
        (0.0, "0"),
        (0.03456, "0.0346"),
        (1234567.0, "1,234,567"),
        (-2.5, "-2.5"),
    ],
)
def test_figures_are_said_as_people_read_them(value: float, said: str) -> None:
    assert figures.figure(value) == said


def test_an_interval_is_said_where_both_ends_are_known() -> None:
    assert figures.in_interval(10.0, 9.5, 10.5) == "10 (9.5 to 10.5)"
    assert figures.in_interval(10.0, None, 10.5) == "10"


def test_better_and_worse_follow_the_polarity_and_are_not_said_without_one() -> None:
    found = [
        figures.way(1.0, LOWER),
        figures.way(1.0, HIGHER),
        figures.way(-1.0, ""),
        figures.way(0.0, LOWER),
    ]

    assert found == ["worse", "better", "down", "the same"]


def test_a_star_means_five_cases_or_fewer() -> None:
    assert figures.reason("*") == "five cases or fewer"
    assert figures.reason("closed ward") == "closed ward"
