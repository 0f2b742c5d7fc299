"""Sentences of a report keep their keys while their words stay, and can be replaced one by one."""

from wccflow.panels.anchors import key_of, paragraphs_of, replaced, sentence_called, sentences_of

TEXT = (
    "The board met Dr. Field, e.g. in May. It asked: “Who pays?” Nobody knew!\n\n"
    "The plan costs £4.1m. £2m is new."
)


def words(text: str) -> list[str]:
    return [each.words for each in sentences_of(text)]


def test_sentences_end_where_a_reader_would_end_them() -> None:
    assert words(TEXT) == [
        "The board met Dr. Field, e.g. in May.",
        "It asked: “Who pays?”",
        "Nobody knew!",
        "The plan costs £4.1m.",
        "£2m is new.",
    ]


def test_each_line_is_a_paragraph() -> None:
    assert [len(each) for each in paragraphs_of(TEXT)] == [3, 2]


def test_a_text_without_words_has_no_sentences() -> None:
    assert sentences_of("  \n \r\n") == []


def test_a_key_stays_when_only_spaces_change() -> None:
    assert key_of("The plan  costs £4.1m.") == key_of("The plan costs £4.1m.")


def test_the_same_sentence_twice_has_two_keys() -> None:
    first, second = sentences_of("It is so. It is so.")

    assert second.key == f"{first.key}-2"


def test_one_sentence_is_replaced_and_the_rest_stays_letter_by_letter() -> None:
    key = sentences_of(TEXT)[2].key

    assert replaced(TEXT, key, "Nobody said.") == TEXT.replace("Nobody knew!", "Nobody said.")


def test_the_second_of_two_is_replaced_when_it_is_meant() -> None:
    key = sentences_of("It is so. It is so.")[1].key

    assert replaced("It is so. It is so.", key, "No.") == "It is so. No."


def test_a_sentence_that_is_gone_is_not_replaced() -> None:
    assert replaced(TEXT, "s-0000000000", "No.") is None
    assert sentence_called(TEXT, "s-0000000000") is None
