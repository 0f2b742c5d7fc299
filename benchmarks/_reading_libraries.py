"""The reader and the libraries beside it, each as a function from a file to what it says."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pypdf
import pypdfium2

from benchmarks._reading_trial import Declined, Library, Said
from wccflow.base.errors import Refused
from wccflow.evidence.reading.families import load, read_here
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.outcomes import kind_of_sentence
from wccflow.evidence.reading.passages import Reading
from wccflow.evidence.reading.reader import read

OURS = "wccflow"
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
for family in ("word", "sheets", "slides", "pdf", "pdf_again", "plain", "web_page", "marked"):
    load(family)  # as the libraries are, before anything is measured


@dataclass(frozen=True)
class Contender:
    """A library under the name that the table gives it."""

    name: str
    library: Library
    keeps_limits: bool = False  # it ends its own child


def as_shipped(path: Path) -> Said:
    """Our reader with its own child behind limits, as the product uses it."""
    try:
        return _said(read(path, name=path.name))
    except Refused as refusal:
        raise Declined(kind_of_sentence(refusal.sentences[0])) from refusal


def in_one_process(path: Path) -> Said:
    """Our reader without its own child, as the libraries are measured."""
    try:
        return _said(read_here(path, path.name, Limits()))
    except Refused as refusal:
        raise Declined(kind_of_sentence(refusal.sentences[0])) from refusal


def _said(reading: Reading) -> Said:
    text = "\n".join(each.text for each in reading.passages)
    return Said(text, reading.pages, len(reading.passages))


def _python_docx(path: Path) -> Said:
    """Paragraphs and tables in their order, as its own guide reads them."""
    texts = list(_paragraphs(docx.Document(str(path)).iter_inner_content()))
    return Said("\n".join(texts), passages=len(texts))


def _paragraphs(blocks: Any) -> Iterator[str]:
    for block in blocks:
        if hasattr(block, "text"):
            yield block.text
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell.iter_inner_content())


def _openpyxl(path: Path) -> Said:
    return _workbook(openpyxl.load_workbook(path, data_only=True))


def _openpyxl_read_only(path: Path) -> Said:
    return _workbook(openpyxl.load_workbook(path, data_only=True, read_only=True))


def _workbook(book: Any) -> Said:
    sheets = [each for each in book.worksheets if each.sheet_state == "visible"]
    rows = [row for sheet in sheets for row in sheet.iter_rows(values_only=True)]
    texts = [" ".join(str(value) for value in row if value is not None) for row in rows]
    return Said("\n".join(texts), passages=sum(bool(text) for text in texts))


def _python_pptx(path: Path) -> Said:
    slides = list(pptx.Presentation(str(path)).slides)
    texts = [text for slide in slides for shape in slide.shapes for text in _texts_of(shape)]
    return Said("\n".join(texts), pages=len(slides), passages=len(texts))


def _texts_of(shape: Any) -> Iterator[str]:
    if shape.has_text_frame:
        yield from (each.text for each in shape.text_frame.paragraphs)
    if getattr(shape, "has_table", False):
        yield from (cell.text for row in shape.table.rows for cell in row.cells)
    for inner in getattr(shape, "shapes", ()):
        yield from _texts_of(inner)


def _pypdfium2(path: Path) -> Said:
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return Said("\n".join(pages), pages=len(pages))


def _pypdf(path: Path) -> Said:
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    return Said("\n".join(pages), pages=len(pages))


US = (Contender(OURS, as_shipped, keeps_limits=True), Contender(f"{OURS}, in one process", in_one_process))
CONTENDERS: dict[str, tuple[Contender, ...]] = {
    "docx": (*US, Contender("python-docx", _python_docx)),
    "pdf": (*US, Contender("pypdfium2", _pypdfium2), Contender("pypdf", _pypdf)),
    "xlsx": (*US, Contender("openpyxl", _openpyxl), Contender("openpyxl, read only", _openpyxl_read_only)),
    "pptx": (*US, Contender("python-pptx", _python_pptx)),
    "other": US,
}
FAMILIES = {
    **dict.fromkeys(("docx", "dotx", "docm", "dotm"), "docx"),
    **dict.fromkeys(("xlsx", "xltx", "xlsm", "xltm"), "xlsx"),
    **dict.fromkeys(("pptx", "potx", "pptm", "ppsx", "ppsm", "potm"), "pptx"),
    "pdf": "pdf",
}


def family_of(path: Path) -> str:
    """Which of the families a file belongs to by its name."""
    return FAMILIES.get(path.suffix.lstrip(".").lower(), "other")
