"""Reading forms: the version a person saw, the words they wrote."""

from dataclasses import dataclass
from datetime import date
from typing import IO
from uuid import UUID, uuid4

from flask import current_app, request

from wccflow.base.errors import Refused, Stale

DAMAGED = "This form is damaged. Open the page again and repeat your change."
CHANGED = "Somebody else changed this while you were writing. Choose which words to keep."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a form carries: its name as the person gave it, its bytes, and how many they may be."""

    name: str
    stream: IO[bytes]
    most_bytes: int


def new_key() -> str:
    """A key for one sending of one form."""
    return str(uuid4())


def read_version() -> int:
    """The version of the thing that the person saw. Raises Refused when the form carries none."""
    text = request.form.get("version", "")
    if not (text.isdecimal() and text.isascii()):
        raise Refused(DAMAGED)
    return int(text)


def require_unchanged(version: int, *, mine: str, theirs: str, sentence: str = CHANGED) -> None:
    """Raise Stale when the thing is at another version than the one that the form was made from."""
    if read_version() != version:
        raise Stale(sentence, mine=mine, theirs=theirs, version=version)


def text(name: str, *, missing: str = "") -> str:
    """The trimmed text of a field. Raises Refused with the sentence `missing`, if given, when it is empty."""
    found = request.form.get(name, "").strip()
    if missing and not found:
        raise Refused(missing)
    return found


def day_given(name: str, *, missing: str) -> date:
    """The day in a field. Raises Refused, with the sentence `missing` when it is empty."""
    return _day(text(name, missing=missing))


def day_or_none(name: str) -> date | None:
    """The day in a field, or None where it is left open. Raises Refused."""
    return day_in(text(name))


def day_in(words: str) -> date | None:
    """The day that is written, None for nothing. Raises Refused."""
    return _day(words) if words else None


def text_asked(name: str) -> str | None:
    """The trimmed text of a field, or None where the form does not ask for it."""
    found = request.form.get(name)
    return None if found is None else found.strip()


def ticked(name: str) -> list[str]:
    """The values of the boxes of this name that are ticked."""
    return request.form.getlist(name)


def identity(name: str, *, missing: str = DAMAGED) -> UUID:
    """The UUID in a field. Raises Refused when there is none."""
    try:
        return UUID(request.form.get(name, ""))
    except ValueError:
        raise Refused(missing) from None


def identities(name: str) -> list[UUID]:
    """The UUIDs in all fields of this name. Raises Refused when one is none."""
    try:
        return [UUID(each) for each in request.form.getlist(name)]
    except ValueError:
        raise Refused(DAMAGED) from None


def uploads(name: str, *, missing: str) -> list[Upload]:
    """The files in a field. Raises Refused with the sentence `missing` when there is none."""
    chosen = [each for each in request.files.getlist(name) if each.filename]
    if not chosen:
        raise Refused(missing)
    most = int(current_app.config["MAX_CONTENT_LENGTH"])
    return [Upload(each.filename or "", each.stream, most) for each in chosen]


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise Refused(f"“{words[:20]}” is not a day. Write it like 2010-01-31.") from None
