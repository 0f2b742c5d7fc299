"""Offsets told in words."""

import pytest

from wccflow.engine.moments import Met, Moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("panel_date", Moment("fact", "panel_date")),
        ("end of preparation - 34 days", Moment("end", "preparation", -34)),
        ("start of outcome + 2 weeks", Moment("start", "outcome", 2, "weeks")),
        ("panel_date + 10 working days", Moment("fact", "panel_date", 10, "working days")),
        ("state agreed + 5 working days", Moment("state", "agreed", 5, "working days")),
    ],
)
def test_a_moment_is_read_and_told_alike(text: str, moment: Moment) -> None:
    assert (Moment.parse(text), str(moment)) == (moment, text)


def test_one_day_may_stand_in_the_singular() -> None:
    assert Moment.parse("panel_date + 1 working day") == Moment("fact", "panel_date", 1, "working days")


@pytest.mark.parametrize("text", ["", "2010-01-04", "two weeks", "end of x + y days", "end of x + 2 months"])
def test_anything_else_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match="should read like"):
        Moment.parse(text)


def test_met_names_a_state_or_a_gate() -> None:
    assert (Met.parse("gate reviewed"), str(Met("state", "agreed"))) == (
        Met("gate", "reviewed"),
        "state agreed",
    )


@pytest.mark.parametrize("text", ["agreed", "move submit", "state", "state a b"])
def test_anything_else_is_not_met(text: str) -> None:
    with pytest.raises(ValueError, match="should read"):
        Met.parse(text)
