"""Reading tables that people send as CSV or paste, row by row, whatever separates their cells."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from wccflow.base.errors import Refused

Row = tuple[int, dict[str, str], str]
OtherNames = Mapping[str, Sequence[str]]

ENCODINGS = {"utf-8": "utf-8-sig", "cp1252": "cp1252", "utf-16": "utf-16"}
IN_WORDS = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16 (“Unicode text”)"}
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
NOTHING_BELOW = "The file has no rows below its first."
_LONGEST_CELL = 100_000  # a quotation mark astray makes one cell of all that follows
_LONGEST_FIRST_ROW = 200_000
_NO_OTHER_NAMES: OtherNames = MappingProxyType({})
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")
_TWO_BYTES_CALLED = "utf-16"
_ASTRAY = "a quotation mark astray"
_SAVE_AGAIN = "Save it as “CSV UTF-8” and send it again."


@dataclass(frozen=True, slots=True)
class Table:
    """The columns that the first row names, and the rows below: place, cells by column, what is too much."""

    columns: Sequence[str]
    separator: str
    rows: Iterator[Row]


@contextmanager
def opened(path: Path, needed: Sequence[str], encoding: str = "utf-8") -> Iterator[Table]:
    """The table in a file, never whole in memory. Raises Refused, then or at any row, when it is none."""
    if encoding not in ENCODINGS:
        raise Refused(f"The encoding must be one of {', '.join(ENCODINGS)}.")
    with path.open("rb") as file:
        _refuse_other_kinds(file.read(4), encoding, f"Load it with the encoding {_TWO_BYTES_CALLED}.")
    with path.open(encoding=ENCODINGS[encoding], newline="") as text:
        try:
            yield _table(text, needed)
        except UnicodeError:
            raise Refused(_not_in(encoding, path)) from None


def rows_of(
    content: bytes | str,
    needed: Sequence[str],
    *,
    most_rows: int,
    names: OtherNames = _NO_OTHER_NAMES,
) -> Iterator[Row]:
    """The rows of a table that is held already: a file's bytes, or text that somebody pasted.

    `names` gives for a column the other names under which it may stand. Raises Refused when it is no
    table, when it has nothing below its first row, and at the row that is one too many.
    """
    text = content if isinstance(content, str) else text_of(content)
    count = 0
    for count, row in enumerate(_table(io.StringIO(text, newline=""), needed, names).rows, start=1):
        if count > most_rows:
            raise Refused(f"The file has more than {most_rows:,} rows. Send it in parts.")
        yield row
    if not count:
        raise Refused(NOTHING_BELOW)


def text_of(content: bytes) -> str:
    """The text of a file. Raises Refused when it is none in UTF-8, and says where."""
    _refuse_other_kinds(content[:4], "utf-8", _SAVE_AGAIN)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise Refused(f"Line {line} of the file is not text in UTF-8. {_SAVE_AGAIN}") from None


def _refuse_other_kinds(begins: bytes, encoding: str, remedy: str) -> None:
    if begins.startswith(_SPREADSHEETS):
        raise Refused("This is a spreadsheet or an archive, not a CSV file. Save it as “CSV UTF-8”.")
    if begins.startswith(_TWO_BYTES) and encoding != _TWO_BYTES_CALLED:
        raise Refused(f"The file is Unicode text in UTF-16. {remedy}")
    if not begins:
        raise Refused("The file is empty.")


def _table(
    text: TextIO, needed: Sequence[str], names: Mapping[str, Sequence[str]] = _NO_OTHER_NAMES
) -> Table:
    known = {name: column for column, others in names.items() for name in (column, *others)}
    columns, separator = _columns(text.readline(_LONGEST_FIRST_ROW), needed, known)
    return Table(columns, separator, _rows(csv.reader(text, delimiter=separator, strict=True), columns))


def _columns(first: str, needed: Sequence[str], known: Mapping[str, str]) -> tuple[list[str], str]:
    """The names of the columns, split by the separator that finds the most of those that are needed."""
    split = {each: _names(first, each, known) for each in SEPARATORS}
    separator = max(split, key=lambda each: len(set(split[each]) & set(needed)))
    names = split[separator]
    missing = [name for name in needed if name not in names]
    if missing:
        raise Refused(f"The first row must name these columns too: {', '.join(missing)}.")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise Refused(f"The first row names these columns twice: {', '.join(twice)}.")
    return names, separator


def _names(first: str, separator: str, known: Mapping[str, str]) -> list[str]:
    try:
        cells = next(csv.reader([first], delimiter=separator), [])
    except csv.Error:
        return []
    plain = [" ".join(cell.split()).casefold() for cell in cells]
    return [known.get(each.replace("_", " "), each) for each in plain]


def _rows(reader: Iterator[list[str]], columns: Sequence[str]) -> Iterator[Row]:
    """Every row that holds anything, with its place as a spreadsheet numbers it."""
    place = 1
    while (cells := _next(reader, place := place + 1)) is not None:
        trimmed = [cell.strip() for cell in cells]
        if not any(trimmed):
            continue
        named = dict(zip(columns, [*trimmed, *([""] * len(columns))], strict=False))
        named.pop("", None)
        yield place, named, "".join(trimmed[len(columns) :])


def _next(reader: Iterator[list[str]], place: int) -> list[str] | None:
    """The cells of the next row; None after the last."""
    try:
        cells = next(reader, None)
    except csv.Error as error:
        too_long = "field larger" in str(error)
        raise _unreadable(place, "a cell that is far too long" if too_long else _ASTRAY) from None
    if cells and max(map(len, cells)) > _LONGEST_CELL:
        raise _unreadable(place, "a cell that is far too long")
    return cells


def _unreadable(place: int, holds: str) -> Refused:
    return Refused(f"Row {place} holds {holds}, so nothing after it can be read.")


def _not_in(encoding: str, path: Path) -> str:
    """The sentence for a file in another encoding: where it was seen, and what may help."""
    if encoding != "utf-8":
        return f"The file is not text in {IN_WORDS[encoding]}. Save it as “CSV UTF-8” and load it again."
    with path.open("rb") as file:
        line = next((place for place, line in enumerate(file, start=1) if not _is_utf_8(line)), 1)
    return (
        f"Line {line} of the file is not text in UTF-8. It may be Windows-1252, as older spreadsheets save: "
        "load it with the encoding cp1252, or save it as “CSV UTF-8” and load it again."
    )


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True
