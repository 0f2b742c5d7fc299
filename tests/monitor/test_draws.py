"""Draws that are spread as the normal distribution is, and the functions of gamma variables."""

from itertools import combinations
from statistics import fmean, pstdev

import pytest

from wccflow.monitor.draws import DRAWS, digamma, expm1_within, trigamma, truncated


def test_draws_are_spread_evenly_and_always_the_same() -> None:
    things = list(zip(*DRAWS, strict=True))

    assert [len(each) for each in things] == [127] * 7
    assert [fmean(each) for each in things] == pytest.approx([0] * 7, abs=1e-9)
    assert [pstdev(each) for each in things] == pytest.approx([1] * 7, abs=0.02)


def test_what_is_drawn_does_not_hang_together() -> None:
    together = [
        abs(fmean(one * other for one, other in zip(first, second, strict=True)))
        for first, second in combinations(zip(*DRAWS, strict=True), 2)
    ]

    assert max(together) < 0.1


# Abramowitz and Stegun, tables 6.1 and 6.2.
@pytest.mark.parametrize(
    ("number", "first", "second"),
    [
        (1.0, -0.5772156649, 1.6449340668),
        (1.5, 0.0364899740, 0.9348022005),
        (2.0, 0.4227843351, 0.6449340668),
    ],
)
def test_the_functions_of_gamma_variables_are_as_tabled(number: float, first: float, second: float) -> None:
    assert (digamma(number), trigamma(number)) == pytest.approx((first, second), abs=1e-7)


def test_a_truncated_draw_lies_above_its_bound() -> None:
    assert all(truncated(1.0, draw[0]) >= 1.0 for draw in DRAWS)
    assert truncated(-9.0, 0.3) == pytest.approx(0.3)
    assert truncated(40.0, 0.3) == 40.0


def test_no_power_is_too_large_to_count_with() -> None:
    assert expm1_within(1e6) == expm1_within(12.0)
