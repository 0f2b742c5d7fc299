"""Names are left out wherever they stand, and feedback says plainly who gave more."""

import pytest

from wccflow.calibration.common_rules import (
    agreed_rank,
    groups_of,
    items_rated,
    leaning,
    leaning_in_words,
    levelled,
    names_to_hide,
    without_names,
)
from wccflow.engine.definition import Workflow


def test_a_name_is_hidden_with_and_without_the_word_for_its_kind() -> None:
    hidden = names_to_hide(["Heart of Birmingham PCT", "5MX"], ["PCT", "SHA"])

    assert hidden == ["Heart of Birmingham PCT", "Heart of Birmingham", "5MX"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Heart of Birmingham PCT plans.", "[name left out] plans."),
        ("In HEART OF  BIRMINGHAM we plan.", "In [name left out] we plan."),
        ("Brightly and Birminghamshire.", "Brightly and Birminghamshire."),
        ("(5MX)", "([name left out])"),
    ],
)
def test_names_are_left_out_however_they_are_written_and_nothing_else_is(said: str, shown: str) -> None:
    assert without_names(said, ["Heart of Birmingham PCT", "Heart of Birmingham", "5MX", "Bright"]) == shown


def test_nothing_to_hide_changes_nothing() -> None:
    assert without_names("As it is.", []) == "As it is."


def test_only_what_panels_rate_in_levels_is_rated_in_common(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]

    assert [element.key for element in levelled(definition)] == ["competencies"]
    assert len(items_rated(definition)) == 33
    assert groups_of(definition)["6.2"] == "c6"


def test_the_middle_of_all_stands_where_nobody_has_agreed() -> None:
    assert (agreed_rank([1, 2, 2, 4]), agreed_rank([])) == (2, None)


def test_who_gives_more_than_agreed_is_told_by_how_much() -> None:
    assert leaning({"1": 3, "2": 2, "9": 4}, {"1": 2, "2": 2}) == 0.5
    assert leaning({"1": 3}, {}) is None


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (None, ""),
        (0.0, "You gave neither more nor less than the agreed levels on average."),
        (0.5, "You gave 0.50 of a level more than agreed on average."),
        (-0.25, "You gave 0.25 of a level less than agreed on average."),
    ],
)
def test_feedback_is_a_sentence(found: float | None, said: str) -> None:
    assert leaning_in_words(found) == said
