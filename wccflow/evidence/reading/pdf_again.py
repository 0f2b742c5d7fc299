"""The second opinion on a PDF: pypdf, slower and plainer, opens some files that PDFium does not."""

import logging
from pathlib import Path

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, WrongPasswordError

from wccflow.base.errors import Refused
from wccflow.evidence.reading import progress, sentences
from wccflow.evidence.reading.gate import Admitted
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.paragraphs import paragraphs_of
from wccflow.evidence.reading.pdf_silence import announce_silence, ranges

LOCKED = (FileNotDecryptedError, WrongPasswordError)
LOCKED_OTHERWISE = (DependencyError, NotImplementedError)  # by certificates, and by what nobody has seen


def gather(path: Path, admitted: Admitted, gathering: Gathering) -> None:
    """Gather the passages of a PDF file page by page; a page that breaks is left out, and that is said."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = _opened(path)
    silent, damaged = [], []
    count = len(reader.pages)
    for number in range(1, min(count, gathering.limits.max_pages) + 1):
        progress.tell(number - 1, count)
        try:
            text = reader.pages[number - 1].extract_text()
        except LOCKED as fault:
            raise Refused(sentences.PASSWORD) from fault
        except LimitReachedError as fault:
            raise Refused(sentences.TOO_LARGE) from fault
        except MemoryError:
            raise
        except Exception:  # pypdf breaks on damaged files in ways that nobody can list
            damaged.append(number)
            continue
        if not text.strip():
            silent.append(number)
        for paragraph in paragraphs_of(text):
            gathering.text("paragraph", paragraph, page=number)
    gathering.pages = count
    if not count:
        gathering.warn(sentences.NO_PAGES)
    elif len(damaged) == count:
        raise Refused(sentences.DAMAGED)
    if damaged:
        gathering.warn(sentences.damaged_pages(ranges(damaged), one=len(damaged) == 1))
    announce_silence(gathering, [], silent)


def _opened(path: Path) -> pypdf.PdfReader:
    """The file opened, with the empty password where it asks for one."""
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(sentences.PASSWORD)
        len(reader.pages)  # which is where many a file breaks
    except (*LOCKED, *LOCKED_OTHERWISE) as fault:
        raise Refused(sentences.PASSWORD) from fault
    except (MemoryError, Refused):
        raise
    except Exception as fault:  # as above
        raise Refused(sentences.DAMAGED) from fault
    return reader
