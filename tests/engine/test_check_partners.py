"""The questions to partners: few, on known items, put to known kinds, with answers beside ratings."""

from pathlib import Path

import pytest

from tests.engine.conftest import Changing
from wccflow.engine.checks import faults_of
from wccflow.engine.definition import Workflow
from wccflow.engine.loading import load

MORE = """
[questions.thirteenth]
text = "Is there one question too many?"
scale = "seldom_to_always"
items = ["c1"]
"""


@pytest.mark.parametrize(
    ("old", "new", "key", "say"),
    [
        ('items = ["c1"]', "items = []", "leads.items", "bears on no item"),
        ('items = ["c1"]', 'items = ["board_1"]', "leads.items", "is not for partners"),
        (
            'items = ["c1"]',
            'items = ["c1"]\nasked_of = ["council"]',
            "leads.asked_of",
            "kind of partner “council”",
        ),
        ("that others follow?", "that others follow.", "leads.text", "question mark"),
        ('scale = "seldom_to_always"', 'scale = "always"', "scale", "no scale “always”"),
        ('scale = "seldom_to_always"', 'scale = "narrative"', "scale", "no answers to choose from"),
        ('scale = "seldom_to_always"', 'scale = "rag"', "scale", "has other ranks than “levels”"),
        (
            'title = "Local authority"',
            'title = "local authority"',
            "kinds.authority.title",
            "without a capital",
        ),
    ],
)
def test_what_is_wrong_with_a_question_is_told_with_its_place(
    changing: Changing, old: str, new: str, key: str, say: str
) -> None:
    faults = changing("partners.toml", old, new)

    assert any(key in fault.key and say in fault.say for fault in faults), [str(each) for each in faults]


def test_an_item_that_is_nowhere_is_told_with_the_nearest(copy: Path) -> None:
    text = (copy / "partners.toml").read_text(encoding="utf-8")
    (copy / "partners.toml").write_text(text.replace('["c1"]', '["c99"]', 1), encoding="utf-8")

    assert [str(fault) for fault in faults_of(lambda: load(copy))] == [
        "partners.toml: questions.leads.items: there is no item “c99”; did you mean “c9”?"
    ]


def test_more_than_twelve_questions_are_a_fault(changing: Changing) -> None:
    faults = changing("partners.toml", "[questions.leads]", f"{MORE.strip()}\n\n[questions.leads]")

    assert "are 13; partners are asked at most 12" in [fault.say for fault in faults]


def test_an_edition_without_an_item_leaves_out_the_question_that_bears_on_it_alone(wcc: Workflow) -> None:
    asked = wcc.editions["2008-09"].partners.questions

    assert ("value" in asked, len(asked)) == (False, 11)
    assert asked["contracts"].items == ("c9", "c10")
