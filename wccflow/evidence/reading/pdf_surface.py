"""What lies on PDF pages and beside them: forms filled in, text put over a page, files inserted."""

from typing import Any

import pypdfium2
from pypdfium2 import raw as untyped

raw: Any = untyped  # PDFium's own functions are made at run time and have no types.
# Freely placed text, stamps and the fields of forms: words that everyone sees and no text of the page holds.
SEEN_ON_THE_PAGE = (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WIDGET)
MOST_LAID_OVER = 2_000


def whole_page(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, number: int) -> pypdfium2.PdfPage:
    """The page with what was laid over it made part of it, in memory alone."""
    if not _has_something_laid_over(page):
        return page
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    changed: pypdfium2.PdfPage = document[number - 1]
    return changed


def is_form_of_its_own(document: pypdfium2.PdfDocument) -> bool:
    """Whether the pages are drawn by a program inside the file, and not by what is on them."""
    return bool(raw.FPDF_GetFormType(document) == raw.FORMTYPE_XFA_FULL)


def inserted_files(document: pypdfium2.PdfDocument) -> int:
    """How many other files are inserted into this one."""
    return int(max(raw.FPDFDoc_GetAttachmentCount(document), 0))


def _has_something_laid_over(page: pypdfium2.PdfPage) -> bool:
    count = min(raw.FPDFPage_GetAnnotCount(page), MOST_LAID_OVER)
    return any(_subtype(page, at) in SEEN_ON_THE_PAGE for at in range(count))


def _subtype(page: pypdfium2.PdfPage, at: int) -> int:
    annotation = raw.FPDFPage_GetAnnot(page, at)
    if not annotation:
        return 0
    try:
        return int(raw.FPDFAnnot_GetSubtype(annotation))
    finally:
        raw.FPDFPage_CloseAnnot(annotation)
