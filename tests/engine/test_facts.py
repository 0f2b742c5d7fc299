"""Tallies and the kinds of facts."""

from datetime import UTC, date, datetime

import pytest

from wccflow.engine.facts import Tally, fits


def test_a_tally_is_complete_when_none_is_short() -> None:
    tally = Tally(have=10, total=12, missing=("financial plan", "OD plan"))

    assert (tally.short, tally.complete) == (2, False)


def test_nothing_of_nothing_is_complete() -> None:
    assert Tally(0, 0).complete


def test_more_than_all_is_never_short() -> None:
    assert Tally(3, 2).short == 0


@pytest.mark.parametrize(
    ("fact", "kind"),
    [(Tally(1, 2), "tally"), (3, "number"), (0.5, "number"), (True, "flag"), (date.max, "date")],
)
def test_a_fact_fits_its_own_kind(fact: object, kind: str) -> None:
    kinds = [one for one in ("tally", "number", "flag", "date") if fits(fact, one)]  # type: ignore[arg-type]  # any

    assert kinds == [kind]


@pytest.mark.parametrize("fact", [None, "3", float("nan"), datetime(2010, 1, 1, tzinfo=UTC), (1, 2)])
def test_what_is_no_fact_fits_no_kind(fact: object) -> None:
    assert [one for one in ("tally", "number", "flag", "date") if fits(fact, one)] == []  # type: ignore[arg-type]
