"""What forms about documents carry: days, pages, dates, and the sheet of brought files."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from wccflow.base.work import files
from wccflow.evidence.arriving import Received, receive
from wccflow.evidence.dates import Dates
from wccflow.evidence.sheets import Chosen, Part, day_given, number
from wccflow.web.forms import Upload, text, uploads

MOST_PARTS = 12
NO_FILE = "Choose a file first."


def read_files() -> list[Upload]:
    """The files that a form brings. Raises Refused when there is none."""
    return uploads("file", missing=NO_FILE)


def taken_in(upload: Upload) -> Received:
    """A brought file, safe in the store. Raises Refused when it plainly cannot be filed."""
    return receive(files(), upload.stream, name=upload.name, max_bytes=upload.most_bytes)


def read_day(name: str) -> date | None:
    """The day in a field, or None. Raises Refused when it is no day."""
    return day_given(text(name))


def read_number(name: str) -> int | None:
    """The whole number in a field, or None. Raises Refused when it is none."""
    return number(text(name))


def read_dates() -> Dates:
    """The dates of a document as a form gives them. Raises Refused when one is no day."""
    return Dates(read_day("as_of"), read_day("since"), read_day("until"))


def read_sheet(fields: Mapping[str, str], ids: Iterable[UUID]) -> dict[UUID, Chosen]:
    """What was chosen for each of these files; those of which the fields say nothing are left out."""
    return {each: _chosen(fields, each) for each in ids if f"slot-{each}-0" in fields}


def proposed_then(fields: Mapping[str, str], ids: Iterable[UUID]) -> dict[UUID, str]:
    """What was proposed for each of these files when the person wrote."""
    return {each: fields[f"was-{each}"] for each in ids if f"was-{each}" in fields}


def _chosen(fields: Mapping[str, str], arrival: UUID) -> Chosen:
    parts = [
        _part(fields, arrival, place) for place in range(MOST_PARTS) if f"slot-{arrival}-{place}" in fields
    ]
    said = {name: fields.get(f"{name}-{arrival}", "").strip() for name in ("note", "as_of", "since", "until")}
    return Chosen(tuple(parts), **said)


def _part(fields: Mapping[str, str], arrival: UUID, place: int) -> Part:
    return Part(*(fields.get(f"{name}-{arrival}-{place}", "").strip() for name in ("slot", "first", "last")))
