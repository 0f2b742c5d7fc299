"""The additive model, tried on ratings whose truth is known because it was planted."""

from math import sqrt
from random import Random
from typing import NamedTuple

import pytest

from wccflow.calibration.model import Fitted, NotConnected, RatingRow, fit, parts

OVERSEERS = {"A": 12, "B": 10, "C": 8, "D": 6}
ITEMS = [f"{group}.{number}" for group in range(1, 6) for number in range(1, 4)]
GROUPS = {item: item.partition(".")[0] for item in ITEMS}


class Planted(NamedTuple):
    """Ratings with the truth behind them."""

    rows: list[RatingRow]
    truth: dict[tuple[str, str], float]
    severity: dict[str, float]


def planted(seed: int, *, anchors: int, severity_sd: float = 0.35, rater_sd: float = 0.35) -> Planted:
    """Panels of five from pools of ten, each rating from 1 to 4, with so many common cases."""
    rng = Random(seed)
    severity = {name: rng.gauss(0, severity_sd) for name in OVERSEERS}
    middle = sum(severity.values()) / len(severity)
    severity = {name: value - middle for name, value in severity.items()}
    pools = {name: [(f"r{at}", rng.gauss(0, rater_sd)) for at in range(10)] for name in OVERSEERS}
    ease = {item: rng.gauss(0, 0.2) for item in ITEMS}
    cases = [(f"{name}{at}", name) for name, count in OVERSEERS.items() for at in range(count)]
    rows, truth = [], {}
    for number, (case, home) in enumerate(cases):
        whole = 2.3 + rng.gauss(0, 0.35)
        group = {key: rng.gauss(0, 0.35) for key in sorted(set(GROUPS.values()))}
        truth |= {(case, item): whole + group[GROUPS[item]] + ease[item] for item in ITEMS}
        for overseer in OVERSEERS if number % len(cases) < anchors else [home]:
            for rater, lean in rng.sample(pools[overseer], 5):
                for item in ITEMS:
                    seen = truth[case, item] + severity[overseer] + lean + rng.gauss(0, 0.45)
                    rows.append(RatingRow(rater, overseer, case, item, float(min(max(round(seen), 1), 4))))
    return Planted(rows, truth, severity)


def errors(found: Fitted, truth: dict[tuple[str, str], float]) -> tuple[float, float]:
    """The root of the mean squared error of raw means and of adjusted values."""
    raw = [(each.raw - truth[each.case, each.item]) ** 2 for each in found.results]
    adjusted = [(each.adjusted - truth[each.case, each.item]) ** 2 for each in found.results]
    return sqrt(sum(raw) / len(raw)), sqrt(sum(adjusted) / len(adjusted))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_three_common_cases_the_error_is_halved(seed: int) -> None:
    made = planted(seed, anchors=3)

    raw, adjusted = errors(fit(made.rows, GROUPS), made.truth)

    assert adjusted < 0.6 * raw


def test_planted_severities_are_found_within_their_intervals() -> None:
    inside = []
    for seed in range(5):
        made = planted(seed, anchors=3)
        found = fit(made.rows, GROUPS)
        middle = sum(each.leniency for each in found.overseers) / len(found.overseers)
        inside += [each.low <= made.severity[each.name] + middle <= each.high for each in found.overseers]

    assert sum(inside) >= 0.9 * len(inside)


def test_where_nobody_is_severe_nothing_is_spoilt() -> None:
    made = planted(1, anchors=3, severity_sd=0, rater_sd=0)

    raw, adjusted = errors(fit(made.rows, GROUPS), made.truth)

    assert adjusted < raw
    assert max(abs(each.leniency) for each in fit(made.rows, GROUPS).overseers) < 0.15


def test_spreads_are_found_from_the_ratings() -> None:
    spreads = fit(planted(2, anchors=6).rows, GROUPS).spreads

    assert 0.2 < spreads["rater"] < 0.5
    assert 0.2 < spreads["case"] < 0.5
    assert 0.4 < spreads["error"] < 0.65


def test_standard_errors_tell_how_far_off_the_values_are() -> None:
    made = planted(3, anchors=3)
    found = fit(made.rows, GROUPS)

    off = [(each.adjusted - made.truth[each.case, each.item]) / each.error for each in found.results]

    assert 0.5 < sqrt(sum(each * each for each in off) / len(off)) < 1.5


def test_without_common_cases_nothing_is_adjusted() -> None:
    rows = planted(1, anchors=0).rows

    with pytest.raises(NotConnected) as caught:
        fit(rows, GROUPS)

    assert caught.value.parts == (("A",), ("B",), ("C",), ("D",))
    assert str(caught.value).startswith("No adjustment can be defended")


def test_overseers_are_connected_by_way_of_others() -> None:
    rows = [
        RatingRow("r", "A", "one", "1", 2.0),
        RatingRow("r", "B", "one", "1", 3.0),
        RatingRow("r", "B", "two", "1", 3.0),
        RatingRow("r", "C", "two", "1", 2.0),
        RatingRow("r", "D", "three", "1", 2.0),
    ]

    assert parts(rows) == (("A", "B", "C"), ("D",))


def test_no_ratings_are_told_as_such() -> None:
    with pytest.raises(ValueError, match="no ratings"):
        fit([])


def test_the_order_of_the_rows_changes_nothing_that_is_shown() -> None:
    rows = planted(1, anchors=2).rows
    shuffled = list(rows)
    Random(9).shuffle(shuffled)

    one, other = fit(rows, GROUPS), fit(shuffled, GROUPS)

    assert [round(each.adjusted, 6) for each in one.results] == [
        round(each.adjusted, 6) for each in other.results
    ]


def test_raters_of_one_name_at_two_overseers_are_two_people() -> None:
    rows = planted(1, anchors=2).rows

    assert len(fit(rows, GROUPS).raters) == len({(row.overseer, row.rater) for row in rows})


def test_everyone_of_one_mind_is_no_fault() -> None:
    rows = [
        RatingRow(rater, overseer, case, item, 2.0)
        for overseer in ("A", "B")
        for rater in ("x", "y")
        for case in ("one", "two")
        for item in ("1", "2")
    ]

    found = fit(rows)

    assert {round(each.adjusted, 3) for each in found.results} == {2.0}
    assert {round(each.leniency, 3) for each in found.overseers} == {0.0}


def test_the_chance_of_a_level_follows_from_value_and_error() -> None:
    (first, *_) = fit(planted(1, anchors=2).rows, GROUPS).results

    assert first.chance_of(-100, 100) == pytest.approx(1)
    assert first.chance_of(-100, first.adjusted) == pytest.approx(0.5)
