"""Pictures out of filed files, and pages of PDFs as pictures, drawn anew by the child."""

import base64
import binascii
import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any
from uuid import UUID

from sqlalchemy import select

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import files, session
from wccflow.evidence.models import PictureRow, Version
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.process import Crashed, ask_child

FOLDER = "drawn"  # in the store of files; may be emptied at any time
WIDEST = 1_400  # pixels; twice a column of text, for sharp screens
PAGE_WIDTH = 1_100
SECONDS = 10.0
WAIT_SECONDS = 8.0
MOST_PICTURE_BYTES = 12 << 20
MOST_KEPT_BYTES = 256 << 20
AT_ONCE = 2  # children that draw at the same time, so that a page of pictures does not slow others
SIGNATURES = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}

NOT_SHOWN = "This picture cannot be shown here. It is in the original file."
REFUSED = b"refused: "  # begins what is kept of a picture that cannot be drawn, lest it be tried at each view
PAGE_NOT_SHOWN = "This page cannot be shown as a picture. Open the original file instead."
BUSY = "Many pictures are being drawn at this moment. Reload the page in a moment."

PASSING = (BUSY, sentences.TOO_LONG, sentences.FILE_GONE)

_turns = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as it is sent to a browser."""

    kind: str
    content: bytes


def picture(version: Version, number: int) -> Drawn:
    """A picture of the document, from 0. Raises NotFound, or Refused where it cannot be shown."""
    row = session().get(PictureRow, (version.id, number))
    if row is None:
        raise NotFound
    return _drawn(version, "picture", {"name": row.name, "most": WIDEST}, NOT_SHOWN)


def page(version: Version, number: int) -> Drawn:
    """A page of a PDF, from 1. Raises NotFound, or Refused where it cannot be shown."""
    if not has_pages(version) or not 1 <= number <= (version.pages or 0):
        raise NotFound
    return _drawn(version, "page", {"page": number, "width": PAGE_WIDTH}, PAGE_NOT_SHOWN)


def has_pages(version: Version) -> bool:
    """Whether the pages of the original can be shown as pictures."""
    return version.kind == "pdf" and bool(version.pages)


def pictures_of(version_id: UUID) -> list[PictureRow]:
    """Where the document holds pictures, in order."""
    query = select(PictureRow).where(PictureRow.version_id == version_id)
    return list(session().scalars(query.order_by(PictureRow.ordinal)))


def _drawn(version: Version, what: str, asked: dict[str, Any], sentence: str) -> Drawn:
    kept = files().folder / FOLDER / _name(version.sha256, what, asked)
    found = _kept(kept)
    if found is None:
        found = _asked(kept, version, what, asked, sentence)
        _keep(kept, found.content)
    return found


def _asked(kept: Path, version: Version, what: str, asked: dict[str, Any], sentence: str) -> Drawn:
    """The picture as the child draws it; a refusal that time does not change is kept in its place."""
    try:
        return _ask(version, what, asked, sentence)
    except Refused as refusal:
        if refusal.sentences[0] not in PASSING:
            _keep(kept, REFUSED + refusal.sentences[0].encode())
        raise


def _ask(version: Version, what: str, asked: dict[str, Any], sentence: str) -> Drawn:
    path = files().path(version.sha256)
    if not _turns.acquire(timeout=WAIT_SECONDS):
        raise Refused(BUSY)
    try:
        deadline = time.monotonic() + SECONDS
        limits = Limits(seconds=SECONDS)
        answer = ask_child(path, version.file_name, limits, deadline=deadline, what=what, asked=asked)
    except Crashed:
        raise Refused(sentence) from None
    finally:
        _turns.release()
    return _understood(answer, sentence)


def _understood(answer: dict[str, Any], sentence: str) -> Drawn:
    """The picture that the child sent; what it claims is not believed without a look."""
    kind = str(answer.get("kind", ""))
    try:
        content = base64.b64decode(str(answer.get("base64", "")), validate=True)
    except (binascii.Error, ValueError):
        raise Refused(sentence) from None
    signature = SIGNATURES.get(kind)
    if signature is None or not content.startswith(signature) or len(content) > MOST_PICTURE_BYTES:
        raise Refused(sentence)
    return Drawn(kind, content)


def _name(digest: str, what: str, asked: dict[str, Any]) -> str:
    told = "\x1f".join((digest, what, *(f"{name}={asked[name]}" for name in sorted(asked))))
    return sha256(told.encode()).hexdigest()


def _kept(path: Path) -> Drawn | None:
    """The picture that was drawn before; one looked at stays longest. Raises Refused as it did then."""
    try:
        content = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    if content.startswith(REFUSED):
        raise Refused(content.removeprefix(REFUSED).decode())
    kind = next((kind for kind, signature in SIGNATURES.items() if content.startswith(signature)), None)
    return Drawn(kind, content) if kind else None


def _keep(path: Path, content: bytes) -> None:
    """Keep a picture beside the others; where there is no room it is drawn again next time."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)
        _make_room(path.parent)


def _make_room(folder: Path) -> None:
    """Remove what was not looked at for longest while all together is too large."""
    with os.scandir(folder) as entries:
        kept = sorted(((entry.stat(), entry.path) for entry in entries), key=lambda each: -each[0].st_mtime)
    for path in _beyond(kept):
        Path(path).unlink(missing_ok=True)


def _beyond(kept: Iterable[tuple[os.stat_result, str]]) -> list[str]:
    total, beyond = 0, []
    for about, path in kept:
        total += about.st_size
        if total > MOST_KEPT_BYTES:
            beyond.append(path)
    return beyond
