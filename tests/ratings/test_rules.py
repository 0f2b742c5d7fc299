"""The rules of ratings, without a database."""

import pytest

from wccflow.engine.definition import Workflow
from wccflow.ratings import rules


def test_an_item_belongs_to_its_element_and_a_group_to_none(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]

    found = {key: rules.element_of(definition, key) for key in ("1.1", "board_1", "c1", "nothing")}

    assert {key: each.key if each else None for key, each in found.items()} == {
        "1.1": "competencies",
        "board_1": "governance",
        "c1": None,
        "nothing": None,
    }


def test_an_element_without_items_is_rated_itself(wcc: Workflow) -> None:
    element = rules.element_of(wcc.editions["2009-10"], "potential")

    assert element is not None
    assert (element.key, rules.takes(element, rules.PANEL), rules.takes(element, rules.SELF)) == (
        "potential",
        True,
        False,
    )


@pytest.mark.parametrize(
    ("scale", "value", "fault"),
    [
        ("levels", "4", ""),
        ("rag", "green", ""),
        ("rag", "", "Choose one: Red, Amber, Green."),
        ("number", "12.5", ""),
        ("number", "nan", "Give a number, not “nan”."),
        ("number", "many", "Give a number, not “many”."),
        ("narrative", "", "Write something first."),
        ("narrative", "They will improve.", ""),
    ],
)
def test_a_value_is_on_its_scale_or_said_not_to_be(wcc: Workflow, scale: str, value: str, fault: str) -> None:
    assert rules.fault_of(wcc.editions["2009-10"].scales[scale], value) == fault


def test_every_channel_that_is_rated_needs_an_ability() -> None:
    assert rules.ABILITY_OF.keys() == rules.TITLES.keys()
