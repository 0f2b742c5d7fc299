"""Reading ratings from a CSV file of rater, sha, case, item, value: every fault by row and column."""

import csv
import io
from collections.abc import Mapping
from math import isfinite

from wccflow.base.errors import Refused
from wccflow.calibration.model import RatingRow

COLUMNS = ("rater", "sha", "case", "item", "value")
MOST_ROWS = 500_000
MOST_FAULTS = 20


def read(content: bytes) -> list[RatingRow]:
    """The ratings in a file. Raises Refused with every fault."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("The file is not text in UTF-8. Save it as “CSV UTF-8” and try again.") from None
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise Refused(f"The first row must name these columns too: {', '.join(missing)}.")
    return _checked(rows)


def _checked(rows: "csv.DictReader[str]") -> list[RatingRow]:
    faults: list[str] = []
    found: list[RatingRow] = []
    first: dict[tuple[str, str, str, str], int] = {}
    for place, row in enumerate(_whole(rows), start=2):
        if place > MOST_ROWS + 1:
            raise Refused(f"The file has more than {MOST_ROWS:,} rows.")
        cells = {name: (row[name] or "").strip() for name in COLUMNS}
        faults += _faults(place, cells)
        key = (cells["rater"], cells["sha"], cells["case"], cells["item"])
        if first.setdefault(key, place) != place:
            faults.append(f"Row {place} repeats row {first[key]}: {' '.join(key)}.")
        if not faults:
            rater, overseer, case, item = key
            found.append(RatingRow(rater, overseer, case, item, float(cells["value"])))
    if not found and not faults:
        raise Refused("The file has no rows below its first.")
    if faults:
        more = len(faults) - MOST_FAULTS
        shown = faults[:MOST_FAULTS]
        raise Refused(*shown, *([f"There are {more} more faults."] if more > 0 else []))
    return found


def _whole(rows: "csv.DictReader[str]") -> list[dict[str, str | None]]:
    try:
        return list(rows)
    except csv.Error as error:
        raise Refused(f"Row {rows.line_num} cannot be read: {error}.") from None


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
