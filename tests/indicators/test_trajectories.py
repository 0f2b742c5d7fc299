"""Proposing a trajectory, looking at it closely, and setting beside it what came."""

import pytest

from wccflow.indicators import trajectories
from wccflow.indicators.rules import HIGHER, LOWER
from wccflow.indicators.trajectories import HOLDING, QUARTILE


def test_a_straight_line_leads_to_the_upper_quartile_in_five_years() -> None:
    assert trajectories.proposed(QUARTILE, 78.0, 80.0, HIGHER) == (78.4, 78.8, 79.2, 79.6, 80.0)


def test_who_is_in_the_best_quarter_already_is_proposed_to_hold_it() -> None:
    assert trajectories.proposed(QUARTILE, 5.0, 6.0, LOWER) == (5.0,) * 5
    assert trajectories.proposed(HOLDING, 5.0, None, LOWER) == (5.0,) * 5


@pytest.mark.parametrize(
    ("how", "baseline", "quartile"), [(QUARTILE, None, 80.0), (QUARTILE, 78.0, None), ("magic", 78.0, 80.0)]
)
def test_nothing_is_proposed_from_nothing(how: str, baseline: float | None, quartile: float | None) -> None:
    assert trajectories.proposed(how, baseline, quartile, HIGHER) == ()


def test_a_trajectory_against_the_polarity_is_said_to_aim_to_get_worse() -> None:
    found = trajectories.checked(20.0, [21.0, 22.0, 23.0, 24.0, 25.0], LOWER, [])

    assert [(each.words, each.warns) for each in found] == [
        ("This aims to get worse: from 20 to 25, and lower is better.", True)
    ]


def test_a_year_that_turns_back_is_named() -> None:
    found = trajectories.checked(20.0, [19.0, 21.0, 18.0, 17.0, 16.0], LOWER, [])

    assert [each.words for each in found if each.warns] == ["Year 2 is worse than year 1."]


def test_a_step_larger_than_any_ever_made_is_named_with_the_largest() -> None:
    series = [("2006", 20.0), ("2007", 19.5), ("2008", 18.5)]

    found = trajectories.checked(18.5, [17.5, 15.0, 14.0, 13.5, 13.0], LOWER, series, 13.2)

    assert [each.words for each in found] == [
        "This aims to get better: from 18.5 to 13.",
        "Year 2 moves by 2.5; the largest step ever made was 1, from 2007 to 2008.",
        "Year 5 reaches the upper quartile of today, 13.2.",
    ]


def test_holding_and_a_measure_without_a_better_way_are_said_as_they_are() -> None:
    assert trajectories.checked(5.0, [5.0] * 5, LOWER, [])[0].words == "This aims to hold what is there, 5."
    assert trajectories.checked(5.0, [6.0] * 5, "", [])[0].words == "This goes up: from 5 to 6."
    assert trajectories.checked(5.0, [], LOWER, []) == []


def test_what_came_stands_beside_what_was_aimed_at() -> None:
    came = [("2009/10", 61.0, 60.0, 63.0), ("2010/11", 64.0, 63.5, 64.5)]

    found = trajectories.years([61.5, 62.0, 63.0, 64.0, 65.0], "2008/09", HIGHER, came)

    assert [each.words for each in found] == [
        "Year 1 (2009/10): aimed 61.5, came 61: worse than aimed"
        ", though its interval holds what was aimed at",
        "Year 2 (2010/11): aimed 62, came 64: better than aimed",
        "Year 3 (2011/12): aimed 63",
        "Year 4 (2012/13): aimed 64",
        "Year 5 (2013/14): aimed 65",
    ]


@pytest.mark.parametrize(
    ("period", "later"),
    [("2008", "2010"), ("1998/99", "2000/01"), ("2006-08", "2008-10"), ("2008 Q3", "2010 Q3"), ("", "")],
)
def test_years_ahead_are_periods_of_the_same_kind(period: str, later: str) -> None:
    assert trajectories.ahead(period, 2) == later
