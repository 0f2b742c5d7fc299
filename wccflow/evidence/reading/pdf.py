"""PDF files: PDFium reads the pages; pypdf gives a second opinion where it cannot open them."""

from pathlib import Path

import pypdfium2

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.families import load
from wccflow.evidence.reading.gate import Admitted
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.pdf_layout import in_order
from wccflow.evidence.reading.pdf_lines import Line, lines_of, something_is_drawn
from wccflow.evidence.reading.pdf_passages import gather_lines
from wccflow.evidence.reading.pdf_silence import announce_silence

PASSWORD_NEEDED = 4


def gather(path: Path, admitted: Admitted, gathering: Gathering) -> None:
    """Gather the passages of a PDF file."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        if fault.err_code == PASSWORD_NEEDED:
            raise Refused(sentences.PASSWORD) from fault
        load("pdf_again")(path, admitted, gathering)
        return
    gathering.pages = len(document)
    pages, drawn = _pages(document, gathering)
    if not any(pages.values()) and not any(drawn.values()):
        load("pdf_again")(path, admitted, gathering)
        return
    gather_lines(in_order(list(pages.values())), gathering)
    silent = [number for number, lines in pages.items() if not lines]
    announce_silence(gathering, [n for n in silent if drawn[n]], [n for n in silent if not drawn[n]])


def _pages(
    document: pypdfium2.PdfDocument, gathering: Gathering
) -> tuple[dict[int, list[Line]], dict[int, bool]]:
    """The lines of each page that can be opened, and whether anything is drawn on it."""
    pages: dict[int, list[Line]] = {}
    drawn: dict[int, bool] = {}
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
            pages[number] = lines_of(page, number)
            drawn[number] = something_is_drawn(page)
            page.close()
        except pypdfium2.PdfiumError:
            gathering.warn(sentences.PARTLY_DAMAGED)
    return pages, drawn
