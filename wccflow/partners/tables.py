"""Reading tables that people paste or send as CSV, with every fault named by row and column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wccflow.base.errors import Refused
from wccflow.base.tables import rows_of

MOST_FAULTS = 50
MORE = "There are more faults; mend these first."
FORMULAS = ("=", "@", "+")


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


def table_of(
    content: bytes | str, columns: Mapping[str, Sequence[str]], needed: Sequence[str], most_rows: int
) -> Table:
    """The table in a file or a pasted text. Raises Refused when it is no table.

    `columns` gives for each column the names under which it may stand.
    """
    if isinstance(content, str):
        content = content.strip("\ufeff\r\n ")
    if not content:
        raise Refused("Give at least two rows: the names of the columns, and one below them.")
    found = Table()
    for number, cells, beyond in rows_of(content, needed, most_rows=most_rows, names=columns):
        _take(found, number, cells, beyond)
    return found


def _take(found: Table, number: int, cells: Mapping[str, str], beyond: str) -> None:
    if beyond:
        found.fault(number, "", "has more cells than the first row names")
        return
    for column, cell in cells.items():
        if cell.startswith(FORMULAS):
            found.fault(number, column, f"holds a formula, “{cell[:20]}”; give the value")
    found.rows.append((number, dict(cells)))
