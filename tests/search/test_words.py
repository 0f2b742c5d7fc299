"""Words are cut and compared as an English reader would."""

import pytest

from wccflow.search.words import (
    Spoken,
    begins_like,
    folded,
    root_of,
    same_value,
    spoken,
    stem,
    values,
    words,
)


def test_punctuation_case_and_accents_do_not_matter() -> None:
    assert words("The Café’s plan — (2009/10), WELL-being!") == [
        "the",
        "cafe",
        "plan",
        "2009",
        "10",
        "well",
        "being",
    ]


def test_hidden_joins_do_not_part_a_word() -> None:
    assert words("commis\u00adsion\u200bing ﬁnance cafe\u0301") == ["commissioning", "finance", "cafe"]


def test_underscores_part_words() -> None:
    assert words("strategic_plan") == ["strategic", "plan"]


def test_places_are_those_of_the_text() -> None:
    assert list(spoken("a ﬁne plan")) == [Spoken("a", 0, 1), Spoken("fine", 2, 5), Spoken("plan", 6, 10)]


def test_signs_without_letters_are_no_words() -> None:
    assert words("… 🎉 \x00 -- ***") == []


def test_an_endless_word_is_cut() -> None:
    assert len(folded("a" * 40_000)) == 64


@pytest.mark.parametrize("word", ["plan", "plans", "planned", "planning"])
def test_forms_of_a_word_share_their_stem(word: str) -> None:
    assert stem(word) == "plan"


def test_codes_have_no_stem() -> None:
    assert [stem("5pgs"), stem("2009")] == ["5pgs", "2009"]


def test_values_are_the_same_whatever_their_case_and_spacing() -> None:
    assert same_value(" Strategic  Plan ") == same_value("strategic_plan")


def test_a_field_may_have_several_values_one_to_a_line() -> None:
    assert values("3a\n\n3b c\n") == ["3a", "3b c"]


def test_the_words_of_many_lines_are_those_of_each_line() -> None:
    text = "The nurse\u2019s plan,\n\nof caf\u00e9s\r\nand 4.1m\nof caf\u00e9s"

    assert words(text) == [each.word for each in spoken(text)] == words(text.replace("\n", " "))


@pytest.mark.parametrize(
    "word", ["happy", "hoping", "valency", "skies", "ties", "dying", "generously", "plán", "5pgs"]
)
def test_a_word_begins_like_its_stem(word: str) -> None:
    assert begins_like(folded(word), (root_of(stem(folded(word))),))
