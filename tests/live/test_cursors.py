"""Tokens of places in the log: they lead back, and tell nothing."""

from tests.live.little import THEIRS, Little
from wccflow.live.cursors import Cursors

SEVEN = Cursors("a secret").token(7)


def test_a_token_leads_back_to_its_place() -> None:
    assert Cursors("a secret").seq(SEVEN) == 7


def test_a_token_of_another_key_leads_nowhere() -> None:
    assert Cursors("another secret").seq(SEVEN) is None


def test_an_altered_token_leads_nowhere() -> None:
    altered = SEVEN[:40] + ("A" if SEVEN[40] != "A" else "B") + SEVEN[41:]

    assert Cursors("a secret").seq(altered) is None


def test_words_that_are_no_token_lead_nowhere() -> None:
    assert [Cursors("a secret").seq(words) for words in ("", "7", "é")] == [None, None, None]


def test_tokens_neither_count_nor_tell_that_nothing_happened(app: Little) -> None:
    first, second = app.here(), app.here()
    app.note("hidden", audience=THEIRS)
    third = app.here()

    assert len({first, second, third}) == 3
    assert {len(token) for token in (first, second, third, app.cursors.token(123_456_789))} == {len(first)}
