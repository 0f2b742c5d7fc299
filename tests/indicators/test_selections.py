"""What would become of a choice of several outcomes."""

from wccflow.engine.content import Element
from wccflow.indicators.selections import selected

MENU = Element("outcomes", "Outcomes", "number", items=("a", "b", "c", "d"), fixed=("a",), max=3)


def test_a_choice_tells_what_it_adds_and_takes_back_and_keeps_the_nations() -> None:
    found = selected(MENU, ["a", "b"], ["d", "c"])

    assert (found.chosen, found.added, found.dropped) == (("a", "c", "d"), ("c", "d"), ("b",))
    assert (found.changes, found.left, found.obstacle) == (True, 0, "")


def test_too_many_are_told_by_how_many() -> None:
    found = selected(MENU, ["a"], ["b", "c", "d"])

    assert found.obstacle == "That would be 4 outcomes, and at most 3 can be chosen. Leave out 1."


def test_the_same_choice_changes_nothing() -> None:
    found = selected(MENU, ["a", "b"], ["b"])

    assert (found.changes, found.left) == (False, 1)
