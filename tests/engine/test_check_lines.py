"""The line of sight of a definition: its steps name what is there and lead on."""

from dataclasses import replace

import pytest

from tests.engine.conftest import FOLDER, Changing
from wccflow.engine.check_lines import findings
from wccflow.engine.definition import Definition, LineOfSight, Workflow
from wccflow.engine.loading import load

GOAL = 'slots = ["strategic_plan", "outcome_aspirations"]\nterms = ["goal", '


@pytest.mark.parametrize(
    ("old", "new", "key", "say"),
    [
        (
            GOAL,
            'slots = ["strategic_plans"]\nterms = ["goal", ',
            "goal.slots",
            "did you mean “strategic_plan”",
        ),
        (GOAL, 'slots = []\nterms = ["goal", ', "goal.slots", "no document shows it"),
        ('wants = ["need", "initiative"', 'wants = ["neeed", "initiative"', "goal.wants", "no step “neeed”"),
        ('wants = ["need", "initiative"', 'wants = ["goal", "initiative"', "goal.wants", "wants itself"),
        ('names = "outcomes"', 'names = "outcome"', "outcome.names", "did you mean “outcomes”"),
        ('names = "outcomes"', 'names = "competencies"', "outcome.names", "its scale is no number"),
        ('title = "Goal"', 'title = "goal"', "goal.title", "without a capital"),
        ('title = "Goal"', 'title = "Need"', "goal.title", "is what “need” is called already"),
        ('title = "Goal"', 'title = ""', "goal.title", "is empty"),
        ("answers that need?", "answers that need.", "goal.question", "question mark"),
        ("by which it will be seen.", "by which it will be seen", "", "full stop"),
    ],
)
def test_what_is_wrong_with_a_step_is_told_with_its_place(
    changing: Changing, old: str, new: str, key: str, say: str
) -> None:
    faults = changing("evidence.toml", old, new)

    place = f"line_of_sight.steps.{key}" if key else "line_of_sight.statement"
    assert [fault.file for fault in faults if fault.key == place and say in fault.say] == ["evidence.toml"]


def test_a_second_step_that_names_items_is_told(changing: Changing) -> None:
    faults = changing("evidence.toml", GOAL, f'names = "outcomes"\n{GOAL}')

    assert [(fault.key, fault.say) for fault in faults] == [
        ("line_of_sight.steps.outcome.names", "only one step can name items, and “goal” does")
    ]


def test_a_step_without_words_for_suggestions_is_told(changing: Changing) -> None:
    written = 'terms = ["initiative", "programme", "commission", "service", "pathway", "redesign"'
    faults = changing("evidence.toml", f'{written}, "contract", "milestone"]', "terms = []")

    assert [(fault.key, fault.say) for fault in faults] == [
        (
            "line_of_sight.steps.initiative.terms",
            "no words are given by which a passage could be suggested",
        )
    ]


def test_words_without_steps_would_be_seen_by_nobody(definition: Definition) -> None:
    wordless = replace(definition, line_of_sight=LineOfSight(statement="It leads on."))
    alone = replace(definition.line_of_sight, steps={"need": definition.line_of_sight.steps["need"]})

    assert [str(one.say) for one in findings(wordless)] == ["is missing, so nobody would see it"]
    assert "is one step, and one step leads nowhere" in [
        one.say for one in findings(replace(definition, line_of_sight=alone))
    ]


def test_only_world_class_commissioning_has_a_line_of_sight(wcc: Workflow) -> None:
    others = [load(path.parent) for path in sorted(FOLDER.parent.glob("*/workflow.toml"))]

    with_steps = {each.key for each in others for one in each.editions.values() if one.line_of_sight.steps}
    assert with_steps == {"wcc"}
    assert list(wcc.editions["2009-10"].line_of_sight.steps) == [
        "need",
        "goal",
        "initiative",
        "money",
        "outcome",
    ]


def test_the_line_survives_being_kept_as_a_document(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]

    again = type(definition).from_document(definition.document)

    assert again.line_of_sight == definition.line_of_sight
    assert again.digest == definition.digest
