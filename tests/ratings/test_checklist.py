"""The checklist beside the scale: what is ticked, what it bears out, what the next level would need."""

import pytest

from wccflow.engine.clauses import key_of
from wccflow.engine.content import Item
from wccflow.engine.vocabulary import Level, Scale
from wccflow.ratings.checklist import HIGHEST, NOTHING_TICKED, checklist_of, compared

SCALE = Scale(
    "levels",
    "Levels",
    "levels",
    (
        Level("1", "Level 1", 1),
        Level("2", "Level 2", 2, clauses=("There is a plan.",), unverified=True),
        Level("3", "Level 3", 3, clauses=("It is done.", "Others say so.")),
    ),
)
ITEM = Item("1.1", "Doors")
PLAN, DONE, SAID = (
    key_of("2", "There is a plan."),
    key_of("3", "It is done."),
    key_of("3", "Others say so."),
)


BOTH = "Level 3 would need: “It is done” and “Others say so”."
ONE = "Level 3 would need: “Others say so”."


@pytest.mark.parametrize(
    ("value", "met", "verdict", "needs", "offered"),
    [
        ("", [], NOTHING_TICKED, "Level 2 would need: “There is a plan”.", ""),
        ("2", [], "Level 2 is chosen, and no clause is ticked.", BOTH, ""),
        ("2", [PLAN, DONE], "What is ticked bears out Level 2, which is chosen.", ONE, ""),
        ("", [PLAN, DONE, SAID], "What is ticked bears out Level 3.", HIGHEST, "3"),
        ("3", [PLAN], "Level 3 is chosen, and what is ticked bears out Level 2 only.", HIGHEST, "2"),
        ("1", [PLAN], "What is ticked bears out Level 2, and Level 1 is chosen.", "", "2"),
        ("3", [PLAN, DONE, SAID], "What is ticked bears out Level 3, which is chosen.", HIGHEST, ""),
    ],
)
def test_level_and_clauses_are_set_against_each_other_in_words(
    value: str, met: list[str], verdict: str, needs: str, offered: str
) -> None:
    found = checklist_of(SCALE, ITEM, value, met)

    assert found is not None
    assert (found.verdict, found.needs) == (verdict, needs)
    assert (found.offered.key if found.offered else "") == offered


def test_each_level_has_its_clauses_with_what_is_met_and_how_many_passages_show_it() -> None:
    found = checklist_of(SCALE, ITEM, "2", [PLAN], {DONE: 2})

    assert found is not None
    assert [
        (rung.level.key, [(tick.words, tick.is_met, tick.passages) for tick in rung.ticks])
        for rung in found.rungs
    ] == [
        ("2", [("There is a plan.", True, 0)]),
        ("3", [("It is done.", False, 2), ("Others say so.", False, 0)]),
    ]
    assert (found.met, found.unverified) == (["There is a plan."], True)


def test_where_even_the_lowest_level_asks_for_something_that_is_said_too() -> None:
    strict = Scale(
        "rag",
        "Colours",
        "rag",
        (Level("red", "Red", 0, clauses=("It exists.",)), Level("green", "Green", 1, clauses=("It works.",))),
    )

    found = checklist_of(strict, ITEM, "", [key_of("green", "It works.")])

    assert found is not None
    assert found.verdict == "What is ticked does not bear out even Red."


def test_without_clauses_there_is_no_checklist() -> None:
    assert checklist_of(Scale("n", "Number", "number"), ITEM, "7", []) is None


def test_clauses_stand_beside_those_who_tick_any() -> None:
    found = compared(SCALE, ITEM, [("Self", [PLAN, DONE]), ("Documents", []), ("Panel", [PLAN])])

    assert found is not None
    assert list(found.names) == ["Self", "Panel"]
    assert [(level.key, rows) for level, rows in found.rungs] == [
        ("2", [("There is a plan.", [True, True])]),
        ("3", [("It is done.", [True, False]), ("Others say so.", [False, False])]),
    ]


def test_nothing_is_compared_where_nobody_ticks_what_is_asked() -> None:
    assert compared(SCALE, ITEM, [("Self", []), ("Panel", ["c-of-another-year"])]) is None
