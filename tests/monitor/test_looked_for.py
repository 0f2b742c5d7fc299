"""What the checks look for depends on what a definition has."""

from wccflow.base.places import workflows_folder
from wccflow.engine.definition import Workflow
from wccflow.engine.loading import load
from wccflow.monitor.dossier_rules import CATALOGUE
from wccflow.monitor.looked_for import _NEEDS, looked_for


def test_an_assessment_with_everything_is_looked_at_for_everything(wcc: Workflow) -> None:
    assert looked_for(wcc.editions["2009-10"]) == list(CATALOGUE)


def test_what_a_definition_does_not_have_is_not_looked_for() -> None:
    icb = load(workflows_folder() / "icb").editions["2024-25"]
    own = load(workflows_folder() / "sha-diagnostic").editions["2009-10"]

    assert looked_for(icb) == [
        "a document cannot be read",
        "the board approved before the plan was written",
        "a document is old or has no date",
        "a question waits",
        "a milestone has passed",
    ]
    assert looked_for(own) == [
        "a document cannot be read",
        "a document is old or has no date",
        "a milestone has passed",
    ]


def test_every_need_is_of_a_check_that_there_is() -> None:
    assert set(_NEEDS) <= set(CATALOGUE)
