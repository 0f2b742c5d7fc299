"""One level from several."""

import pytest

from wccflow.engine.content import RollUp
from wccflow.engine.definition import Definition
from wccflow.engine.rollups import roll_up


@pytest.mark.parametrize(
    ("rule", "levels", "level"),
    [
        ("lowest", ["3", "1", "2"], "1"),
        ("median", ["3", "1", "2"], "2"),
        ("median", ["3", "2"], "2"),
        ("mean_rounded_down", ["3", "3", "2"], "2"),
        ("mean_rounded_down", ["4", "4", "4"], "4"),
        ("panel_judgement", ["4", "4", "4"], None),
        ("lowest", [], None),
    ],
)
def test_a_group_has_its_level_by_the_rule(
    definition: Definition, rule: RollUp, levels: list[str], level: str | None
) -> None:
    assert roll_up(rule, definition.scales["levels"], levels) == level
