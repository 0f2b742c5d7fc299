"""Notes that people put on PDF pages: sticky notes, and highlights and strokes with words."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw as untyped

from wccflow.evidence.reading.cleaning import clean
from wccflow.evidence.reading.passages import Passage, Remark

raw: Any = untyped  # PDFium's own functions are made at run time and have no types.
SPOKEN = frozenset({1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15})  # notes, lines and shapes, marks on words, ink
ON_WORDS = frozenset({9, 10, 11, 12})  # highlighted, underlined, squiggled, struck out
HIDDEN = 2
MOST_NOTES = 1_000
LONGEST = 4_000
BESIDE = 12.0  # points around a note within which the words stand that it is about
FEWEST_LETTERS = 3
DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")


@dataclass(frozen=True, slots=True)
class Note:
    """A note, and the words that it is about as far as they can be told."""

    page: int
    text: str
    author: str
    at: str
    about: str


def notes_on(page: pypdfium2.PdfPage, number: int) -> list[Note]:
    """The notes of a page that say something."""
    count = min(raw.FPDFPage_GetAnnotCount(page), MOST_NOTES)
    if count <= 0:
        return []
    text_page = page.get_textpage()
    try:
        return [note for at in range(count) for note in _note(page, text_page, at, number)]
    finally:
        text_page.close()


def hang(notes: Sequence[Note], passages: Sequence[Passage]) -> list[Remark]:
    """The notes as remarks, each at the passage of its page that holds its words."""
    by_page: dict[int | None, list[Passage]] = {}
    for passage in passages:
        by_page.setdefault(passage.page, []).append(passage)
    return [
        Remark(note.text, note.author, note.at, _passage(note, by_page.get(note.page, []))) for note in notes
    ]


def _note(page: pypdfium2.PdfPage, text_page: Any, at: int, number: int) -> Iterator[Note]:
    annotation = raw.FPDFPage_GetAnnot(page, at)
    if not annotation:
        return
    try:
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        text = clean(_value(annotation, b"Contents")) if kind in SPOKEN else ""
        if text and not raw.FPDFAnnot_GetFlags(annotation) & HIDDEN:
            author, changed = clean(_value(annotation, b"T")), _iso(_value(annotation, b"M"))
            yield Note(number, text, author, changed, _words_at(annotation, text_page, kind))
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _value(annotation: Any, key: bytes) -> str:
    """A text of an annotation, which PDFium gives in units of two bytes."""
    size = min(raw.FPDFAnnot_GetStringValue(annotation, key, None, 0), 2 * LONGEST)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")


def _words_at(annotation: Any, text_page: Any, kind: int) -> str:
    """The words under a mark, or beside a note."""
    box = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(annotation, box):
        return ""
    around = 0.0 if kind in ON_WORDS else BESIDE
    bottom, top = sorted((box.bottom, box.top))
    left, right = (box.left, box.right) if kind in ON_WORDS else (0.0, 10_000.0)
    return str(text_page.get_text_bounded(left, bottom - around, right, top + around)[:LONGEST])


def _passage(note: Note, passages: Sequence[Passage]) -> str:
    """The name of the passage that holds most of the words, or nothing."""
    wanted = [word for word in re.findall(r"\w+", note.about.casefold()) if len(word) >= FEWEST_LETTERS]
    if not wanted:
        return ""
    shared = {each.id: len(set(wanted) & set(re.findall(r"\w+", each.text.casefold()))) for each in passages}
    best = max(shared, key=lambda name: shared[name], default="")
    return best if best and 2 * shared[best] >= len(set(wanted)) else ""


def _iso(date: str) -> str:
    """A PDF's date as others write it: `D:20100131120000Z` is 2010-01-31T12:00:00."""
    found = DATE.match(date)
    if not found:
        return ""
    year, month, day, hour, minute, second = (part or "" for part in found.groups())
    clock = f"T{hour}:{minute or '00'}:{second or '00'}" if hour else ""
    return f"{year}-{month or '01'}-{day or '01'}{clock}"
