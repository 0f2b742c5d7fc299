"""How a file begins: its title, its first headings and lines, for proposing what it is before it is filed."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2

from wccflow.evidence.reading.cleaning import clean
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.gate import admit
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Passage

FIRST_PAGES, MOST_LINES, LONGEST_LINE = 4, 60, 200
FIRST_WORDS = 12  # passages that count whatever they are; after them only headings


def answer(path: Path, name: str, limits: Limits, asked: object) -> dict[str, Any]:
    """The first lines of a file and how many pages it has. Raises Refused when it cannot be opened."""
    admitted = admit(path, name, limits)
    if admitted.family == "pdf":
        with contextlib.suppress(pypdfium2.PdfiumError):
            return _of_pdf(path)
    reading = read_here(path, name, limits)
    return {"pages": reading.pages, "lines": list(_lines(reading.passages))[:MOST_LINES]}


def _of_pdf(path: Path) -> dict[str, Any]:
    """From the first pages alone: a long file must not keep the sheet waiting."""
    with pypdfium2.PdfDocument(path) as document:
        said = [document.get_metadata_value("Title")]
        for page in range(min(FIRST_PAGES, len(document))):
            said += document[page].get_textpage().get_text_range().splitlines()
        lines = [short for line in said if (short := clean(line)[:LONGEST_LINE])]
        return {"pages": len(document), "lines": lines[:MOST_LINES]}


def _lines(passages: tuple[Passage, ...]) -> Iterator[str]:
    for place, passage in enumerate(passages):
        if passage.kind == "heading" or place < FIRST_WORDS:
            yield passage.text[:LONGEST_LINE]
