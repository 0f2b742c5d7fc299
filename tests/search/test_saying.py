"""A query asked of one text, without an index."""

import pytest

from tests.search.factories import ask
from wccflow.search.saying import says
from wccflow.search.tree import Near, Phrase, Prefix, Word


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("plan", True),
        ("goal", False),
        ('"five year plans"', True),
        ('"year five plans"', False),
        ("five NEAR/2 plan", True),
        ("five NEAR/1 plan", False),
        ("pla*", True),
        ("goa*", False),
    ],
)
def test_a_text_says_what_a_word_asks_for_or_does_not(query: str, said: bool) -> None:
    leaf = ask(query)

    assert isinstance(leaf, Word | Phrase | Near | Prefix)
    assert says(leaf, "The five-year plans of the trust") is said
