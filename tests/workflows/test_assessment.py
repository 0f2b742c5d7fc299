"""What the plain assessment promises, beyond being sound: it is the process behind every framework."""

import pytest

from wccflow.base.places import workflows_folder
from wccflow.engine.checks import check
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.loading import load
from wccflow.wiring import offers


@pytest.fixture(scope="module")
def assessment() -> Workflow:
    return load(workflows_folder() / "assessment")


@pytest.fixture(scope="module")
def definition(assessment: Workflow) -> Definition:
    return assessment.editions["example"]


def test_it_is_sound_and_asks_only_for_what_the_program_offers(assessment: Workflow) -> None:
    offered = offers()

    faults = check(assessment, facts=offered.facts, effects=offered.effects, abilities=offered.abilities)

    assert faults == ()


def test_its_words_are_nobodys_in_particular(definition: Definition) -> None:
    text = str(definition.document)

    assert [word for word in ("PCT", "SHA", "competency 1") if word in text] == []


def test_a_case_comes_from_the_invitation_to_the_publication(definition: Definition) -> None:
    assert list(definition.states) == [
        *("invited", "preparing", "submitted", "reviewing", "returned", "ready", "moderating", "reporting"),
        *("deciding", "decided", "published", "withdrawn"),
    ]


def test_the_nation_opens_cycles(definition: Definition) -> None:
    assert [key for key, role in definition.roles.items() if "open_cycles" in role.may] == ["national"]
