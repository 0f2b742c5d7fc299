"""The limits of a funnel, against exact tails of the binomial and of Poisson."""

from math import exp, lgamma, log

import pytest

from wccflow.indicators.funnels import funnel, spread_of
from wccflow.indicators.measures import Kind

SHARE = Kind("proportion", 100.0)
RATE = Kind("rate", 100_000.0)


def binomial(count: int, size: int, share: float) -> float:
    """The chance that just so many of `size` are counted."""
    ways = lgamma(size + 1) - lgamma(count + 1) - lgamma(size - count + 1)
    return exp(ways + count * log(share) + (size - count) * log(1 - share))


def poisson(count: int, expected: float) -> float:
    """The chance that just so many are counted."""
    return exp(count * log(expected) - expected - lgamma(count + 1))


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.8, 0.97])
@pytest.mark.parametrize("size", [40, 150, 900])
def test_few_honest_proportions_lie_beyond_the_limits(size: int, share: float) -> None:
    found = funnel(None, size, share * 100, kind=SHARE)

    assert found is not None
    chances = [(100 * count / size, binomial(count, size, share)) for count in range(size + 1)]
    assert sum(chance for value, chance in chances if value < found.low2) <= 0.027
    assert sum(chance for value, chance in chances if value > found.high2) <= 0.027
    assert sum(chance for value, chance in chances if value < found.low3) <= 0.0016
    assert sum(chance for value, chance in chances if value > found.high3) <= 0.0016


@pytest.mark.parametrize("expected", [0.5, 2.0, 10.0, 60.0, 400.0])
def test_few_honest_rates_lie_beyond_the_limits(expected: float) -> None:
    size = 50_000
    found = funnel(None, size, expected * 2, kind=RATE)

    assert found is not None
    chances = [(2.0 * count, poisson(count, expected)) for count in range(int(expected * 3) + 20)]
    assert sum(chance for value, chance in chances if value < found.low2) <= 0.027
    assert sum(chance for value, chance in chances if value > found.high2) <= 0.027
    assert sum(chance for value, chance in chances if value > found.high3) <= 0.0016


def test_limits_close_in_as_more_people_stand_behind_a_value() -> None:
    few, many = funnel(None, 100, 20.0, kind=SHARE), funnel(None, 10_000, 20.0, kind=SHARE)

    assert few is not None
    assert many is not None
    assert few.low3 < few.low2 < many.low2 < 20.0 < many.high2 < few.high2 < few.high3


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (5.0, "much lower"),
        (11.0, "lower"),
        (20.0, "within"),
        (29.5, "higher"),
        (40.0, "much higher"),
        (None, "within"),
    ],
)
def test_the_verdict_says_on_which_side_of_chance_a_value_lies(value: float | None, verdict: str) -> None:
    found = funnel(value, 100, 20.0, kind=SHARE)

    assert found is not None
    assert found.verdict == verdict
    assert found.words.endswith("chance alone would give") == (verdict == "within")


@pytest.mark.parametrize(
    ("size", "average", "kind"),
    [(100, 20.0, Kind()), (0, 20.0, SHARE), (100, -1.0, RATE), (100, 120.0, SHARE)],
)
def test_there_is_no_funnel_without_a_size_or_a_sensible_average(
    size: float, average: float, kind: Kind
) -> None:
    assert funnel(20.0, size, average, kind=kind) is None


def test_a_proportion_never_leaves_nought_to_a_hundred() -> None:
    found = funnel(None, 10, 50.0, kind=SHARE)

    assert found is not None
    assert (found.low3, found.high3) == (0.0, 100.0)


def test_areas_as_far_apart_as_chance_puts_them_have_a_spread_of_one() -> None:
    areas = [(20.0 + sign * 4.0, 100.0) for sign in (-1, 1) for _ in range(10)]

    assert spread_of(areas, 20.0, kind=SHARE) == pytest.approx(1.0)


def test_areas_that_lie_further_apart_widen_the_funnel() -> None:
    areas = [(20.0 + sign * 8.0, 100.0) for sign in (-1, 1) for _ in range(10)]

    spread = spread_of(areas, 20.0, kind=SHARE)

    assert spread == pytest.approx(2.0)
    narrow, wide = funnel(30.0, 100, 20.0, kind=SHARE), funnel(30.0, 100, 20.0, kind=SHARE, spread=spread)
    assert narrow is not None
    assert wide is not None
    assert (narrow.verdict, wide.verdict) == ("higher", "within")


def test_one_wild_area_does_not_widen_the_funnel_for_all() -> None:
    calm = [(20.0 + sign * 4.0, 100.0) for sign in (-1, 1) for _ in range(10)]

    assert spread_of([*calm, (95.0, 100.0)], 20.0, kind=SHARE) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("areas", "average", "kind"),
    [
        ([(20.0, 100.0)] * 9, 20.0, SHARE),
        ([(20.0, 0.0)] * 20, 20.0, SHARE),
        ([(90.0, 100.0)] * 20, 0.0, SHARE),
        ([(90.0, 100.0)] * 20, 100.0, SHARE),
        ([(90.0, 100.0)] * 20, 20.0, Kind()),
    ],
)
def test_where_nothing_tells_the_spread_is_one(
    areas: list[tuple[float, float]], average: float, kind: Kind
) -> None:
    assert spread_of(areas, average, kind=kind) == 1.0
