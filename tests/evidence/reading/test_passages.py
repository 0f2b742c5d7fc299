"""Passages keep their names, and a reading survives its journey through JSON."""

import json

from wccflow.evidence.reading.passages import Passage, Reading, passage_id


def test_the_name_of_a_passage_is_the_start_of_the_hash_of_its_words() -> None:
    assert passage_id("We will invest.", {}) == "p-bb46c68caa"


def test_white_space_and_width_do_not_change_a_name_but_case_does() -> None:
    plain = passage_id("fit for 2010", {})

    assert passage_id("  fit\tfor\n２０１０ ", {}) == plain
    assert passage_id("Fit for 2010", {}) != plain


def test_repeats_are_counted() -> None:
    seen: dict[str, int] = {}

    names = [passage_id("Total", seen) for _ in range(3)]

    assert names == [names[0], f"{names[0]}-2", f"{names[0]}-3"]


def test_a_reading_comes_back_from_json_as_it_was() -> None:
    row = Passage("p-1", "table row", "a | b", "One › Two", 3, "table 1 row 2", None, ("a", "b"))
    reading = Reading("docx", 4, (row,), ("A warning.",))

    returned = Reading.from_document(json.loads(json.dumps(reading.as_document())))

    assert returned == reading
