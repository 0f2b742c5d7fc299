"""A query is said back in words, and its wanted leaves are known."""

from tests.search.factories import ask
from wccflow.search.tree import Phrase, Word, understood, wanted


def test_each_thing_that_must_hold_is_a_chip() -> None:
    query = ask('plan "annual budget" comm* slot:jsna -draft (money OR "whole cost")')

    assert understood(query) == [
        "“plan”",
        "exactly “annual budget”",
        "words that begin with “comm”",
        "slot: jsna",
        "without “draft”",
        "“money” or exactly “whole cost”",
    ]


def test_groups_within_groups_keep_their_brackets() -> None:
    assert understood(ask("a OR (b c)")) == ["“a” or (“b” and “c”)"]
    assert understood(ask("NOT (a OR b)")) == ["without (“a” or “b”)"]


def test_excluded_leaves_are_not_wanted_and_twice_excluded_ones_are() -> None:
    assert list(wanted(ask('plan -draft NOT (NOT "a b")'))) == [Word("plan"), Phrase(("a", "b"))]
