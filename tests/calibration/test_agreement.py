"""Agreement between raters, against published figures and what must hold by definition."""

from random import Random

import pytest

from wccflow.calibration.agreement import alpha, gwet, units_of
from wccflow.calibration.model import RatingRow

# Four observers, twelve units; . is no rating (Krippendorff 2011, and the same in Gwet 2014).
OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def published() -> list[list[float]]:
    return [[float(each) for each in unit if each != "."] for unit in zip(*OBSERVERS, strict=True)]


def test_alpha_is_the_published_one() -> None:
    assert alpha(published()) == pytest.approx(0.815, abs=5e-4)


def test_without_order_the_coefficient_is_the_published_ac1() -> None:
    assert gwet(published(), is_ordinal=False) == pytest.approx(0.77544, abs=5e-6)


def test_with_order_near_misses_count_less() -> None:
    near, far = [[1, 2], [2, 3], [4, 4]] * 5, [[1, 4], [2, 4], [4, 4]] * 5

    found = gwet(near), gwet(near, is_ordinal=False), gwet(far)

    assert found[0] is not None
    assert found[1] is not None
    assert found[2] is not None
    assert found[0] > found[1]
    assert found[0] > found[2]


def test_whole_agreement_is_one_and_chance_is_about_nought() -> None:
    chance = Random(1)
    same = [[float(level)] * 3 for level in (1, 2, 3, 4)]
    random = [[float(chance.randint(1, 4)) for _ in range(3)] for _ in range(3_000)]

    assert (alpha(same), gwet(same)) == (1.0, 1.0)
    assert alpha(random) == pytest.approx(0, abs=0.05)
    assert gwet(random) == pytest.approx(0, abs=0.05)


def test_uneven_levels_pull_the_two_apart() -> None:
    uneven = [[2.0, 2.0]] * 95 + [[2.0, 3.0]] * 5

    found = alpha(uneven), gwet(uneven)

    assert found[0] is not None
    assert found[1] is not None
    assert found[0] < 0.05
    assert found[1] > 0.9


def test_what_nobody_rated_twice_has_no_agreement() -> None:
    assert (alpha([[1.0], [2.0]]), gwet([[1.0], [2.0]]), alpha([]), gwet([])) == (None, None, None, None)


def test_one_level_alone_is_agreement() -> None:
    assert (alpha([[2.0, 2.0]]), gwet([[2.0, 2.0]])) == (1.0, 1.0)


def test_ratings_belong_together_by_case_and_item() -> None:
    rows = [
        RatingRow("a", "X", "one", "1", 2.0),
        RatingRow("b", "Y", "one", "1", 3.0),
        RatingRow("a", "X", "two", "1", 4.0),
    ]

    assert units_of(rows) == [[2.0, 3.0], [4.0]]
