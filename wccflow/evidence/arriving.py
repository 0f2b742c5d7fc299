"""Taking in a file: its first bytes must fit its name, then it is kept before any row speaks of it."""

import io
from dataclasses import dataclass
from typing import IO

from wccflow.base.errors import Refused
from wccflow.base.files import FileStore, Kept
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.package import Package
from wccflow.evidence.rules import clean_name

HEAD = 1_024
OLDER_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD_MARK = "EncryptedPackage".encode("utf-16-le")
OLDER_STREAMS = {
    "WordDocument": "doc",
    "PowerPoint Document": "ppt",
    **dict.fromkeys(("Workbook", "WORKBOOK", "Book", "BOOK"), "xls"),
    **dict.fromkeys(("__substg1.0_", "__properties_"), "msg"),
}
OFFICE_MARK = b"[Content_Types].xml"  # every Office file has this part
DIRECTORY_ENTRY, MOST_ENTRIES = b"PK\x01\x02", 20_000  # more would take long to list, even unread
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

    Only first bytes and a zip's directory are looked at here, for this runs in the web process; the rest is
    for the reader's child.
    """
    shown = clean_name(name)
    head = stream.read(HEAD)
    fault = _fault(shown, head) or _fault_of_family(head, stream)
    if fault:
        raise Refused(f"{shown}: {fault}")
    stream.seek(0)
    return Received(shown, files.keep(stream, max_bytes=max_bytes))


def _fault_of_family(head: bytes, rest: IO[bytes]) -> str:
    """The sentence that refuses a kind of file which is never read here, lest it take a good one's place."""
    if head.startswith(b"{\\rtf"):
        return sentences.SAVE_AS["rtf"]
    if head.startswith(PICTURES):
        return sentences.SAVE_AS["picture"]
    if head.startswith(OLDER_OFFICE):
        return _fault_of_older(head + rest.read())
    if head.startswith(b"PK") and OPEN_DOCUMENT in head:
        return sentences.SAVE_AS["odt"]
    return _fault_of_package(head + rest.read()) if head.startswith(b"PK") else ""


def _fault_of_package(content: bytes) -> str:
    if OFFICE_MARK not in content:
        return sentences.SAVE_AS["zip"]
    if content.count(DIRECTORY_ENTRY) > MOST_ENTRIES:
        return sentences.TOO_LARGE
    try:
        Package(io.BytesIO(content), Limits()).demand_bearable()
    except Refused as refusal:
        return refusal.sentences[0]
    return ""


def _fault_of_older(content: bytes) -> str:
    if PASSWORD_MARK in content:
        return sentences.PASSWORD
    found = (kind for stream, kind in OLDER_STREAMS.items() if stream.encode("utf-16-le") in content)
    return sentences.SAVE_AS[next(found, "unknown")]


def _fault(name: str, head: bytes) -> str:
    """The sentence that refuses a file whose name promises what its first bytes are not."""
    ending = name.rpartition(".")[2].lower()
    if not head:
        return sentences.EMPTY
    if ending == "pdf" and b"%PDF-" not in head:
        return sentences.not_what_it_says("PDF", "something else")
    promised = next((word for word, endings in OFFICE.items() if ending in endings), "")
    if promised and not head.startswith(b"PK") and not head.startswith(OLDER_OFFICE):
        return sentences.not_what_it_says(promised, "PDF" if b"%PDF-" in head else "something else")
    return ""
