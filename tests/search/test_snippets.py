"""A snippet shows the part of a text that was asked for, and nothing in it is markup."""

from hypothesis import given
from hypothesis import strategies as st

from tests.search.factories import ask, queries
from wccflow.search.snippets import as_text, snippet
from wccflow.search.tree import Tree


def test_a_short_text_is_shown_whole_with_its_words_lit() -> None:
    assert snippet("The plans, as planned.", ask("plan")) == [
        ("The ", False),
        ("plans", True),
        (", as ", False),
        ("planned", True),
        (".", False),
    ]


def test_the_part_with_most_different_words_is_shown() -> None:
    text = "plan " + "word " * 60 + "the plan has money in it " + "word " * 60

    shown = as_text(snippet(text, ask("plan money"), length=60))

    assert "the «plan» has «money» in it" in shown
    assert (shown[0], shown[-1]) == ("…", "…")


def test_a_phrase_is_lit_only_where_it_stands_whole() -> None:
    assert (
        as_text(snippet("Annual report, annual plan", ask('"annual plan"'))) == "Annual report, «annual plan»"
    )


def test_a_prefix_lights_every_word_that_begins_so() -> None:
    assert as_text(snippet("Commissioners commission", ask("commission*"))) == "«Commissioners» «commission»"


def test_what_is_excluded_is_not_lit() -> None:
    assert as_text(snippet("plan and draft", ask("plan -draft"))) == "«plan» and draft"


def test_with_nothing_to_light_the_beginning_is_shown() -> None:
    assert as_text(snippet("word " * 100, ask("slot:jsna"), length=20)) == "word word word word…"


def test_markup_is_left_as_text_for_the_page_to_escape() -> None:
    assert snippet("<img onerror=plan>", ask("plan")) == [
        ("<img onerror=", False),
        ("plan", True),
        (">", False),
    ]


def test_nothing_but_signs_gives_a_piece_no_longer_than_asked() -> None:
    assert snippet("—" * 500, ask("plan"), length=10) == [("—" * 10, False), ("…", False)]


@given(
    text=st.lists(st.sampled_from(["plan", "money", "x" * 300, "—", "\n", "<b>", "annual", "wellbeing"])).map(
        " ".join
    ),
    query=queries,
    length=st.integers(1, 60),
)
def test_the_pieces_are_a_part_of_the_text_of_the_length_asked(text: str, query: Tree, length: int) -> None:
    pieces = snippet(text, query, length=length)

    shown = "".join(piece for piece, _ in pieces if piece != "…")
    assert shown in text
    assert len(shown) <= length
    assert all(piece for piece, _ in pieces)
