"""Every sentence that refuses a file has its word, and every reading has one."""

import pytest

from wccflow.base.errors import Refused
from wccflow.evidence.reading import outcomes, sentences
from wccflow.evidence.reading.passages import Passage, Reading

WORDS = (Passage("p-1", "paragraph", "Words."),)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (sentences.PASSWORD, "password"),
        (sentences.DAMAGED, "damaged"),
        (sentences.TOO_LARGE, "too_large"),
        (sentences.TOO_LONG, "too_long"),
        (sentences.NOTHING, "nothing_to_read"),
        (sentences.GIVEN_UP, "given_up"),
        (sentences.not_what_it_says("Word", "PDF"), "not_what_its_name_says"),
        (sentences.SAVE_AS["zip"], "kind_not_read"),
        ("A sentence that nobody listed.", "damaged"),
    ],
)
def test_a_refusal_has_the_word_of_its_sentence(sentence: str, kind: str) -> None:
    assert outcomes.outcome_kind(Refused(sentence)) == kind


@pytest.mark.parametrize(
    ("reading", "kind"),
    [
        (Reading("docx", 1, WORDS, ()), "read"),
        (Reading("docm", 1, WORDS, (sentences.MACROS,)), "macros"),
        (Reading("pdf", 3, (), (sentences.scanned("1–3", one=False),)), "pictures_only"),
        (Reading("docx", 1, (), (sentences.HIDDEN, sentences.NOTHING)), "nothing_to_read"),
    ],
)
def test_a_reading_has_its_word(reading: Reading, kind: str) -> None:
    assert outcomes.outcome_kind(reading) == kind


def test_each_word_is_told_in_words_and_a_scan_is_a_document() -> None:
    documents = set(outcomes.IN_WORDS) - outcomes.NO_DOCUMENT
    assert documents == {"read", "macros", "pictures_only"}
