"""PDF files: PDFium reads the pages; pypdf gives a second opinion where it cannot open them."""

from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2

from wccflow.base.errors import Refused
from wccflow.evidence.reading import progress, sentences
from wccflow.evidence.reading.families import load
from wccflow.evidence.reading.gate import Admitted
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.pdf_layout import in_order, says_only_what_runs
from wccflow.evidence.reading.pdf_lines import Line, is_mostly_picture, lines_of, something_is_drawn
from wccflow.evidence.reading.pdf_notes import Note, hang, notes_on
from wccflow.evidence.reading.pdf_passages import gather_lines
from wccflow.evidence.reading.pdf_silence import announce_silence, ranges
from wccflow.evidence.reading.pdf_surface import inserted_files, is_form_of_its_own, whole_page
from wccflow.evidence.reading.pdf_tables import with_tables

LOCKED = (4, 5)  # PDFium's numbers for a password that is asked for, and for a lock that it does not know


@dataclass
class _Pages:
    """What was found on the pages of one document, by number."""

    lines: dict[int, list[Line]] = field(default_factory=dict)
    drawn: set[int] = field(default_factory=set)
    pictures: set[int] = field(default_factory=set)
    damaged: list[int] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Whether there is neither a word nor anything drawn."""
        return not self.drawn and not any(self.lines.values())


def gather(path: Path, admitted: Admitted, gathering: Gathering) -> None:
    """Gather the passages of a PDF file."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        _ask_another(path, admitted, gathering, is_locked=fault.err_code in LOCKED)
        return
    gathering.pages = len(document)
    pages = _pages(document, gathering)
    if pages.is_blank and _another_reads(path, admitted, gathering, otherwise=bool(pages.lines)):
        return
    try:
        gather_lines(in_order(list(pages.lines.values())), gathering)
    finally:  # also where there is more than may be gathered
        gathering.remarks.extend(hang(pages.notes, gathering.passages))
        _announce(document, pages, gathering)


def _pages(document: pypdfium2.PdfDocument, gathering: Gathering) -> _Pages:
    """All pages that can be opened, and what is on them."""
    found, count = _Pages(), len(document)
    if count > gathering.limits.max_pages:
        gathering.warn(sentences.CUT_SHORT)
    for number in range(1, min(count, gathering.limits.max_pages) + 1):
        try:
            _look_at(document, number, found)
        except pypdfium2.PdfiumError:
            found.damaged.append(number)
        progress.tell(number, count)
    return found


def _look_at(document: pypdfium2.PdfDocument, number: int, found: _Pages) -> None:
    """Read one page: first what hangs on it, then its words, with those that were typed into its fields."""
    page = document[number - 1]
    found.notes.extend(notes_on(page, number))
    page = whole_page(document, page, number)
    found.lines[number] = with_tables(page, lines_of(page, number), number)
    if something_is_drawn(page):
        found.drawn.add(number)
    if is_mostly_picture(page):
        found.pictures.add(number)
    page.close()


def _announce(document: pypdfium2.PdfDocument, pages: _Pages, gathering: Gathering) -> None:
    """Say what the passages do not show."""
    if pages.damaged:
        gathering.warn(sentences.damaged_pages(ranges(pages.damaged), one=len(pages.damaged) == 1))
    if is_form_of_its_own(document):
        gathering.warn(sentences.FORM_OF_ITS_OWN)
    if inserted_files(document):
        gathering.warn(sentences.INSERTED_FILES)
    stamped = says_only_what_runs(pages.lines) & pages.pictures
    silent = [number for number, lines in pages.lines.items() if not lines or number in stamped]
    drawn = [number for number in silent if number in pages.drawn]
    announce_silence(gathering, drawn, [number for number in silent if number not in pages.drawn])


def _ask_another(path: Path, admitted: Admitted, gathering: Gathering, *, is_locked: bool) -> None:
    """Let pypdf try; what PDFium took for locked stays so where pypdf can make nothing of it either."""
    try:
        load("pdf_again")(path, admitted, gathering)
    except Refused as refusal:
        raise Refused(sentences.PASSWORD) if is_locked else refusal from refusal
    if is_locked and not gathering.pages:
        raise Refused(sentences.PASSWORD)


def _another_reads(path: Path, admitted: Admitted, gathering: Gathering, *, otherwise: bool) -> bool:
    """Whether pypdf finds words where PDFium finds nothing; raises what it says unless there is a page."""
    try:
        load("pdf_again")(path, admitted, gathering)
    except (Refused, MemoryError):
        if not otherwise:
            raise
    return bool(gathering.passages or gathering.warnings) or not otherwise
