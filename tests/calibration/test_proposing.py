"""What a machine proposes, and how often it is right where the truth is known."""

import pytest

from tests.calibration.test_model import planted
from wccflow.calibration.model import Adjusted, fit
from wccflow.calibration.proposing import levels_of, nearest, proposal

LEVELS = [1, 2, 3, 4]


def result(raw: float, adjusted: float, error: float = 0.2) -> Adjusted:
    return Adjusted("5PG", "1.1", raw, adjusted, error)


def test_a_level_that_is_sure_enough_is_proposed() -> None:
    found = proposal(result(1.4, 2.05), LEVELS)

    assert (found.level, found.likely, found.proposed) == (1, 2, 2)
    assert found.probability == pytest.approx(0.985, abs=0.002)


@pytest.mark.parametrize("adjusted", [1.55, 1.6])
def test_what_is_not_sure_enough_is_not_proposed(adjusted: float) -> None:
    found = proposal(result(1.4, adjusted), LEVELS)

    assert (found.level, found.likely, found.proposed) == (1, 2, None)


def test_the_level_that_stands_is_no_proposal() -> None:
    assert proposal(result(2.2, 2.1), LEVELS).proposed is None


@pytest.mark.parametrize(("adjusted", "level"), [(-0.5, 1), (0.2, 1), (4.4, 4), (6.0, 4)])
def test_the_outermost_levels_reach_beyond_the_scale(adjusted: float, level: int) -> None:
    found = proposal(result(2.4, adjusted), LEVELS)

    assert (found.likely, round(found.probability, 2)) == (level, 1.0)


def test_the_chances_of_all_levels_are_one_together() -> None:
    one = result(2.4, 2.45, 0.6)

    chances = [one.chance_of(low, high) for low, high in ((-9, 1.5), (1.5, 2.5), (2.5, 3.5), (3.5, 9))]

    assert sum(chances) == pytest.approx(1)
    assert proposal(one, LEVELS).probability == pytest.approx(max(chances))


@pytest.mark.parametrize(("mean", "level"), [(0.2, 1), (1.49, 1), (1.5, 2), (2.5, 3), (4.8, 4)])
def test_a_mean_stands_for_the_nearest_level(mean: float, level: int) -> None:
    assert nearest(mean, LEVELS) == level


def test_levels_lie_between_the_lowest_and_the_highest() -> None:
    assert levels_of([1.5, 3, 2]) == [1, 2, 3]


@pytest.mark.parametrize("seed", [1, 2])
def test_of_what_is_proposed_most_is_right(seed: int) -> None:
    rows = planted(seed, anchors=3)
    found = fit(rows.rows)

    right, proposed = 0, 0
    for each in found.results:
        one = proposal(each, LEVELS)
        if one.proposed is not None:
            proposed += 1
            right += one.proposed == nearest(rows.truth[each.case, each.item], LEVELS)

    assert proposed > 30
    assert right / proposed >= 0.8
