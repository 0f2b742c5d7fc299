"""Definitions as frozen wholes that can be stored and come back."""

import json
from dataclasses import replace

import pytest

from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.faults import Unsound


@pytest.mark.parametrize("edition", ["2008-09", "2009-10"])
def test_a_definition_comes_back_from_its_stored_document(wcc: Workflow, edition: str) -> None:
    definition = wcc.editions[edition]
    stored = json.dumps(definition.document, sort_keys=True, ensure_ascii=False)

    again = Definition.from_document(json.loads(stored))

    assert again == definition
    assert again.digest == definition.digest
    assert (again.initial, list(again.states)) == ("invited", list(definition.states))


def test_editions_have_digests_of_their_own(wcc: Workflow) -> None:
    assert len({definition.digest for definition in wcc.editions.values()}) == 2


def test_one_changed_word_changes_the_digest(definition: Definition) -> None:
    gate = replace(definition.gates["reviewed"], say="{short} to go")

    changed = replace(definition, gates={**definition.gates, "reviewed": gate})

    assert changed.digest != definition.digest


def test_the_order_of_states_is_part_of_the_digest(definition: Definition) -> None:
    states = dict(reversed(definition.states.items()))

    assert replace(definition, states=states).digest != definition.digest


def test_a_document_that_is_no_definition_is_refused_with_every_fault(definition: Definition) -> None:
    document = {**definition.document, "colour": "red", "title": 3}

    with pytest.raises(Unsound) as refused:
        Definition.from_document(document)

    assert [fault.key for fault in refused.value.faults] == ["colour", "title"]


def test_what_belongs_together_is_found(definition: Definition) -> None:
    assert [item.key for item in definition.children("c6")] == ["6.1", "6.2", "6.3"]
    assert definition.stage_of("returned").key == "analysis"
    assert definition.seats["chair"].title == "SHA director"
    assert definition.called("document", "od_plan") == "OD plan"
    assert definition.called("document", "jsna") == "joint strategic needs assessment"
    assert definition.titles(("pct_lead", "nobody")) == ("PCT assurance lead", "nobody")


def test_scales_compare_by_rank(definition: Definition) -> None:
    levels, rag = definition.scales["levels"], definition.scales["rag"]

    assert (levels.at_least("3", "2"), levels.at_least("1", "2"), rag.at_least("green", "amber")) == (
        True,
        False,
        True,
    )


def test_a_workflow_knows_in_which_file_a_thing_stands(wcc: Workflow) -> None:
    assert [
        wcc.file_of("moves", "submit"),
        wcc.file_of("items", "6.2"),
        wcc.file_of("gates", "reviewed"),
        wcc.file_of("slots", "jsna"),
        wcc.file_of("roles", "pct_lead"),
    ] == [
        "stages/preparation.toml",
        "elements/competencies.toml",
        "gates.toml",
        "evidence.toml",
        "workflow.toml",
    ]
