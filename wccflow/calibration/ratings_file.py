"""Reading ratings from a CSV file of rater, sha, case, item, value: every fault by row and column."""

from collections.abc import Mapping
from math import isfinite

from wccflow.base.errors import Refused
from wccflow.base.tables import rows_of
from wccflow.calibration.model import RatingRow

COLUMNS = ("rater", "sha", "case", "item", "value")
MOST_ROWS = 500_000
MOST_FAULTS = 20


def read(content: bytes) -> list[RatingRow]:
    """The ratings in a file. Raises Refused with every fault."""
    faults: list[str] = []
    found: list[RatingRow] = []
    first: dict[tuple[str, str, str, str], int] = {}
    for place, cells, _ in rows_of(content, COLUMNS, most_rows=MOST_ROWS):
        faults += _faults(place, cells)
        key = (cells["rater"], cells["sha"], cells["case"], cells["item"])
        if first.setdefault(key, place) != place:
            faults.append(f"Row {place} repeats row {first[key]}: {' '.join(key)}.")
        if not faults:
            rater, overseer, case, item = key
            found.append(RatingRow(rater, overseer, case, item, float(cells["value"])))
    if faults:
        more = len(faults) - MOST_FAULTS
        shown = faults[:MOST_FAULTS]
        raise Refused(*shown, *([f"There are {more} more faults."] if more > 0 else []))
    return found


def _faults(place: int, cells: Mapping[str, str]) -> list[str]:
    empty = [name for name in COLUMNS if not cells[name]]
    if empty:
        return [f"Row {place}, {', '.join(empty)}: nothing is given."]
    try:
        if isfinite(float(cells["value"])):
            return []
    except ValueError:
        pass
    return [f"Row {place}, value: “{cells['value'][:20]}” is not a number."]
