"""The areas of the data packs: each indicator in one of them, by an id that can be one."""

import pytest

from tests.engine.conftest import Changing
from wccflow.engine.content import Area
from wccflow.engine.definition import Definition, Workflow

MMR = '"copd_prevalence", "mmr"'


NO_ID = "is no id: write one, or its beginning with a star at the end"


@pytest.mark.parametrize(
    ("new", "say"),
    [
        (
            '"copd_prevalence", "suicide"',
            "“suicide” belongs to “Mental health and learning disabilities” already",
        ),
        ('"copd_prevalence", "budget_2"', "“budget_2” belongs to “Programme budgeting” already"),
        ('"copd_prevalence", "*"', f"“*” {NO_ID}"),
        ('"copd_prevalence", "m*r"', f"“m*r” {NO_ID}"),
        ('"copd_prevalence", "m m r"', f"“m m r” {NO_ID}"),
    ],
)
def test_an_indicator_that_cannot_stand_there_is_told(changing: Changing, new: str, say: str) -> None:
    faults = changing("indicators.toml", MMR, new)

    assert ("indicators.toml", "areas.primary_care.indicators", say) in [
        (fault.file, fault.key, fault.say) for fault in faults
    ]


def test_two_areas_of_one_title_are_told(changing: Changing) -> None:
    faults = changing("indicators.toml", 'title = "Prescribing"', 'title = "Primary care"')

    assert [(fault.file, fault.key) for fault in faults] == [("indicators.toml", "areas.prescribing.title")]


def test_world_class_commissioning_has_nine_areas(wcc: Workflow) -> None:
    assert list(wcc.editions["2009-10"].areas) == [
        "health_needs", "outcomes", "programme_budgeting", "primary_care", "prescribing", "elective",
        "non_elective", "mental_health", "community",
    ]  # fmt: skip


def test_every_outcome_of_the_menu_stands_in_one_area(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]

    held = {
        item: [area.key for area in definition.areas.values() if area.holds(item)]
        for item in definition.elements["outcomes"].items
    }
    assert {item: areas for item, areas in held.items() if len(areas) != 1} == {}


def test_areas_stay_as_they_are_in_a_definition_that_is_kept(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]

    assert Definition.from_document(definition.document).areas == definition.areas


@pytest.mark.parametrize(
    ("indicator", "held"), [("mmr", True), ("mmr2", False), ("budget_2", True), ("bud", False)]
)
def test_an_area_holds_ids_and_beginnings_of_ids(indicator: str, held: bool) -> None:
    assert Area("one", "One", indicators=("mmr", "budget_*")).holds(indicator) is held
