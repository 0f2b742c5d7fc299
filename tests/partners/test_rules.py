"""Partners without a database."""

from wccflow.engine.definition import Workflow
from wccflow.partners import rules


def test_partners_are_asked_one_question_for_each_group(wcc: Workflow) -> None:
    asked = rules.questions(wcc.editions["2009-10"])

    assert [item.key for item, _ in asked] == [f"c{number}" for number in range(1, 12)]


def test_answers_are_shown_together_from_five_on() -> None:
    assert rules.shown_together([3, 3, 4, 2]) is None
    assert rules.shown_together([3, 3, 4, 2, 4]) == 3.2
