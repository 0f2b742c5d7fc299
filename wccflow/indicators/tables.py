"""Reading a CSV file row by row, whatever separates its cells; the whole of it is never in memory."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wccflow.base.errors import Refused

ENCODINGS = {"utf-8": "utf-8-sig", "cp1252": "cp1252", "utf-16": "utf-16"}
IN_WORDS = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16 (“Unicode text”)"}
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
LONGEST_CELL = 4_000
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")

Row = tuple[int, dict[str, str], str]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns that the first row names, and the rows below: place, cells by column, what is too much."""

    columns: Sequence[str]
    separator: str
    rows: Iterator[Row]


@contextmanager
def opened(path: Path, needed: Sequence[str], encoding: str = "utf-8") -> Iterator[Table]:
    """The table in a file. Raises Refused, then or while its rows are read, when it is none."""
    if encoding not in ENCODINGS:
        raise Refused(f"The encoding must be one of {', '.join(ENCODINGS)}.")
    _refuse_other_kinds(path, encoding)
    with path.open(encoding=ENCODINGS[encoding], newline="") as file:
        try:
            first = file.readline(200_000)
            columns, separator = _columns(first, needed)
            reader = csv.reader(file, delimiter=separator, strict=True)
            yield Table(columns, separator, _rows(reader, columns))
        except UnicodeError:
            raise Refused(_not_in(encoding, path)) from None


def _refuse_other_kinds(path: Path, encoding: str) -> None:
    with path.open("rb") as file:
        begins = file.read(4)
    if begins.startswith(_SPREADSHEETS):
        raise Refused("This is a spreadsheet or an archive, not a CSV file. Save it as “CSV UTF-8”.")
    if begins.startswith(_TWO_BYTES) and encoding != "utf-16":
        raise Refused("The file is Unicode text in UTF-16. Load it with the encoding utf-16.")
    if not begins:
        raise Refused("The file is empty.")


def _columns(first: str, needed: Sequence[str]) -> tuple[list[str], str]:
    """The names of the columns, split by the separator that finds the most of those that are needed."""
    split = {each: _names(first, each) for each in SEPARATORS}
    separator = max(split, key=lambda each: len(set(split[each]) & set(needed)))
    names = split[separator]
    missing = [name for name in needed if name not in names]
    if missing:
        raise Refused(f"The first row must name these columns too: {', '.join(missing)}.")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise Refused(f"The first row names these columns twice: {', '.join(twice)}.")
    return names, separator


def _names(first: str, separator: str) -> list[str]:
    try:
        cells = next(csv.reader([first], delimiter=separator), [])
    except csv.Error:
        return []
    return [" ".join(cell.split()).casefold() for cell in cells]


def _rows(reader: Iterator[list[str]], columns: Sequence[str]) -> Iterator[Row]:
    """Every row that holds anything, with its place as a spreadsheet numbers it."""
    place = 1
    while True:
        place += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            said = (
                "a cell that is far too long" if "field larger" in str(error) else "a quotation mark astray"
            )
            raise Refused(f"Row {place} holds {said}, so nothing after it can be read.") from None
        if cells is None:
            return
        trimmed = [cell.strip() for cell in cells]
        if not any(trimmed):
            continue
        named = dict(zip(columns, [*trimmed, *([""] * len(columns))], strict=False))
        named.pop("", None)
        yield place, named, "".join(trimmed[len(columns) :])


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
