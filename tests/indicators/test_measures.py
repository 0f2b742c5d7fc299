"""Intervals of proportions and rates, against published examples and exact sums."""

from math import exp, lgamma, log

import pytest

from wccflow.indicators.measures import Kind, Measure, byar, kind_of, wilson, with_interval

SHARE = Kind("proportion", 100.0)
RATE = Kind("rate", 100_000.0)


@pytest.mark.parametrize(
    ("numerator", "denominator", "published"),
    [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilsons_interval_is_that_of_newcombes_examples(
    numerator: int, denominator: int, published: tuple[float, float]
) -> None:
    found = wilson(numerator, denominator)

    assert (round(found[0], 4), round(found[1], 4)) == published


def test_wilsons_interval_of_all_ends_at_one() -> None:
    low, high = wilson(20, 20)

    assert (round(low, 4), high) == (0.8389, 1.0)


def at_most(count: int, expected: float) -> float:
    """The chance of Poisson that so many or fewer are counted."""
    return sum(exp(k * log(expected) - expected - lgamma(k + 1)) for k in range(count + 1))


@pytest.mark.parametrize("count", [5, 10, 20, 65, 400])
def test_byars_interval_leaves_a_fortieth_of_poisson_in_each_tail(count: int) -> None:
    low, high = byar(count)

    assert 1 - at_most(count - 1, low) == pytest.approx(0.025, abs=0.001)
    assert at_most(count, high) == pytest.approx(0.025, abs=0.001)


def test_byars_interval_of_none_begins_at_nought() -> None:
    low, high = byar(0)

    assert (low, round(high, 2)) == (0.0, 3.67)


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("%", SHARE),
        ("per cent", SHARE),
        ("Percentage of mothers", SHARE),
        ("proportion", Kind("proportion", 1.0)),
        ("per 100,000 population", RATE),
        ("deaths per 1000 births", Kind("rate", 1000.0)),
        ("years", Kind()),
        ("", Kind()),
    ],
)
def test_the_unit_tells_what_a_value_is(unit: str, kind: Kind) -> None:
    assert kind_of(unit) == kind


def test_an_interval_of_the_file_stays() -> None:
    given = Measure("2011", 25.0, 20.0, 31.0, numerator=25, denominator=100)

    assert with_interval(given, SHARE) == given


def test_a_proportion_gets_wilsons_interval_in_its_own_unit() -> None:
    found = with_interval(Measure("2011", 30.798, numerator=81, denominator=263), SHARE)

    assert found.interval == pytest.approx((25.53, 36.62), abs=0.005)


def test_a_numerator_that_is_not_given_is_worked_out() -> None:
    found = with_interval(Measure("2011", 100 * 81 / 263, denominator=263), SHARE)

    assert found.interval == pytest.approx((25.53, 36.62), abs=0.005)


def test_a_rate_gets_byars_interval_from_its_count_alone() -> None:
    found = with_interval(Measure("2011", 20.0, numerator=10), RATE)

    assert found.interval == pytest.approx((9.57, 36.78), abs=0.005)


def test_a_rate_of_none_has_an_upper_limit_from_its_denominator() -> None:
    found = with_interval(Measure("2011", 0.0, numerator=0, denominator=50_000), RATE)

    assert found.interval == pytest.approx((0.0, 7.336), abs=0.001)


@pytest.mark.parametrize(
    ("measure", "kind"),
    [
        (Measure("2011", None, numerator=3, denominator=9), SHARE),
        (Measure("2011", 50.0, numerator=3, denominator=9), SHARE),  # standardised
        (Measure("2011", 30.0), SHARE),
        (Measure("2011", 30.0), RATE),
        (Measure("2011", 0.0, numerator=0), RATE),
        (Measure("2011", 79.1, numerator=10, denominator=20), Kind()),
        (Measure("2011", 120.0, numerator=12, denominator=10), SHARE),
    ],
)
def test_where_nothing_tells_there_is_no_interval(measure: Measure, kind: Kind) -> None:
    assert with_interval(measure, kind).interval is None
