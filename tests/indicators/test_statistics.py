"""Quartiles and changes, against the published examples of the difference of two proportions."""

import pytest

from wccflow.indicators import statistics
from wccflow.indicators.measures import Kind, Measure, with_interval
from wccflow.indicators.statistics import change, quartiles

OF_ONE = Kind("proportion", 1.0)


def share(numerator: int, denominator: int, period: str = "2011") -> Measure:
    """A proportion with Wilson's interval."""
    given = Measure(period, numerator / denominator, numerator=numerator, denominator=denominator)
    return with_interval(given, OF_ONE)


def test_every_offer_is_there() -> None:
    assert [name for name in statistics.__all__ if not hasattr(statistics, name)] == []


def test_quartiles_are_those_of_the_inclusive_method() -> None:
    assert quartiles([7, 1, 5, 3]) == (2.5, 4.0, 5.5)


def test_three_values_have_no_quartiles() -> None:
    assert quartiles([1, 2, 3]) is None


@pytest.mark.parametrize(
    ("before", "after", "published"),
    [((48, 80), (56, 70), (0.0524, 0.3339)), ((3, 10), (9, 10), (0.1705, 0.8090))],
)
def test_the_interval_of_a_change_is_that_of_newcombes_examples(
    before: tuple[int, int], after: tuple[int, int], published: tuple[float, float]
) -> None:
    found = change(share(*before), share(*after))

    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert (round(found.low, 4), round(found.high, 4)) == published
    assert found.is_within_chance is False


def test_a_change_within_chance_is_said_so() -> None:
    found = change(Measure("2010", 20.0, 18.0, 22.0), Measure("2011", 21.0, 19.0, 23.0))

    assert found is not None
    assert (found.is_within_chance, found.words) == (True, "Up by 1 (-1.83 to 3.83): within chance.")


def test_a_change_beyond_chance_is_said_so() -> None:
    found = change(Measure("2010", 2000.0, 1990.0, 2010.0), Measure("2011", 600.0, 590.0, 610.0))

    assert found is not None
    assert found.words == "Down by 1,400 (-1,414 to -1,386): more than chance."


def test_periods_that_share_years_are_said() -> None:
    found = change(Measure("2006-08", 20.0, 18.0, 22.0), Measure("2007-09", 20.0, 19.0, 23.0))

    assert found is not None
    assert found.words == "Unchanged (-2.24 to 3.61): within chance. The two periods share years."


def test_without_intervals_nothing_is_said_of_chance() -> None:
    found = change(Measure("2010", 20.0), Measure("2011", 21.0, 19.0, 23.0))

    assert found is not None
    assert (found.low, found.is_within_chance) == (None, None)
    assert found.words == "Up by 1; without intervals nothing tells whether by chance."


@pytest.mark.parametrize(
    ("before", "after"), [(Measure("2010", None), share(1, 2)), (share(1, 2), Measure("2010", None))]
)
def test_there_is_no_change_without_both_values(before: Measure, after: Measure) -> None:
    assert change(before, after) is None
