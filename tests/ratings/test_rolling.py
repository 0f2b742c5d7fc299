"""The level of a group in words, with the rule that made it."""

from dataclasses import replace

import pytest

from wccflow.engine.content import Element, RollUp
from wccflow.engine.vocabulary import Level, Scale
from wccflow.ratings.rolling import THE_PANEL, rolled_up, rule_of

SCALE = Scale(
    "levels", "Levels", "levels", tuple(Level(str(rank), f"Level {rank}", rank) for rank in range(1, 5))
)
ELEMENT = Element("doors", "Doors", "levels", groups=("k",))


@pytest.mark.parametrize(
    ("rule", "values", "said"),
    [
        ("lowest", ["3", "2", "4"], "Level 2: the lowest of its items"),
        ("median", ["3", "2", "4"], "Level 3: the middle one of its items, and of two the lower"),
        ("mean_rounded_down", ["3", "2"], "Level 2 so far, from 2 of 3: the mean of its items, rounded down"),
        ("panel_judgement", ["3", "2", "4"], ""),
        ("lowest", [], ""),
        ("lowest", ["none of these"], ""),
    ],
)
def test_a_group_has_its_level_by_the_rule_that_is_told(rule: RollUp, values: list[str], said: str) -> None:
    assert rolled_up(replace(ELEMENT, rollup=rule), SCALE, values, 3) == said


def test_where_the_panel_judges_that_is_said() -> None:
    assert rule_of(ELEMENT, SCALE) == THE_PANEL
    assert rule_of(replace(ELEMENT, rollup="lowest"), SCALE) == (
        "A group has the level that is the lowest of its items."
    )


def test_numbers_and_words_have_no_rule() -> None:
    for kind in ("number", "narrative"):
        assert rolled_up(ELEMENT, replace(SCALE, kind=kind, values=()), ["7"], 1) == ""
        assert rule_of(ELEMENT, replace(SCALE, kind=kind, values=())) == ""
    assert rule_of(replace(ELEMENT, groups=()), SCALE) == ""
