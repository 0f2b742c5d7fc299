"""Weighing what others say: footing, weights, intervals, and how often flags are right on simulated years."""

from math import sqrt

import numpy as np
import pytest
from numpy.testing import assert_allclose

from benchmarks._simulated_ratings import HONEST_ONE, OVER, UNDER, Year, year
from benchmarks.triangulation import RULES_OF_ORGANISATIONS, beside, scored, weighed
from wccflow.engine.triangulating import ASK_ORGANISATION, Triangulation
from wccflow.ratings.rules import PANEL, SELF
from wccflow.triangulation.model import Table, footing_of, weigh
from wccflow.triangulation.rules import EVIDENCE, PARTNERS

RULES = Triangulation(fewest_of_source=1)
ERRORS = {SELF: 0.5, PARTNERS: 0.3, EVIDENCE: 0.6, PANEL: 0.2}


def table(**rows: list[list[float]]) -> Table:
    """A table of organisations by items."""
    shape = np.array(rows["self"]).shape
    items = [str(at) for at in range(shape[1])]
    made = Table.silent([f"O{at}" for at in range(shape[0])], items, items, [True] * shape[1])
    for source, values in rows.items():
        made.values[source][:] = np.array(values, dtype=float)
        made.errors[source][:] = ERRORS[source]
    return made


def test_general_flattery_is_nobodys_gap() -> None:
    found = table(self=[[3.0], [2.0]], partners=[[2.0], [1.0]])

    said = weigh(found, footing_of(found, RULES))

    assert_allclose(said.gaps, [[0.0], [0.0]], atol=1e-12)


def test_a_gap_is_what_is_left_of_the_difference_on_the_organisations_own_footing() -> None:
    found = table(self=[[3.0], [2.0]], partners=[[2.0], [2.0]])

    footing = footing_of(found, RULES)
    said = weigh(found, footing)

    assert footing.shifts[PARTNERS] == {"0": 0.5}
    assert_allclose(said.outside, [[2.5], [2.5]])
    assert_allclose(said.gaps, [[0.5], [-0.5]])
    assert_allclose(said.errors, [[sqrt(0.3**2 + 0.5**2)]] * 2)


def test_sources_count_by_their_errors() -> None:
    found = table(self=[[3.0], [2.0]], partners=[[1.0], [4.0]], panel=[[3.0], [2.0]])
    light, heavy = 1 / 0.3**2, 1 / 0.2**2

    said = weigh(found, footing_of(found, RULES))

    assert_allclose(said.outside[0], [(light * 1.0 + heavy * 3.0) / (light + heavy)])
    assert_allclose(said.errors[0], [sqrt(1 / (light + heavy) + 0.25)])


def test_where_a_source_is_silent_the_others_are_weighed_alone() -> None:
    nan = float("nan")
    found = table(
        self=[[3.0, 2.0], [2.0, 2.0]], partners=[[3.0, nan], [2.0, 2.0]], panel=[[nan, nan], [nan, nan]]
    )

    said = weigh(found, footing_of(found, RULES))

    assert np.isnan(said.gaps).tolist() == [[False, True], [False, False]]
    assert footing_of(found, RULES).heard == {PARTNERS: 2, EVIDENCE: 0, PANEL: 0, "external": 0}


def test_who_has_not_rated_itself_has_no_gap() -> None:
    nan = float("nan")
    found = table(self=[[nan], [2.0]], partners=[[3.0], [2.0]])

    said = weigh(found, footing_of(found, RULES))

    assert np.isnan(said.wide).tolist() == [True, False]
    assert footing_of(found, RULES).organisations == 1


def test_a_source_of_few_organisations_is_not_weighed_beside_one_of_many() -> None:
    nan = float("nan")
    found = table(self=[[3.0], [2.0], [2.0]], partners=[[2.0], [2.0], [2.0]], panel=[[1.0], [nan], [nan]])

    footing = footing_of(found, Triangulation(fewest_of_source=3))

    assert footing.weighed == {PARTNERS}
    assert_allclose(weigh(found, footing).errors[0], [sqrt(0.3**2 + 0.5**2)])


def test_where_every_source_is_of_few_all_are_weighed() -> None:
    found = table(self=[[3.0], [2.0]], partners=[[2.0], [2.0]])

    footing = footing_of(found, Triangulation())

    assert footing.weighed == set(footing.heard)


def test_an_organisations_gap_stands_beside_the_median_one_and_others_err_alike_over_its_items() -> None:
    own = [[3.0, 3.0], [2.0, 2.0], [2.0, 2.0]]
    found = table(self=own, panel=[[2.0, 2.0], [2.0, 2.0], [2.0, 2.0]])

    said = weigh(found, footing_of(found, RULES))

    assert_allclose(said.wide, [1.0, 0.0, 0.0], atol=1e-12)
    assert_allclose(said.wide_errors, [sqrt(0.2**2 + 0.5**2 / 2)] * 3)


def test_items_that_do_not_count_leave_an_organisations_gap_alone() -> None:
    found = table(self=[[3.0, 3.0], [3.0, 1.0]], panel=[[3.0, 2.0], [3.0, 2.0]])
    half = Table(found.organisations, found.items, found.groups, [True, False], found.values, found.errors)

    assert_allclose(weigh(half, footing_of(half, RULES)).wide, [0.0, 0.0], atol=1e-12)


# Of twelve years about 290 organisations misreport throughout; the shares below vary by some three points.
@pytest.fixture(scope="module")
def years() -> list[Year]:
    return [year(seed) for seed in range(101, 113)]


def test_of_flags_on_simulated_years_most_are_right_and_hardly_an_honest_one_is_flagged(
    years: list[Year],
) -> None:
    right, found, wronged = scored(weighed(ASK_ORGANISATION), years).shares

    assert right >= 0.85 - 0.03
    assert found >= 0.70 - 0.03
    assert wronged <= 0.02


def test_naive_rules_flag_many_more_honest_ones(years: list[Year]) -> None:
    naive = {source: scored(beside(source, 0.5), years).shares for source in (PARTNERS, EVIDENCE)}

    assert naive[PARTNERS][2] > 0.1
    assert naive[EVIDENCE][2] > 0.2
    assert len(RULES_OF_ORGANISATIONS) == 6


def test_the_first_of_a_ranked_list_misreport_nearly_always(years: list[Year]) -> None:
    first = []
    for each in years:
        wide = weigh(each.table, footing_of(each.table, Triangulation())).wide
        first += each.kinds[np.argsort(-np.abs(wide))[:5]].tolist()

    assert first.count(HONEST_ONE) <= 0.1 * len(first)
    assert {OVER, UNDER} <= set(first)
