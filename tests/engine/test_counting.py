"""Facts counted from tracks."""

from dataclasses import replace

from wccflow.engine.counting import counted
from wccflow.engine.decisions import Standing, beginning
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Tally


def test_a_new_case_lacks_everything(definition: Definition) -> None:
    facts = counted(definition, beginning(definition))

    assert facts["competencies_reviewed"] == Tally(0, 33, tuple(definition.elements["competencies"].items))
    assert facts["documents_board_approved"] == Tally(
        0,
        5,
        (
            "five-year strategic plan",
            "financial strategy",
            "OD plan",
            "communications strategy",
            "annual operating plan",
        ),
    )


def test_documents_that_are_not_required_do_not_count(definition: Definition) -> None:
    slots = {key: "uploaded" if slot.required else "missing" for key, slot in definition.slots.items()}
    standing = Standing("preparing", {"document": slots})

    assert counted(definition, standing)["documents_required"] == Tally(9, 9)


def test_items_are_missing_by_the_names_people_use(definition: Definition) -> None:
    begun = beginning(definition)
    governance = dict.fromkeys(begun.tracks["governance"], "panel_rated") | {"board_2": "self_assessed"}
    standing = replace(begun, tracks={**begun.tracks, "governance": governance})

    facts = counted(definition, standing)

    assert facts["governance_rated"] == Tally(15, 16, ("board risk",))
    assert facts["governance_self_assessed"] == Tally(16, 16)


def test_a_track_that_a_case_does_not_have_is_not_known(definition: Definition) -> None:
    facts = counted(definition, Standing("preparing"))

    assert set(facts.values()) == {None}


def test_a_number_is_the_count_alone(definition: Definition) -> None:
    kind = replace(definition.facts["documents_required"], type="number")
    numbered = replace(definition, facts={**definition.facts, "documents_required": kind})

    assert counted(numbered, beginning(numbered))["documents_required"] == 0
