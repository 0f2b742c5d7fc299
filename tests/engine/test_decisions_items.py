"""Moves of items, and where a case begins."""

from dataclasses import replace
from datetime import date

import pytest

from wccflow.engine.decisions import (
    Moved,
    Refused,
    beginning,
    decide,
    item_decide,
)
from wccflow.engine.definition import Definition


def refusals(answer: Moved | Refused) -> list[tuple[str, str, str]]:
    assert isinstance(answer, Refused)
    return [(one.kind, one.gate, one.say) for one in answer.refusals]


def test_a_new_case_begins_at_the_beginning_with_the_fixed_outcomes(definition: Definition) -> None:
    standing = beginning(definition)

    fixed = [item for item, state in standing.tracks["outcome"].items() if state == "fixed"]
    assert standing.state == "invited"
    assert fixed == ["life_expectancy", "health_inequalities"]
    assert {track: len(items) for track, items in standing.tracks.items()} == {
        "competency": 33,
        "governance": 16,
        "outcome": 30,
        "document": 12,
    }


def test_an_item_moves_while_its_case_stands_right(definition: Definition) -> None:
    standing = replace(beginning(definition), state="preparing")

    answer = decide(
        definition,
        standing,
        "self_assess",
        roles=frozenset({"pct_editor"}),
        facts={},
        on=date(2009, 10, 1),
        windows={},
        item=("governance", "board_2"),
    )

    assert answer == Moved("self_assess", "unstarted", "self_assessed")


def test_all_reasons_against_an_item_are_told(definition: Definition) -> None:
    answer = item_decide(
        definition, beginning(definition), "query", item=("competency", "6.2"), roles=frozenset({"pct_lead"})
    )

    assert refusals(answer) == [
        ("role", "", "“Ask the PCT” is for the Plan reviewer or External analyst"),
        ("state", "", "“Ask the PCT” is not open for 6.2: it is not started"),
        ("state", "", "“Ask the PCT” is not open while the case is at “Invited”"),
        ("reason", "", "“Ask the PCT” needs a reason"),
    ]


@pytest.mark.parametrize(
    ("event", "item", "say"),
    [
        ("rate", ("competency", "12.1"), "there is no competency called “12.1”"),
        ("rate", ("weather", "1.1"), "there is no weather called “1.1”"),
        ("fly", ("competency", "1.1"), "there is no move called “fly”"),
    ],
)
def test_items_and_moves_that_do_not_exist_are_refused(
    definition: Definition, event: str, item: tuple[str, str], say: str
) -> None:
    answer = item_decide(definition, beginning(definition), event, item=item, roles=frozenset())

    assert refusals(answer) == [("state", "", say)]
