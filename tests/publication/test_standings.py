"""Standings by rule: whether they hold, why in numbers, and what follows."""

from dataclasses import replace
from typing import Any

import pytest

from wccflow.engine.definition import Workflow
from wccflow.engine.publishing import Condition, Status
from wccflow.publication.standings import statuses

TITLES = {"1": "Level 1", "2": "Level 2", "3": "Level 3", "4": "Level 4"}


def element(*levels: str) -> dict[str, Any]:
    items = [{"key": f"1.{at}", "value": level, "level": TITLES[level]} for at, level in enumerate(levels, 1)]
    scale = [{"key": key, "title": title, "rank": int(key)} for key, title in TITLES.items()]
    return {"key": "competencies", "scale": scale, "groups": [{"items": items}]}


def said(wcc: Workflow, condition: Condition, *elements: dict[str, Any]) -> tuple[bool, list[str]]:
    """Whether a standing with this one condition holds, and why."""
    status = Status("first", "First", "2", "By this rule.", (condition,), ("More freedom.",))
    definition = wcc.editions["2009-10"]
    rules = replace(definition.publication, statuses={"first": status})
    (found,) = statuses(replace(definition, publication=rules), elements)
    return found["holds"], found["why"]


@pytest.mark.parametrize(
    ("condition", "holds", "why"),
    [
        (Condition("competencies", "3", 2), True, "2 items at Level 3 or better; 2 needed."),
        (Condition("competencies", "3", 3), False, "2 items at Level 3 or better; 3 needed."),
        (Condition("competencies", "4", 1), True, "1 item at Level 4 or better; 1 needed."),
        (Condition("competencies", "1", 1, "at_most"), True, "1 item at Level 1 or lower; 1 needed."),
        (Condition("competencies", "2", 3, "at_most"), False, "1 item at Level 2 or lower; 3 needed."),
    ],
)
def test_a_condition_is_told_with_its_numbers(
    wcc: Workflow, condition: Condition, holds: bool, why: str
) -> None:
    title = wcc.editions["2009-10"].elements["competencies"].title

    assert said(wcc, condition, element("1", "3", "4")) == (holds, [f"{title}: {why}"])


def test_where_no_number_is_told_every_item_counts(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]
    whole = definition.elements["competencies"]
    every = len(whole.items)

    assert said(wcc, Condition("competencies", "2"), element(*["2"] * every)) == (
        True,
        [f"{whole.title}: {every} items at Level 2 or better; {every} needed."],
    )
    assert said(wcc, Condition("competencies", "2"), element(*["2"] * (every - 1), "1"))[0] is False


def test_what_is_not_rated_meets_no_condition(wcc: Workflow) -> None:
    title = wcc.editions["2009-10"].elements["governance"].title

    assert said(wcc, Condition("governance", "green", 1), element("4")) == (
        False,
        [f"{title}: nothing is rated."],
    )


def test_a_standing_of_other_editions_is_not_told(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]
    status = Status("first", "First", "1", "By this rule.", (), editions=("2008-09",))
    rules = replace(definition.publication, statuses={"first": status})

    assert statuses(replace(definition, publication=rules), []) == []
    told = statuses(replace(definition, publication=rules, edition="2008-09"), [])
    assert [each["key"] for each in told] == ["first"]


def test_the_workflows_own_standings_tell_their_version_and_what_follows(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]

    told = statuses(definition, [])

    assert [(each["key"], each["version"], each["holds"]) for each in told] == [
        (each.key, each.version, False) for each in definition.publication.statuses.values()
    ]
    assert all(each["consequences"] and each["rule"] for each in told)
