"""Text is made fit to keep."""

from wccflow.evidence.reading.cleaning import clean, pieces


def test_what_nobody_can_see_is_taken_out() -> None:
    assert clean("a\x00b\x07c\u202ed\ufeffe\udc80f\uf0b7g") == "abcdefg"


def test_white_space_becomes_one_space_and_letters_are_composed() -> None:
    assert clean("  cafe\u0301 \n\t at \xa0noon ") == "café at noon"


def test_a_long_text_is_cut_where_sentences_end_and_nothing_is_lost() -> None:
    text = " ".join(f"Sentence {number} is here." for number in range(40))

    cut = list(pieces(text, longest=200))

    assert " ".join(cut) == text
    assert {piece[-1] for piece in cut} == {"."}
    assert max(map(len, cut)) <= 200


def test_a_text_without_any_place_to_cut_is_cut_all_the_same() -> None:
    assert [len(piece) for piece in pieces("x" * 450, longest=200)] == [200, 200, 50]
