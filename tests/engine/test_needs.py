"""The tests that gates make."""

from datetime import date

import pytest

from wccflow.engine.facts import Fact, Tally
from wccflow.engine.needs import Need

TODAY = date(2010, 4, 14)


@pytest.mark.parametrize(
    ("need", "passes", "fails"),
    [
        ("a complete", Tally(2, 2), Tally(1, 2)),
        ("a complete", Tally(0, 0), Tally(0, 1)),
        ("a at_least 60%", Tally(6, 10), Tally(5, 9)),
        ("a at_least 60%", Tally(1, 1), Tally(0, 0)),
        ("a at_least 2", Tally(2, 9), Tally(1, 9)),
        ("a at_least 5", 5, 4),
        ("a at_most 0", 0, 1),
        ("a between 2 10", 2, 1),
        ("a between 2 10", 10, 11),
        ("a is true", True, False),
        ("a is false", False, True),
        ("a reached", TODAY, date(2010, 4, 15)),
    ],
)
def test_a_need_tells_enough_from_too_little(need: str, passes: Fact, fails: Fact) -> None:
    test = Need.parse(need)

    assert (test.holds(passes, TODAY), test.holds(fails, TODAY)) == (True, False)


def test_a_set_date_may_lie_in_the_future() -> None:
    assert Need.parse("panel_date set").holds(date.max, TODAY)


@pytest.mark.parametrize(
    ("text", "say"),
    [
        ("", "should read"),
        ("documents", "should read"),
        ("documents is_complete", "should read"),
        ("a complete 3", "takes 0 values"),
        ("a between 2", "takes 2 values"),
        ("a at_least -1", "neither a number nor the name"),
        ("a at_least 2+2", "neither a number nor the name"),
    ],
)
def test_what_is_no_test_of_one_fact_is_refused(text: str, say: str) -> None:
    with pytest.raises(ValueError, match=say):
        Need.parse(text)


def test_settings_take_the_place_of_their_names() -> None:
    need = Need.parse("partners at_least partners_needed")

    assert need.names == ("partners_needed",)
    assert str(need.settled({"partners_needed": "60%"})) == "partners at_least 60%"


def test_true_is_not_the_name_of_a_setting() -> None:
    assert Need.parse("embargo_lifted is true").names == ()
