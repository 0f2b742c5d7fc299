"""What of a text counts, and how alike two texts are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wccflow.evidence.likeness import Signs, alike, held, longest_increasing, squeezed, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("re-\nadmission", "readmission"),
        ("“yes” – he’s said", '"yes" - he\'s said'),
        ("• a point", "a point"),
        ("of\u00ad ten  beds", "of ten beds"),
        ("oﬃce", "office"),
    ],
)
def test_layout_does_not_count(one: str, other: str) -> None:
    assert squeezed(one) == squeezed(other)


@pytest.mark.parametrize(("one", "other"), [("-3.2", "3.2"), ("12 34", "1234"), ("2009-10", "200910")])
def test_numbers_stay_apart(one: str, other: str) -> None:
    assert squeezed(one) != squeezed(other)


def test_words_are_whole_and_numbers_too() -> None:
    assert words("The re-\nview costs £4.1m, or 1,200.") == ["the", "review", "costs", "4.1m", "or", "1,200"]


def test_texts_are_alike_by_their_words_in_order() -> None:
    signs = Signs()

    assert alike(signs.of("one two three four"), signs.of("one two six four")) == 0.75
    assert held(signs.of("two four"), signs.of("one two three four")) == 1.0
    assert held("", signs.of("one")) == 0.0


@given(st.lists(st.integers(), unique=True))
def test_what_rises_is_in_order(values: list[int]) -> None:
    kept = [values[at] for at in sorted(longest_increasing(values))]

    assert kept == sorted(kept)
    assert bool(kept) == bool(values)
