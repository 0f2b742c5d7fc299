"""On simulated severity the model comes far nearer to the truth than means; without any, it is no worse."""

import pytest

from benchmarks._simulated_panels import expected, simulated
from benchmarks.fairness import fitted, raw, score, standardised

SMALL = (16, 13, 11, 9, 8)  # cases of each overseer: quick enough for every run of the tests


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_three_common_cases_the_error_falls_by_nearly_half_and_the_order_is_found(seed: int) -> None:
    nation = simulated(seed, cases=SMALL, anchors=3)

    before, after = score(raw(nation), nation), score(fitted(nation), nation)

    assert after.rmse <= 0.55 * before.rmse
    assert after.rank >= 0.985
    assert after.bias < before.bias / 3


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_where_nobody_is_severe_the_model_is_not_worse_than_the_means(seed: int) -> None:
    nation = simulated(seed, cases=SMALL, anchors=3, severity=0.0, person=0.0)

    before, after = score(raw(nation), nation), score(fitted(nation), nation)

    assert after.rmse <= before.rmse


@pytest.mark.parametrize("seed", [1, 2])
def test_making_all_regions_alike_is_harmful_where_nobody_is_severe(seed: int) -> None:
    nation = simulated(seed, cases=SMALL, anchors=3, severity=0.0, person=0.0)

    assert score(standardised(nation), nation).bias > score(fitted(nation), nation).bias


def test_the_truth_of_a_panel_without_leanings_stays_on_the_scale() -> None:
    assert [round(expected(value, 0.5), 2) for value in (-2, 2.5, 9)] == [1.0, 2.5, 4.0]
