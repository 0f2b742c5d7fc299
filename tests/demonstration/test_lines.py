"""Where the lines of the demonstration stand in its invented documents."""

from uuid import uuid4

from wccflow.demonstration.lines import Shelf
from wccflow.demonstration.texts import words
from wccflow.engine.definition import Workflow

PLAN, MONEY = uuid4(), uuid4()
LONG = "it has enough words to say something by itself, and a little more than that."
SHELF = Shelf(
    (
        (
            "financial_strategy",
            MONEY,
            "p-1",
            "5 Investment and disinvestment › 5.9 Smoking",
            f"£2.8m: {LONG}",
        ),
        ("strategic_plan", PLAN, "p-2", "4 Initiatives to reach our goals › 4.2 Smoking", f"Goal: {LONG}"),
        (
            "strategic_plan",
            PLAN,
            "p-3",
            "4 Initiatives to reach our goals › 4.2 Smoking › 4.2.1 Clinics",
            LONG,
        ),
        ("strategic_plan", PLAN, "p-4", "3 Our needs › 3.11 Smoking: the need", f"Roughly {LONG}"),
        ("strategic_plan", PLAN, "p-5", "3 Our needs › 3.11 Smoking: the need", "Too short."),
    )
)
FIELDS = {"topic": "Smoking", "outcome": "Smoking quitters"}


def test_each_step_is_found_below_its_heading() -> None:
    found = {
        step["key"]: next((hit for place in step["places"] if (hit := SHELF.find(place, FIELDS))), None)
        for step in words("lines")["step"]
    }

    assert found == {
        "need": (PLAN, "p-4"),
        "goal": (PLAN, "p-2"),
        "initiative": (PLAN, "p-3"),
        "money": (MONEY, "p-1"),
        "outcome": None,
    }


def test_a_place_that_is_not_there_gives_nothing() -> None:
    assert SHELF.find({"slot": "jsna", "heading": "{topic}"}, FIELDS) is None


def test_the_steps_are_those_of_the_workflow(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]

    assert [step["key"] for step in words("lines")["step"]] == list(definition.line_of_sight.steps)
    named = {place["slot"] for step in words("lines")["step"] for place in step["places"]}
    assert named <= definition.slots.keys()
