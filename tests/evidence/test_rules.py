"""Names made safe, ranges of pages, passages drawn together."""

import pytest

from wccflow.evidence.models import PassageRow
from wccflow.evidence.rules import (
    blocks,
    clean_name,
    fault_of_pages,
    heading_levels,
    pages_in_words,
    read_in,
)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("C:\\Users\\someone\\plan.docx", "plan.docx"),
        ("../../etc/passwd", "passwd"),
        ("plan\x00\n.docx", "plan.docx"),
        ("", "document"),
        ("x" * 300 + ".docx", "x" * 195 + ".docx"),
    ],
)
def test_a_files_name_is_shown_without_folders_and_control_characters(given: str, shown: str) -> None:
    assert clean_name(given) == shown


def test_pages_are_said_in_words() -> None:
    said = [pages_in_words(None, None), pages_in_words(4, 4), pages_in_words(31, 60)]

    assert said == ["", "page 4", "pages 31 to 60"]


def test_a_range_of_a_document_without_pages_is_taken_as_given() -> None:
    assert fault_of_pages(1, 40, None) == ""


def test_rows_of_one_table_and_points_of_one_list_are_drawn_together() -> None:
    passages = [
        PassageRow(key="p-1", kind="heading", level=1),
        PassageRow(key="p-2", kind="table row", cell="table 1 row 1"),
        PassageRow(key="p-3", kind="table row", cell="table 1 row 2"),
        PassageRow(key="p-4", kind="table row", cell="table 2 row 1"),
        PassageRow(key="p-5", kind="list"),
        PassageRow(key="p-6", kind="list"),
        PassageRow(key="p-7", kind="paragraph"),
        PassageRow(key="p-8", kind="paragraph"),
    ]

    drawn = [(block.kind, len(block.passages)) for block in blocks(passages)]

    assert drawn == [("heading", 1), ("table", 2), ("table", 1), ("list", 2), ("text", 1), ("text", 1)]


def test_headings_are_shown_without_leaving_out_a_level() -> None:
    levels = [4, 1, 2, 4, 1]
    headings = [PassageRow(key=f"p-{at}", kind="heading", level=level) for at, level in enumerate(levels)]

    shown = heading_levels([*headings, PassageRow(key="p-9", kind="paragraph")])

    assert shown == {"p-0": 2, "p-1": 2, "p-2": 3, "p-3": 4, "p-4": 2}


@pytest.mark.parametrize(
    ("name", "counted"),
    [("plan.PDF", "page"), ("plan.docx", "part"), ("talk.pptx", "slide"), ("plan", "part")],
)
def test_progress_counts_what_a_file_of_its_kind_has(name: str, counted: str) -> None:
    assert read_in(name) == counted
