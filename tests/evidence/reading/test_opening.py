"""How files begin: the title and first pages of a PDF without its rest, headings of others."""

from pathlib import Path

import pypdfium2
import pytest

from wccflow.base.errors import Refused
from wccflow.evidence.reading import opening
from wccflow.evidence.reading.limits import Limits


def answered(path: Path) -> tuple[int | None, list[str]]:
    found = opening.answer(path, path.name, Limits(), None)
    return found["pages"], found["lines"]


def test_after_the_first_words_only_headings_count(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    words = "\n\n".join(f"Sentence {number}." for number in range(30))
    path.write_text(f"# Our plan\n\n{words}\n\n## Money\n")

    pages, lines = answered(path)

    assert (pages, lines[0], lines[-1], len(lines)) == (None, "Our plan", "Money", opening.FIRST_WORDS + 1)


def test_of_a_pdf_the_pages_are_counted_and_an_empty_one_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    document = pypdfium2.PdfDocument.new()
    for _ in range(9):
        document.new_page(200, 200)
    document.save(path)

    assert answered(path) == (9, [])


def test_a_long_line_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("word " * 200)

    _, lines = answered(path)

    assert [len(line) for line in lines] == [opening.LONGEST_LINE]


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "no.pdf"
    path.write_bytes(b"%PDF-1.4 nothing")

    with pytest.raises(Refused):
        answered(path)
