"""Taking in a file: its first bytes must fit its name, then it is kept before any row speaks of it."""

from dataclasses import dataclass
from typing import IO

from wccflow.base.errors import Refused
from wccflow.base.files import FileStore, Kept
from wccflow.evidence.reading import legacy, sentences
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.tail import directory_is_bearable, ends_as_pdf, may_be_mended
from wccflow.evidence.rules import clean_name

HEAD = 1_024
CHUNK, LONGEST_MARK = 1 << 20, 64  # how much of a file is looked at in one go; a mark may lie across the cut
OLDER_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD_MARK = "EncryptedPackage".encode("utf-16-le")
OLDER_STREAMS = {
    "WordDocument": "doc",
    "PowerPoint Document": "ppt",
    **dict.fromkeys(("Workbook", "WORKBOOK", "Book", "BOOK"), "xls"),
    **dict.fromkeys(("__substg1.0_", "__properties_"), "msg"),
}
OFFICE_MARK = "[content_types].xml"  # every Office file has this part
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
OFFICE = {"Word": ("docx", "docm", "dotx"), "Excel": ("xlsx", "xlsm"), "PowerPoint": ("pptx", "pptm")}


@dataclass(frozen=True, slots=True)
class Received:
    """A file that is safe in the store, under the name that the person gave it."""

    name: str
    kept: Kept


def receive(files: FileStore, stream: IO[bytes], *, name: str, max_bytes: int) -> Received:
    """Keep a file that is brought. Raises Refused, and keeps nothing, when it plainly cannot be filed.

    Only first bytes, a zip's directory and an older file's marks are looked at here, a little at a time,
    since this runs in the web process; the rest is for the reader's child.
    """
    shown = clean_name(name)
    head = stream.read(HEAD)
    fault = _fault(shown, head, stream) or _fault_of_family(head, stream)
    if fault:
        raise Refused(f"{shown}: {fault}")
    stream.seek(0)
    return Received(shown, files.keep(stream, max_bytes=max_bytes))


def _fault_of_family(head: bytes, stream: IO[bytes]) -> str:
    """The sentence that refuses a kind of file which is never read here, lest it take a good one's place."""
    if head.startswith(b"{\\rtf"):
        return _unread("rtf")
    if head.startswith(PICTURES):
        return _unread("picture")
    if head.startswith(OLDER_OFFICE):
        return _fault_of_older(stream)
    if head.startswith(b"PK") and OPEN_DOCUMENT in head:
        return _fault_of_open_document(stream)
    return _fault_of_package(stream) if head.startswith(b"PK") else ""


def _unread(kind: str) -> str:
    """The sentence that refuses a kind, unless it can be read here."""
    sentence = sentences.SAVE_AS.get(kind, "")
    return "" if legacy.kind_refused(sentence) else sentence


def _fault_of_package(stream: IO[bytes]) -> str:
    if not directory_is_bearable(stream):
        return sentences.TOO_LARGE
    try:
        package = Package(stream, Limits())
        package.demand_bearable()
    except Refused as refusal:
        if not _speaks_of_office(stream):
            return sentences.SAVE_AS["zip"]
        mended = refusal.sentences[0] == sentences.DAMAGED and may_be_mended(stream)
        return "" if mended else refusal.sentences[0]
    is_office = OFFICE_MARK in (name.lstrip("/").lower() for name in package.names())
    return "" if is_office else sentences.SAVE_AS["zip"]


def _fault_of_open_document(stream: IO[bytes]) -> str:
    if not directory_is_bearable(stream):
        return sentences.TOO_LARGE
    try:
        Package(stream, Limits()).demand_bearable()
    except Refused as refusal:
        return refusal.sentences[0]
    return ""


def _speaks_of_office(stream: IO[bytes]) -> bool:
    """Whether a zip that cannot be listed begins as an Office file does."""
    stream.seek(0)
    return OFFICE_MARK in stream.read(CHUNK).decode("latin-1").lower()


def _fault_of_older(stream: IO[bytes]) -> str:
    marks = {stream_name.encode("utf-16-le"): kind for stream_name, kind in OLDER_STREAMS.items()}
    there = _marks_in(stream, (*marks, PASSWORD_MARK))
    if PASSWORD_MARK in there:
        return sentences.PASSWORD
    return _unread(next((kind for mark, kind in marks.items() if mark in there), "unknown"))


def _marks_in(stream: IO[bytes], marks: tuple[bytes, ...]) -> set[bytes]:
    """Which of these marks a file holds, seen piece by piece."""
    stream.seek(0)
    found: set[bytes] = set()
    kept = b""
    while piece := stream.read(CHUNK):
        window = kept + piece
        found.update(mark for mark in marks if mark not in found and mark in window)
        kept = window[-LONGEST_MARK:]
    return found


def _fault(name: str, head: bytes, stream: IO[bytes]) -> str:
    """The sentence that refuses a file whose name promises what its first bytes are not."""
    ending = name.rpartition(".")[2].lower()
    if not head:
        return sentences.EMPTY
    if ending == "pdf" and b"%PDF-" not in head and not ends_as_pdf(stream):
        return sentences.not_what_it_says("PDF", "something else")
    promised = next((word for word, endings in OFFICE.items() if ending in endings), "")
    if promised and not head.startswith(b"PK") and not head.startswith(OLDER_OFFICE):
        return sentences.not_what_it_says(promised, "PDF" if b"%PDF-" in head else "something else")
    return ""
