"""A search for a secret that is not yours answers like a search for a word that stands nowhere."""

import re

import pytest

from tests.house.conftest import Secretive
from tests.house.crawling import answer_of, look
from wccflow.finding.rules import KINDS

NOWHERE = "zqxnowhere"
# What is offered for a word that stands nowhere depends on its letters and on one's own words alone
# (tests/finding/test_silence.py); secrets here are spelt alike, and so their own readers' may be offered.
NEARER = re.compile(r"<p>No words like these.*?</p>\n?", re.DOTALL)
PEOPLE = (
    "lead@5pg.example",
    "analyst@q34.example",
    "manager@q30.example",
    "panel1@q34.example",
    "lead@dh.example",
)


def answer(secretive: Secretive, who: str, word: str, kind: str, begin: str = "") -> object:
    """What a search answers, with the word itself taken out."""
    seen = look(secretive.client(who), f"/search?q={begin}{word}&kind={kind}")
    status, headers, text = answer_of(seen)
    headers.pop("Content-Length", None)  # the page repeats the word
    return status, headers, re.sub(r"\n\s*", "\n", NEARER.sub("", text)).replace(word, "")


@pytest.mark.parametrize("who", PEOPLE)
def test_a_secret_of_others_is_not_even_missed(secretive: Secretive, who: str) -> None:
    hidden = [word for word, readers in secretive.aviary.readers.items() if who not in readers]

    for kind in KINDS:
        nowhere = answer(secretive, who, NOWHERE, kind)
        assert [word for word in hidden if answer(secretive, who, word, kind) != nowhere] == []


BESIDE = ("/search/people?q={}", "/search/suggestions?q={}", "/search/around?n=1&q={}")


@pytest.mark.parametrize("who", PEOPLE)
def test_what_stands_beside_the_hits_misses_no_secret_either(secretive: Secretive, who: str) -> None:
    hidden = [word for word, readers in secretive.aviary.readers.items() if who not in readers]

    for address in BESIDE:
        nowhere = beside(secretive, who, address, NOWHERE)
        assert [word for word in hidden if beside(secretive, who, address, word) != nowhere] == []


def beside(secretive: Secretive, who: str, address: str, word: str) -> object:
    """What a part of the search answers, with the word itself taken out."""
    status, headers, text = answer_of(look(secretive.client(who), address.format(word)))
    headers.pop("Content-Length", None)
    return status, headers, re.sub(r"\n\s*", "\n", NEARER.sub("", text)).replace(word, "")


@pytest.mark.parametrize("who", PEOPLE)
def test_leaving_out_a_secret_of_others_leaves_nothing_out(secretive: Secretive, who: str) -> None:
    hidden = [word for word, readers in secretive.aviary.readers.items() if who not in readers]

    nowhere = answer(secretive, who, NOWHERE, "passages", "will -")

    assert [word for word in hidden if answer(secretive, who, word, "passages", "will -") != nowhere] == []


def test_a_secret_of_ones_own_is_found(secretive: Secretive) -> None:
    found = look(secretive.client("lead@5mx.example"), "/search?q=zqxmxpassage")
    thread = look(secretive.client("lead@5mx.example"), "/search?q=zqxmxthreadwords&kind=threads")

    assert "1 hit<" in found.text
    assert "1 hit<" in thread.text
