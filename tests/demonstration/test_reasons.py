"""Tests of the invented reasons for ratings and of the panel's report."""

import re
import tomllib
from datetime import date

from wccflow.base.places import workflows_folder
from wccflow.demonstration.figures import Profile
from wccflow.demonstration.reasons import Writer

BOARD = date(2009, 11, 24)
HERE = Writer(Profile.of("5N2", "Kirklees PCT", 1), 1, BOARD)
THERE = Writer(Profile.of("TAM", "Solihull Care Trust", 1), 1, BOARD)


def rated(element: str) -> list[str]:
    path = workflows_folder() / "wcc" / "elements" / f"{element}.toml"
    items = tomllib.loads(path.read_text(encoding="utf-8"))["items"]
    return [key for key, item in items.items() if "parent" in item]


def test_every_sub_competency_has_reasons_that_vary_by_level_and_by_organisation() -> None:
    items = rated("competencies")

    for item in items:
        reasons = [HERE.self_assessment(item, level) for level in (1, 2, 3, 4)]
        assert len(set(reasons)) == 4
    differ = [item for item in items if HERE.self_assessment(item, 2) != THERE.self_assessment(item, 2)]
    assert len(items) == 33
    assert len(differ) > 25


def test_every_governance_item_has_a_reason_for_each_colour() -> None:
    items = rated("governance")

    assert len(items) == 16
    for item in items:
        assert len({HERE.governance(item, colour) for colour in ("red", "amber", "green")}) == 3


def test_the_panel_says_where_it_differs_from_the_self_assessment() -> None:
    agreed, lower = HERE.panel("6.2", 2, 2), HERE.panel("6.2", 1, 3)

    assert "level 2" in agreed
    assert re.search(r"self-assessment of 3", lower)
    assert "level 1" in lower


def test_the_report_has_an_impression_a_commentary_and_three_different_recommendations() -> None:
    found = HERE.recommendations()

    assert len({each.title for each in found}) == 3
    assert {each.item for each in found} <= set(rated("competencies"))
    assert "NHS Kirklees" in HERE.impression()
    assert "NHS Kirklees" in HERE.potential()


def test_no_field_or_alternative_is_left_open() -> None:
    said = [HERE.impression(), HERE.potential(), *(each.text for each in HERE.recommendations())]
    for item in rated("competencies"):
        for level in (1, 2, 3, 4):
            said += [HERE.self_assessment(item, level), HERE.reviewer(item, level)]
            said += [HERE.panel(item, level, 2), HERE.partner(item, level, 1)]
    for item in rated("governance"):
        said += [HERE.governance(item, colour) for colour in ("red", "amber", "green")]

    assert re.findall(r"[\[\]{}|]|\.\.|  |[a-z]\. [a-z]", "\n".join(said)) == []


def test_reasons_are_the_same_for_the_same_seed() -> None:
    again = Writer(Profile.of("5N2", "Kirklees PCT", 1), 1, BOARD)

    assert again.self_assessment("1.1", 3) == HERE.self_assessment("1.1", 3)
    assert again.recommendations() == HERE.recommendations()
