"""What the plain assessments promise, beyond being sound: they are the processes behind frameworks."""

import pytest

from wccflow.base.places import workflows_folder
from wccflow.engine.checks import check
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.loading import load
from wccflow.wiring import offers


@pytest.fixture(scope="module", params=["assessment", "assessment-in-words"])
def assessment(request: pytest.FixtureRequest) -> Workflow:
    return load(workflows_folder() / request.param)


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
    states = list(definition.states)

    assert states[:3] == ["invited", "preparing", "submitted"]
    assert states[-4:] == ["deciding", "decided", "published", "withdrawn"]


def test_the_nation_opens_cycles(definition: Definition) -> None:
    assert [key for key, role in definition.roles.items() if "open_cycles" in role.may] == ["national"]
