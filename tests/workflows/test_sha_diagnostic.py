"""An SHA's diagnosis of itself: what is true of it as a definition."""

import pytest

from wccflow.base.places import workflows_folder
from wccflow.engine.checks import check
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.loading import load
from wccflow.wiring import offers


@pytest.fixture(scope="module")
def diagnosis() -> Workflow:
    """The workflow."""
    return load(workflows_folder() / "sha-diagnostic")


@pytest.fixture(scope="module")
def definition(diagnosis: Workflow) -> Definition:
    """Its edition."""
    return diagnosis.editions["2009-10"]


def test_it_is_sound_and_asks_only_for_what_the_program_offers(diagnosis: Workflow) -> None:
    offered = offers()

    faults = check(diagnosis, facts=offered.facts, effects=offered.effects, abilities=offered.abilities)

    assert faults == ()


def test_it_is_never_a_rating(definition: Definition) -> None:
    assert {scale.kind for scale in definition.scales.values()} == {"narrative"}
    assert [level for scale in definition.scales.values() for level in scale.values] == []


def test_nothing_in_it_can_be_published_or_assessed_by_others(definition: Definition) -> None:
    effects = {effect.partition(":")[0] for move in definition.moves.values() for effect in move.effects}

    assert effects == {"notify", "archive_case"}
    assert "public" not in definition.sharing
    assert not {"publish", "write_report", "rate_documents", "monitor", "audit"} & set(definition.abilities)
    assert {channel for each in definition.elements.values() for channel in each.channels} == {"self"}


def test_every_reader_holds_a_role_of_the_sha_itself(definition: Definition) -> None:
    readers = {role for audience in definition.audiences.values() for role in audience.roles}

    assert definition.takes_part == "overseer"
    assert {definition.roles[role].scope for role in readers} == {"overseer"}
    assert set(definition.roles) == readers


def test_every_item_is_marked_as_seen_in_no_source(definition: Definition) -> None:
    assert all(item.unverified for item in definition.items.values())
