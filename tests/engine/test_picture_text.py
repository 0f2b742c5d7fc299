"""Breaking words into lines that fit."""

from hypothesis import given
from hypothesis import strategies as some

from wccflow.engine.picture_text import broken, measure


def test_words_break_between_words() -> None:
    assert broken("Return for more evidence", 110, 13).lines == ("Return for more", "evidence")


def test_a_word_that_is_longer_than_a_line_is_cut() -> None:
    assert broken("abcdefghij", 30, 10).lines == ("abcd", "efghi", "j")


@given(some.text(max_size=80), some.floats(20, 300))
def test_every_line_fits_and_no_letter_is_lost(text: str, room: float) -> None:
    words = broken(text, room, 12)

    assert all(measure(line, 12) <= room for line in words.lines)
    assert "".join("".join(words.lines).split()) == "".join(text.split())
