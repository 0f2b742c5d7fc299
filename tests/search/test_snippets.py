"""A snippet shows the part of a text that was asked for, and nothing in it is markup."""

from hypothesis import given
from hypothesis import strategies as st

from tests.search.factories import ask, queries
from wccflow.search.snippets import as_text, snippet
from wccflow.search.tree import Near, Phrase, Prefix, Tree, Word, wanted
from wccflow.search.words import spoken, stem

WRITTEN = [
    "Plans",
    "O'Brien",
    "o\u2019brien",
    "Plán",
    "pla\u0301n",
    "ﬁne",
    "fine",
    "pl\u00adan",
    "_plan",
    "don't",
    "t",
    "2010",
]


def lit_word_by_word(text: str, tree: Tree) -> set[int]:
    """The places of all signs that are to be lit, found by looking at every word."""
    said, found = list(spoken(text)), set[int]()
    for leaf in wanted(tree):
        for at, each in enumerate(said):
            match leaf:
                case Word():
                    last = at if stem(each.word) == leaf.stem else -1
                case Near():
                    last = at if stem(each.word) in leaf.stems else -1
                case Prefix(beginning):
                    last = at if each.word.startswith(beginning) else -1
                case Phrase(words):
                    there = tuple(one.word for one in said[at : at + len(words)])
                    last = at + len(words) - 1 if there == words else -1
                case _:
                    last = -1
            found.update(range(each.start, said[last].end) if last >= 0 else ())
    return found


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


@given(
    text=st.lists(st.sampled_from([*WRITTEN, "plan", "money", "annual", "—", "\n", "planning;money"])).map(
        " ".join
    ),
    query=st.one_of(
        queries,
        st.sampled_from([ask(each) for each in ("obrien", "fine*", "dont", '"fine plan"', "2010")]),
    ),
)
def test_what_is_lit_is_what_looking_at_every_word_finds(text: str, query: Tree) -> None:
    at, lit = 0, set[int]()
    for piece, is_lit in snippet(text, query, length=10_000):
        lit.update(range(at, at + len(piece)) if is_lit else ())
        at += len(piece)

    assert lit == lit_word_by_word(text, query)
