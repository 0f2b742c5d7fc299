"""Reading a file of ratings: every fault is named by row and column, and nothing half read."""

from collections.abc import Mapping
from math import isfinite

from wccflow.base.tables import rows_of
from wccflow.engine.triangulating import Triangulation
from wccflow.ratings.rules import EXTERNAL, PANEL, SELF
from wccflow.triangulation.model import Table
from wccflow.triangulation.rules import EVIDENCE, PARTNERS

COLUMNS = ("organisation", "item", "channel", "value", "error")
MOST_ROWS = 500_000
MOST_FAULTS = 50
LOWEST, HIGHEST = -2.0, 7.0  # what is read of levels 1 to 4 may lie outside by chance, but not by far
MOST_ERROR = 10.0

CHANNELS: Mapping[str, str] = {
    "self": SELF,
    "partners": PARTNERS,
    "360": PARTNERS,
    "360°": PARTNERS,
    "evidence": EVIDENCE,
    "documents": EVIDENCE,
    "panel": PANEL,
    "external": EXTERNAL,
}
"""The names by which a file may call a source."""


class Faulty(Exception):
    """The file has faults, each a sentence with its row and column."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def errors_of(rules: Triangulation) -> dict[str, float]:
    """The standard error of each source where a file names none."""
    return {
        SELF: rules.error_self,
        PARTNERS: rules.error_halo,
        EVIDENCE: rules.error_evidence,
        PANEL: rules.error_panel,
        EXTERNAL: rules.error_evidence,
    }


def table_of(content: bytes, rules: Triangulation) -> Table:
    """The table of a file; each item is a group of its own. Raises Faulty, or Refused when it is no table."""
    faults: list[str] = []
    cells: dict[tuple[str, str, str], tuple[float, float]] = {}
    first: dict[tuple[str, str, str], int] = {}
    for row, line, beyond in rows_of(content, COLUMNS[:-1], most_rows=MOST_ROWS):
        if beyond:
            faults.append(f"row {row}: more cells than the first row names")
        read = _read(row, line, rules, faults)
        if read is None or beyond:
            continue
        place, value, error = read
        if place in first:
            say = f"says again what row {first[place]} says: {place[0]}, {place[1]}, {place[2]}"
            faults.append(_at(row, "organisation", say))
        first.setdefault(place, row)
        cells[place] = (value, error)
    if faults:
        more = len(faults) - MOST_FAULTS
        raise Faulty(faults[:MOST_FAULTS] + ([f"and {more} more faults"] if more > 0 else []))
    return _filled(cells)


def _read(
    row: int, line: Mapping[str, str], rules: Triangulation, faults: list[str]
) -> tuple[tuple[str, str, str], float, float] | None:
    before = len(faults)
    text = {name: line.get(name, "") for name in COLUMNS}
    for name in ("organisation", "item"):
        if not text[name]:
            faults.append(_at(row, name, "is empty"))
        elif text[name].startswith(("=", "+", "@")):
            faults.append(_at(row, name, f"begins like a formula: “{text[name]}”"))
    channel = CHANNELS.get(text["channel"].casefold(), "")
    if not channel:
        faults.append(_at(row, "channel", f"“{text['channel']}” is none of {', '.join(sorted(CHANNELS))}"))
    value = _number(row, "value", text["value"], faults, LOWEST, HIGHEST)
    usual = errors_of(rules).get(channel, rules.error_self)
    error = _number(row, "error", text["error"], faults, 0.0, MOST_ERROR) if text["error"] else usual
    if error == 0:
        faults.append(_at(row, "error", "must be more than nought: nothing is known for certain"))
    if len(faults) > before or value is None or error is None:
        return None
    if channel == PARTNERS:
        error = max(error, rules.error_halo)
    return (text["organisation"], text["item"], channel), value, error


def _number(row: int, name: str, text: str, faults: list[str], low: float, high: float) -> float | None:
    try:
        found = float(text)
    except ValueError:
        found = float("nan")
    if not text:
        faults.append(_at(row, name, "is empty"))
    elif not isfinite(found):
        faults.append(_at(row, name, f"“{text}” is not a number"))
    elif not low <= found <= high:
        faults.append(_at(row, name, f"{text} is far outside what it can be ({low:g} to {high:g})"))
    else:
        return found
    return None


def _at(row: int, column: str, say: str) -> str:
    return f"row {row}, {column}: {say}"


def _filled(cells: Mapping[tuple[str, str, str], tuple[float, float]]) -> Table:
    organisations = list(dict.fromkeys(place[0] for place in cells))
    items = list(dict.fromkeys(place[1] for place in cells))
    row = {name: at for at, name in enumerate(organisations)}
    column = {name: at for at, name in enumerate(items)}
    table = Table.silent(organisations, items, items, [True] * len(items))
    for (organisation, item, source), (value, error) in cells.items():
        table.values[source][row[organisation], column[item]] = value
        table.errors[source][row[organisation], column[item]] = error
    return table
