"""Tests of seeded choice."""

import pytest

from wccflow.demonstration.dice import dice, listed, phrase, uncapitalised


def test_the_same_names_always_fall_the_same_way() -> None:
    assert dice(1, "a").random() == dice(1, "a").random()
    assert dice(1, "a").random() != dice(1, "b").random()


def test_alternatives_are_chosen_also_within_one_another_and_fields_are_filled() -> None:
    found = {phrase("[one [big|small]|two] {what}", {"what": "cats"}, dice(n)) for n in range(40)}

    assert found == {"one big cats", "one small cats", "two cats"}


def test_a_field_is_not_read_as_words_to_choose_from() -> None:
    assert phrase("{note}", {"note": "[a|b] {c}"}, dice(1)) == "[a|b] {c}"


def test_an_unknown_field_is_a_fault() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        phrase("{nowhere}", {}, dice(1))


def test_a_list_in_a_sentence_stays_clear_when_a_thing_has_an_and_of_its_own() -> None:
    assert listed(["stroke"]) == "stroke"
    assert listed(["stroke", "cancer"]) == "stroke and cancer"
    assert listed(["stroke", "falls and frailty", "cancer"]) == "stroke, falls and frailty, and cancer"


def test_a_sentence_within_another_begins_small_unless_with_an_abbreviation() -> None:
    assert uncapitalised("Posts cannot be filled") == "posts cannot be filled"
    assert uncapitalised("NHS Kirklees waits") == "NHS Kirklees waits"
