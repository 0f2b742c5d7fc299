"""One PDF page as lines: their words, place, size and weight, and the cells they fall into."""

import ctypes
from dataclasses import dataclass
from statistics import median_low
from typing import Any

import pypdfium2
from pypdfium2 import raw as untyped

raw: Any = untyped  # PDFium's own functions are made at run time and have no types.
BOLD = 600
LINE_END = "\r\n"
# A gap this many times the size of the letters parts two cells; a justified line has half of it.
CELL_GAP = 1.15
SMALLEST_SIZE = 1.0
LOOKS_AT = 4
PARTED = "\ufffe"
PICTURE_SHARE = 0.5  # of a page, from which a picture is what the page is
MOST_OBJECTS = 200  # a scan has few


@dataclass(slots=True)
class Line:
    """A line of a page; measured in points from the left and from the foot of the page."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    cells: tuple[str, ...] = ()
    is_row: bool = False  # of a ruled table, whose cells are certain


def lines_of(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    """The lines of a page in the order in which they were written."""
    text_page = page.get_textpage()
    count = raw.FPDFText_CountChars(text_page)
    text = _text(text_page, count)
    lines, start = [], 0
    for words in text.split(LINE_END):
        begin = start + len(words) - len(words.lstrip())
        stripped = words.strip()
        if stripped:
            lines.append(_line(text_page, stripped, begin, number))
        start += len(words) + len(LINE_END)
    text_page.close()
    return lines


def something_is_drawn(page: pypdfium2.PdfPage) -> bool:
    """Whether there is anything on a page."""
    return bool(raw.FPDFPage_CountObjects(page) > 0)


def is_mostly_picture(page: pypdfium2.PdfPage) -> bool:
    """Whether one picture covers most of a page, as the picture of a scanned sheet does."""
    whole = page.get_width() * page.get_height()
    objects = min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS)
    return any(_picture_size(page, at) >= PICTURE_SHARE * whole > 0 for at in range(objects))


def _picture_size(page: pypdfium2.PdfPage, at: int) -> float:
    """How much of a page a picture covers, in square points; 0 for whatever is no picture."""
    thing = raw.FPDFPage_GetObject(page, at)
    if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_IMAGE:
        return 0.0
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *sides):
        return 0.0
    left, bottom, right, top = (side.value for side in sides)
    return abs(right - left) * abs(top - bottom)


def _text(text_page: pypdfium2.PdfTextPage, count: int) -> str:
    """All text of a page; one unit for each of PDFium's, so that places in it can be asked about."""
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer)
    return "".join(map(chr, buffer[: max(written - 1, 0)]))


def _line(text_page: pypdfium2.PdfTextPage, words: str, begin: int, number: int) -> Line:
    """A line with its place, and with the look of most of its letters."""
    last = len(words) - 1
    places = [
        raw.FPDFText_GetCharIndexFromTextIndex(text_page, begin + last * part // LOOKS_AT)
        for part in range(LOOKS_AT + 1)
    ]
    start, end = _box(text_page, places[0]), _box(text_page, places[-1])
    size = median_low([_size(text_page, place) for place in places])
    bold = all(raw.FPDFText_GetFontWeight(text_page, place) >= BOLD for place in places)
    whole = raw.FPDFText_CountRects(text_page, places[0], places[-1] - places[0] + 1) <= 1
    # A parted word has drawn the next line into this one, which then ends on that line.
    bottom = end.bottom if PARTED in words else min(start.bottom, end.bottom)
    cells = () if whole else _cells(text_page, words, begin, size)
    return Line(_paired(words), number, start.left, end.right, bottom, start.top, size, bold, cells)


def _box(text_page: pypdfium2.PdfTextPage, place: int) -> Any:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page, place, box)
    return box


def _size(text_page: pypdfium2.PdfTextPage, place: int) -> float:
    """The size of a letter as it is drawn, in half points."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, place, matrix)
    scale = (matrix.b * matrix.b + matrix.d * matrix.d) ** 0.5 or 1.0
    size: float = raw.FPDFText_GetFontSize(text_page, place)
    return max(round(size * scale * 2) / 2, SMALLEST_SIZE)


def _cells(text_page: pypdfium2.PdfTextPage, words: str, begin: int, size: float) -> tuple[str, ...]:
    """The parts of a line that wide gaps keep apart; none where there is one part."""
    cuts = [0]
    for place, letter in enumerate(words):
        if letter == " " and 0 < place < len(words) - 1 and words[place + 1] != " ":
            before = raw.FPDFText_GetCharIndexFromTextIndex(
                text_page, begin + len(words[:place].rstrip()) - 1
            )
            after = raw.FPDFText_GetCharIndexFromTextIndex(text_page, begin + place + 1)
            if _box(text_page, after).left - _box(text_page, before).right > CELL_GAP * size:
                cuts.append(place + 1)
    if len(cuts) == 1:
        return ()
    return tuple(
        _paired(words[start:end].strip()) for start, end in zip(cuts, [*cuts[1:], len(words)], strict=True)
    )


def _paired(words: str) -> str:
    """Letters beyond the first plane, which PDFium gives in halves, made whole."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
