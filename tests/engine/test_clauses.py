"""The clauses of levels: whose they are, what they bear out, what the next level still needs."""

from dataclasses import replace

import pytest

from wccflow.engine.clauses import borne_out, clauses_of, in_order, key_of, next_above, wanting
from wccflow.engine.content import Item
from wccflow.engine.vocabulary import Level, Scale

SCALE = Scale(
    "levels",
    "Levels",
    "levels",
    (
        Level("3", "Level 3", 3, clauses=("It is done.", "Others say so.")),
        Level("1", "Level 1", 1),
        Level("2", "Level 2", 2, clauses=("There is a plan.",)),
        Level("4", "Level 4", 4),
    ),
)
ITEM = Item("1.1", "Doors", clauses={"3": ("Doors are held.",)})
PLAN, DONE, SAID = (
    key_of("2", "There is a plan."),
    key_of("3", "It is done."),
    key_of("3", "Others say so."),
)


def test_clauses_are_those_of_the_scale_with_the_lowest_level_first() -> None:
    assert [(each.level, each.words) for each in clauses_of(SCALE)] == [
        ("2", "There is a plan."),
        ("3", "It is done."),
        ("3", "Others say so."),
    ]


def test_an_item_has_its_own_in_their_place_for_each_level_that_it_names() -> None:
    assert [each.words for each in clauses_of(SCALE, ITEM)] == ["There is a plan.", "Doors are held."]


def test_a_clause_keeps_its_key_as_long_as_its_words_and_its_level() -> None:
    moved = replace(SCALE, values=tuple(reversed(SCALE.values)))

    assert {each.key for each in clauses_of(moved)} == {PLAN, DONE, SAID}
    assert key_of("2", "It is done.") != DONE


@pytest.mark.parametrize(
    ("met", "level"),
    [
        ([], "1"),
        ([PLAN], "2"),
        ([PLAN, DONE], "2"),
        ([PLAN, DONE, SAID], "3"),
        ([DONE, SAID], "1"),
        (["c-of-another-year"], "1"),
    ],
)
def test_the_level_borne_out_is_the_highest_with_all_clauses_met_down_to_the_lowest(
    met: list[str], level: str
) -> None:
    found = borne_out(SCALE, clauses_of(SCALE), met)

    assert found is not None
    assert found.key == level


def test_without_clauses_no_level_is_borne_out() -> None:
    assert borne_out(SCALE, (), []) is None


def test_even_the_lowest_level_must_be_met_where_it_has_clauses() -> None:
    strict = replace(SCALE, values=(Level("1", "Level 1", 1, clauses=("It exists.",)), *SCALE.values[2:3]))

    assert borne_out(strict, clauses_of(strict), []) is None


def test_what_the_next_level_needs_are_its_clauses_that_are_not_met() -> None:
    above = next_above(SCALE, "2")

    assert above is not None
    assert [each.words for each in wanting(clauses_of(SCALE), above.key, [PLAN, DONE])] == ["Others say so."]


def test_above_the_highest_there_is_nothing_and_what_is_no_level_stands_below_the_lowest() -> None:
    assert next_above(SCALE, "4") is None
    assert next_above(SCALE, "") == in_order(SCALE)[0]
