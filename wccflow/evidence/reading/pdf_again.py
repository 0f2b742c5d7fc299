"""The second opinion on a PDF: pypdf, slower and plainer, opens some files that PDFium does not."""

import logging
from pathlib import Path

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError, WrongPasswordError

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.gate import Admitted
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.paragraphs import paragraphs_of
from wccflow.evidence.reading.pdf_silence import announce_silence

LOCKED = (DependencyError, FileNotDecryptedError, WrongPasswordError)
BROKEN = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    AssertionError,
    RecursionError,
    OSError,
)


def gather(path: Path, admitted: Admitted, gathering: Gathering) -> None:
    """Gather the passages of a PDF file page by page; a page that breaks is left out, and that is said."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = _opened(path)
    silent = []
    for number in range(1, len(reader.pages) + 1):
        try:
            text = reader.pages[number - 1].extract_text()
        except LOCKED as fault:
            raise Refused(sentences.PASSWORD) from fault
        except BROKEN:
            gathering.warn(sentences.PARTLY_DAMAGED)
            continue
        if not text.strip():
            silent.append(number)
        for paragraph in paragraphs_of(text):
            gathering.text("paragraph", paragraph, page=number)
    gathering.pages = len(reader.pages)
    announce_silence(gathering, [], silent)


def _opened(path: Path) -> pypdf.PdfReader:
    """The file opened, with the empty password where it asks for one."""
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(sentences.PASSWORD)
        if not len(reader.pages):
            raise Refused(sentences.DAMAGED)
    except LOCKED as fault:
        raise Refused(sentences.PASSWORD) from fault
    except BROKEN as fault:
        raise Refused(sentences.DAMAGED) from fault
    return reader
