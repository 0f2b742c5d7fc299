"""Faults of coding are told from honest change: on the shape that was seen, and on many made by chance."""

import random
from math import exp

import pytest

from wccflow.indicators.coding_faults import fault_in
from wccflow.indicators.measures import Kind, Measure, with_interval

RATE = Kind("rate", 100_000.0)
PEOPLE = 250_000


def plain(*values: float | None) -> list[Measure]:
    """A series of values without intervals."""
    return [Measure(str(2005 + place), value) for place, value in enumerate(values)]


def counted(*counts: int) -> list[Measure]:
    """A series of rates with Byar's intervals."""
    found = [
        Measure(str(2005 + place), count / PEOPLE * 100_000, numerator=count, denominator=PEOPLE)
        for place, count in enumerate(counts)
    ]
    return [with_interval(each, RATE) for each in found]


def poisson(chance: random.Random, expected: float) -> int:
    """A count that chance gives: Knuth's for few, the normal curve for many."""
    if expected > 50:
        return max(0, round(chance.gauss(expected, expected**0.5)))
    limit, product, count = exp(-expected), chance.random(), 0
    while product > limit:
        product, count = product * chance.random(), count + 1
    return count


def honest(chance: random.Random, level: float) -> list[Measure]:
    """Six years that go up or down by up to 8 % a year, each a tenth off for reasons beside chance."""
    drift = chance.uniform(-0.08, 0.08)
    return counted(
        *(poisson(chance, level * exp(drift * year) * exp(chance.gauss(0, 0.1))) for year in range(6))
    )


def miscoded(chance: random.Random, level: float) -> list[Measure]:
    """The same, with two middle years in which between a third and three quarters were not coded."""
    series = honest(chance, level)
    lost = chance.uniform(0.34, 0.75)
    counts = [int(each.numerator or 0) for each in series]
    counts[2], counts[3] = round(counts[2] * (1 - lost / 2)), round(counts[3] * (1 - lost))
    return counted(*counts)


def test_the_fall_that_turned_back_is_told() -> None:
    assert fault_in(plain(74, 44, 18, 62)) == (
        "74 (2005) became 18 (2007) and then 62 (2008): so large a change that turns back is more often a "
        "fault of coding. Look at the records before this is read as a change in health."
    )


def test_the_fall_is_told_before_it_turns_back() -> None:
    assert fault_in(plain(74, 44, 18)) == (
        "74 (2005) became 18 (2007): further than health changes in so short a time, and more often a "
        "fault of coding. Look at the records before this is read as a change in health."
    )


def test_with_intervals_a_smaller_move_that_turns_back_is_told() -> None:
    assert fault_in(counted(300, 160, 310)).startswith("120 (2005) became 64 (2006) and then 124 (2007): ")
    assert fault_in(plain(120, 64, 124)) == ""


@pytest.mark.parametrize(
    "series",
    [
        plain(74, 70, 66, 61),
        plain(74, 44),
        plain(74, None, 18),
        plain(-5, 3, -8, 4),
        plain(0, 0, 0, 0),
        counted(6, 2, 7, 3),
        counted(300, 240, 310, 260),
    ],
)
def test_an_honest_series_has_no_fault(series: list[Measure]) -> None:
    assert fault_in(series) == ""


def test_a_fall_to_nought_counts_as_a_very_large_one() -> None:
    assert fault_in(plain(70, 0, 68)).startswith("70 (2005) became 0 (2006) and then 68 (2007): ")
    assert fault_in(counted(200, 0, 190)).startswith("80 (2005) became 0 (2006) and then 76 (2007): ")


def test_a_gap_counts_as_time_that_went_by() -> None:
    assert fault_in(plain(74, None, None, None, 18, 17)) == ""


@pytest.mark.parametrize("level", [5, 20, 80, 400])
def test_of_honest_series_hardly_any_is_suspected(level: int) -> None:
    chance = random.Random(level)

    suspected = sum(bool(fault_in(honest(chance, level))) for _ in range(1500))

    assert suspected / 1500 <= 0.01


@pytest.mark.parametrize(("level", "least"), [(80, 0.35), (400, 0.75)])
def test_of_series_with_a_fault_most_are_suspected_where_numbers_are_large(level: int, least: float) -> None:
    chance = random.Random(level)

    suspected = sum(bool(fault_in(miscoded(chance, level))) for _ in range(600))

    assert suspected / 600 >= least
