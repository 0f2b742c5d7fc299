"""Reading tables that people paste or send as CSV, with every fault named by row and column."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wccflow.base.errors import Refused

MOST_FAULTS = 50
MORE = "There are more faults; mend these first."
FORMULAS = ("=", "@", "+")
NOT_TEXT = "The file is not text in UTF-8. Save it as “CSV UTF-8” and send it again."


@dataclass(slots=True)
class Table:
    """The rows below the first, each with its number and its cells by column; and what is wrong with them."""

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def fault(self, row: int, column: str, say: str) -> None:
        """Name a fault by row and column, up to so many as somebody can mend at once."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(f"Row {row}, {column}: {say}." if column else f"Row {row}: {say}.")
        elif len(self.faults) == MOST_FAULTS:
            self.faults.append(MORE)


def text_of(content: bytes) -> str:
    """The text of a file. Raises Refused when it is none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(NOT_TEXT) from None


def table_of(text: str, columns: Mapping[str, Sequence[str]], needed: Sequence[str], most_rows: int) -> Table:
    """The table in a text: commas, semicolons or tabs between cells, the columns named in the first row.

    `columns` gives for each column the names under which it may stand. Raises Refused when it is no table.
    """
    lines = text.strip("\ufeff\r\n ")
    if not lines:
        raise Refused("Give at least two rows: the names of the columns, and one below them.")
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=_delimiter(lines))
    heads = _heads(next(reader, []), columns)
    missing = [name for name in needed if name not in heads]
    if missing:
        raise Refused(f"The first row must name these columns too: {', '.join(missing)}.")
    found = Table()
    for number, cells in enumerate(reader, start=2):
        if any(cell.strip() for cell in cells):
            _take(found, number, cells, heads)
        if len(found.rows) > most_rows:
            raise Refused(f"There are more than {most_rows:,} rows. Send them in parts.")
    if not found.rows and not found.faults:
        raise Refused("There is nothing below the first row.")
    return found


def _delimiter(text: str) -> str:
    first = text.splitlines()[0]
    return max(",;\t", key=first.count)


def _heads(cells: Sequence[str], columns: Mapping[str, Sequence[str]]) -> list[str]:
    known = {name: column for column, names in columns.items() for name in (column, *names)}
    plain = (" ".join(cell.lower().replace("_", " ").split()) for cell in cells)
    return [known.get(each, each) for each in plain]


def _take(found: Table, number: int, cells: Sequence[str], heads: Sequence[str]) -> None:
    if len(cells) > len(heads) and any(cell.strip() for cell in cells[len(heads) :]):
        found.fault(number, "", "has more cells than the first row names")
        return
    row = {head: cell.strip() for head, cell in zip(heads, cells, strict=False)}
    for column, cell in row.items():
        if cell.startswith(FORMULAS):
            found.fault(number, column, f"holds a formula, “{cell[:20]}”; give the value")
    found.rows.append((number, {**dict.fromkeys(heads, ""), **row}))
