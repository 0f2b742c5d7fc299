"""Taking in a file: its first bytes must fit its name, then it is kept before any row speaks of it."""

from dataclasses import dataclass
from typing import IO

from wccflow.base.errors import Refused
from wccflow.base.files import FileStore, Kept
from wccflow.evidence.reading import sentences
from wccflow.evidence.rules import clean_name

HEAD = 1_024
OLDER_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD_MARK = "EncryptedPackage".encode("utf-16-le")
OFFICE = {"Word": ("docx", "docm", "dotx"), "Excel": ("xlsx", "xlsm"), "PowerPoint": ("pptx", "pptm")}


@dataclass(frozen=True, slots=True)
class Received:
    """A file that is safe in the store, under the name that the person gave it."""

    name: str
    kept: Kept


def receive(files: FileStore, stream: IO[bytes], *, name: str, max_bytes: int) -> Received:
    """Keep a file that is brought. Raises Refused, and keeps nothing, when it plainly cannot be filed.

    Only first bytes are looked at here, for this runs in the web process; the rest is for the reader's child.
    """
    shown = clean_name(name)
    head = stream.read(HEAD)
    if head.startswith(OLDER_OFFICE) and PASSWORD_MARK in stream.read():
        raise Refused(f"{shown}: {sentences.PASSWORD}")
    fault = _fault(shown, head)
    if fault:
        raise Refused(f"{shown}: {fault}")
    stream.seek(0)
    return Received(shown, files.keep(stream, max_bytes=max_bytes))


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
