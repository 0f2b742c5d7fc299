"""Putting a framework into a process."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from wccflow.base.places import workflows_folder
from wccflow.engine.definition import Workflow
from wccflow.engine.framing import Framework, frame, home_of
from wccflow.engine.loading import Tables, tables_of

STAGES = ("preparation", "review", "moderation", "decision")
LEVELS = [{"key": str(rank), "title": f"Level {rank}", "rank": rank} for rank in (1, 2, 3)]


@pytest.fixture(scope="module")
def process() -> Tables:
    return tables_of(workflows_folder() / "assessment")[0]


@pytest.fixture
def framework() -> Framework:
    return Framework(
        key="kindness",
        title="Standards of kindness",
        edition="2027",
        scale={"title": "Levels", "kind": "levels", "values": LEVELS},
        items={
            "k": {"title": "Kindness", "short": "kindness"},
            "k1": {"title": "Doors are held", "parent": "k", "descriptors": {"3": "Always."}},
            "k2": {"title": "Tea is offered", "parent": "k"},
        },
        slots={"log": {"title": "Log of kindness", "serves": ["k"], "board_approved": True}},
        windows=windows(date(2027, 3, 1)),
        words={"organisation": "ward", "organisations": "wards", "item": "standard", "items": "standards"},
    )


def windows(first: date, weeks: int = 6) -> dict[str, dict[str, date]]:
    starts = [first + timedelta(weeks=weeks * number) for number in range(len(STAGES))]
    return {
        stage: {"opens": day, "closes": day + timedelta(weeks=weeks, days=-1)}
        for stage, day in zip(STAGES, starts, strict=True)
    }


def made(framework: Framework, process: Tables) -> Workflow:
    framed = frame(framework, process)
    assert framed.workflow is not None, framed.faults
    return framed.workflow


def said(framework: Framework, process: Tables) -> list[str]:
    framed = frame(framework, process)
    assert framed.workflow is None
    return [str(fault) for fault in framed.faults]


def test_a_framework_in_its_process_is_a_sound_workflow(framework: Framework, process: Tables) -> None:
    workflow = made(framework, process)
    definition = workflow.editions["2027"]

    assert (workflow.key, list(workflow.editions), list(workflow.calendars)) == (
        "kindness",
        ["2027"],
        ["dates"],
    )
    assert definition.elements["items"].items == ("k1", "k2")
    assert definition.items["k1"].slots == ("log",)
    assert definition.tracks["document"].items == ("log",)
    assert workflow.calendars["dates"].windows["decision"].closes == date(2027, 8, 15)


def test_the_process_speaks_the_frameworks_words(framework: Framework, process: Tables) -> None:
    definition = made(framework, process).editions["2027"]

    assert definition.roles["chief"].title == "Head of the ward"
    assert definition.gates["self_assessed"].say == "{short} of {total} standards are not rated: {missing}"
    assert definition.elements["items"].title == "Standards"
    assert definition.words["overseer"] == "overseer"


def test_those_who_file_in_the_process_file_the_frameworks_documents(
    framework: Framework, process: Tables
) -> None:
    assert made(framework, process).editions["2027"].slots["log"].owners == ("lead", "contributor")


def test_the_walks_of_the_process_are_walked_by_the_frameworks_days(
    framework: Framework, process: Tables
) -> None:
    workflow = made(framework, process)

    assert list(workflow.examples) == [
        *("whole", "not_ready", "sent_back", "given_back", "postponed", "decision", "withdrawn"),
    ]


@pytest.mark.parametrize("slot", [{}, {"required": False}, {"board_approved": True}])
def test_what_documents_are_asked_for_is_the_frameworks_choice(
    framework: Framework, process: Tables, slot: dict[str, bool]
) -> None:
    slots = {"log": {"title": "Log of kindness", "serves": ["k"], **slot}}

    assert list(made(replace(framework, slots=slots), process).editions["2027"].slots) == ["log"]


def test_the_same_framework_has_the_same_digest(framework: Framework, process: Tables) -> None:
    later = replace(framework, windows=windows(date(2027, 4, 5)))

    assert made(framework, process).editions["2027"].digest == made(later, process).editions["2027"].digest


def test_every_fault_is_told_with_the_name_of_the_thing(framework: Framework, process: Tables) -> None:
    items: dict[str, dict[str, Any]] = {
        **framework.items,
        "k3": {"title": "", "parent": "x", "descriptors": {"5": "?"}},
    }
    days = {**framework.windows, "review": {"opens": date(2027, 5, 1), "closes": date(2027, 4, 1)}}

    assert said(replace(framework, items=items), process) == [
        "elements/items.toml: items.k3: no document serves it: name it in `serves` of a slot",
        "elements/items.toml: items.k3.descriptors: there is no level “5”",
        "elements/items.toml: items.k3.parent: there is no item “x”",
        "elements/items.toml: items.k3.title: is empty",
    ]
    assert said(replace(framework, windows=days), process)[:2] == [
        "calendars/dates.toml: calendars.dates.windows.review: closes before it opens",
        "calendars/dates.toml: calendars.dates.windows.review: closes on 2027-04-01, before the stage "
        "“preparation” on 2027-04-11",
    ]


def test_walks_that_go_astray_for_another_fault_are_not_told_too(
    framework: Framework, process: Tables
) -> None:
    days = {**framework.windows, "review": {"opens": date(2027, 3, 1), "closes": date(2027, 4, 1)}}

    assert [line for line in said(replace(framework, windows=days), process) if "examples" in line] == []


def test_faults_of_shape_are_told_before_those_of_sense(framework: Framework, process: Tables) -> None:
    slots = {"log": {"title": 3, "serves": ["nothing"]}}

    assert said(replace(framework, slots=slots), process) == [
        "evidence.toml: slots.log.title: should be text, not 3"
    ]


def test_a_milestone_falls_due_when_the_framework_says(framework: Framework, process: Tables) -> None:
    definition = made(replace(framework, due={"submission": "end of preparation - 3 days"}), process)

    assert str(definition.editions["2027"].milestones["submission"].due) == "end of preparation - 3 days"


def test_days_of_years_without_bank_holidays_are_a_fault_until_they_are_told(
    framework: Framework, process: Tables
) -> None:
    far = replace(framework, windows=windows(date(2031, 2, 3)))

    assert {line.split(": ", 1)[1] for line in said(far, process)} == {
        f"calendars.dates.windows.{stage}: holidays.toml does not have the bank holidays of its years"
        for stage in STAGES
    }
    assert made(replace(far, holidays=(date(2031, 12, 25),)), process).key == "kindness"


def test_a_framework_in_words_alone_has_no_levels(framework: Framework, process: Tables) -> None:
    items = {"k1": {"title": "Doors are held"}}
    slots = {"log": {"title": "Log", "serves": ["k1"], "board_approved": True}}
    scale = {"title": "In words", "kind": "narrative"}

    definition = made(replace(framework, scale=scale, items=items, slots=slots), process).editions["2027"]

    assert (definition.scales["levels"].kind, definition.scales["levels"].values) == ("narrative", ())


def test_a_framework_stands_where_the_process_has_its_items(process: Tables) -> None:
    other = {"elements/more.toml": {"items": {"x": {}}}}

    assert home_of(process) == "elements/items.toml"
    assert home_of({**process, **other}) == ""
    assert home_of({}) == ""
