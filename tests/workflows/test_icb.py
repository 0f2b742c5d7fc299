"""The annual assessment of integrated care boards: what is true of it as a definition."""

import csv
from collections import Counter

import pytest

from wccflow.base.places import workflows_folder
from wccflow.engine.checks import check
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.loading import load
from wccflow.wiring import offers

FOLDER = workflows_folder() / "icb"


@pytest.fixture(scope="module")
def icb() -> Workflow:
    """The workflow."""
    return load(FOLDER)


@pytest.fixture(scope="module")
def definition(icb: Workflow) -> Definition:
    """Its latest edition."""
    return icb.editions["2024-25"]


def rows() -> list[dict[str, str]]:
    with (FOLDER / "organisations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_is_sound_and_asks_only_for_what_the_program_offers(icb: Workflow) -> None:
    offered = offers()

    faults = check(icb, facts=offered.facts, effects=offered.effects, abilities=offered.abilities)

    assert faults == ()


def test_five_areas_and_eight_duties_are_told_in_words_alone(definition: Definition) -> None:
    counts = {element.key: len(element.items) for element in definition.elements.values()}

    assert counts == {"areas": 5, "duties": 8}
    assert {scale.kind for scale in definition.scales.values()} == {"narrative"}
    assert [level for scale in definition.scales.values() for level in scale.values] == []


def test_the_duties_are_those_that_the_act_names(definition: Definition) -> None:
    said = [definition.items[key].statement for key in definition.elements["duties"].items]

    assert [words.partition(" 14Z")[2][:2] or words.rpartition(" ")[2] for words in said] == [
        "34",
        "35",
        "38",
        "40",
        "43",
        "45",
        "223N.",
        "2007.",
    ]


def test_no_panel_sits_and_nobody_rates(definition: Definition) -> None:
    assert (definition.panel.size, dict(definition.seats)) == (0, {})
    assert not {"rate_self", "rate_panel", "agree_ratings", "adjust", "moderate"} & set(definition.abilities)


def test_what_was_seen_in_no_source_is_marked(icb: Workflow, definition: Definition) -> None:
    unseen = [slot.key for slot in definition.slots.values() if slot.unverified]

    assert all(calendar.unverified for calendar in icb.calendars.values())
    assert unseen == ["operating_plan", "inequalities_statement", "involvement_report", "research_report"]
    assert {row["code"] for row in rows() if row["unverified"]} == {
        row["code"] for row in rows() if row["level"] != "organisation"
    }


def test_there_are_42_boards_in_seven_regions_of_one_nation() -> None:
    levels = Counter(row["level"] for row in rows())
    codes = [row["code"] for row in rows()]
    above = {row["code"]: row["under"] for row in rows()}

    assert levels == {"nation": 1, "overseer": 7, "organisation": 42}
    assert len(set(codes)) == len(codes)
    assert {above[row["under"]] for row in rows() if row["level"] == "organisation"} == {"X24"}


@pytest.mark.parametrize("key", ["icb", "sha-diagnostic"])
def test_no_role_of_another_workflow_opens_its_cases(key: str) -> None:
    """A grant names a role and a place, not a workflow: a shared role would open the cases of both."""
    folders = [path.parent for path in workflows_folder().glob("*/workflow.toml")]

    others = set().union(*(held(load(folder)) for folder in folders if folder.name != key))

    assert held(load(workflows_folder() / key)) & others == set()


def held(workflow: Workflow) -> set[str]:
    """The roles that people hold in any edition."""
    roles = [role for each in workflow.editions.values() for role in each.roles.values()]
    return {role.key for role in roles if role.account and not role.automatic}
