"""Finding words inside one document: as written, however they are set, and never as a pattern."""

from dataclasses import dataclass

import pytest

from wccflow.evidence import within


@dataclass
class Passage:
    text: str


def found(asked: str, *texts: str) -> within.Found:
    return within.find(asked, [Passage(text) for text in texts])


@pytest.mark.parametrize(
    ("asked", "text", "lit"),
    [
        ("stroke care", "Good Stroke  Care now", "Stroke  Care"),
        ("cafe", "The café’s plan", "café"),
        ("pct's", "The PCT’s plan", "PCT’s"),
        ('"vital" signs', "the “vital” signs of", "“vital” signs"),
        ("2009-10", "in 2009–10 and", "2009–10"),
        ("coordinate", "to co\u00adordinate care", "co\u00adordinate"),
        ("strasse", "Die Straße", "Straße"),
        ("£4.1m (net)", "is £4.1m (net) now", "£4.1m (net)"),
        ("a.c", "abc a.c", "a.c"),
    ],
)
def test_words_are_found_however_they_are_set_and_never_as_a_pattern(asked: str, text: str, lit: str) -> None:
    hits = found(asked, "nothing", text)

    assert [hit.place for hit in hits.hits] == [1]
    assert [words for words, is_lit in hits.pieces(text) if is_lit] == [lit]
    assert "".join(words for words, _ in hits.pieces(text)) == text


def test_places_and_passages_are_counted() -> None:
    hits = found("care", "Care and care.", "None.", "Careful.")

    assert (hits.times, [(hit.place, hit.times) for hit in hits.hits]) == (3, [(0, 2), (2, 1)])


def test_words_that_do_not_stand_together_are_found_in_one_passage() -> None:
    hits = found("money stroke", "Stroke costs money.", "Stroke only.")

    assert (hits.loose, [hit.place for hit in hits.hits]) == (True, [0])
    assert [words for words, lit in hits.pieces("Stroke costs money.") if lit] == ["Stroke", "money"]


def test_what_is_not_there_is_not_found() -> None:
    hits = found("measles", "Stroke.")

    assert (hits.hits, hits.times, hits.pieces("Stroke."), hits.refusal) == ((), 0, [("Stroke.", False)], "")


@pytest.mark.parametrize("asked", ["x", "x" * 201])
def test_too_little_and_too_much_is_refused(asked: str) -> None:
    assert found(asked, "x").refusal == "Give 2 to 200 letters to look for."


@pytest.mark.parametrize("asked", ["", "   ", "\u00ad"])
def test_nothing_asked_is_nothing_found(asked: str) -> None:
    assert found(asked, "Words.") == within.Found(" ".join(asked.split()))


def test_a_place_is_shown_with_what_stands_around_it() -> None:
    text = f"{'a ' * 50}stroke{' b' * 50}"
    before, words, after = found("stroke", text).around(text)

    assert words == ("stroke", True)
    assert (before[0][:3], len(before[0]), after[0][-2:], len(after[0])) == ("…a ", 61, "b…", 61)
    assert found("stroke", "A stroke.").around("A stroke.") == [("A ", False), ("stroke", True), (".", False)]
