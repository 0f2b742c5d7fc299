"""Loading a file of indicator values: every fault named by row and column, and nothing half loaded."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from wccflow.base import clock, log
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.indicators.models import DataPack, IndicatorValue
from wccflow.indicators.rules import POLARITIES, SUPPRESSED, is_period, number
from wccflow.people.models import Alias, Organisation

LOADED = "indicators.loaded"
NEEDED = ("indicator_id", "indicator", "period", "area_type", "area_code", "area_name", "value")
NUMBERS = {
    "value": "value",
    "low": "lower_ci",
    "high": "upper_ci",
    "numerator": "numerator",
    "denominator": "denominator",
}
NATIONS = frozenset({"country", "nation"})
NOT_GIVEN = "no value given"  # the sources leave a cell empty without saying why
MOST_ROWS = 500_000
MOST_FAULTS = 50


@dataclass(slots=True)
class Loaded:
    """What came of loading a file: how many rows, every fault, and the areas that nobody here knows."""

    rows: int = 0
    faults: list[str] = field(default_factory=list)
    unknown_areas: list[str] = field(default_factory=list)
    indicators: dict[str, int] = field(default_factory=dict)
    pack_id: UUID | None = None


def load(
    path: Path, source: str, dry_run: bool = False, *, by_id: UUID | None = None, now: datetime | None = None
) -> Loaded:
    """Load a CSV file as a data pack, all of it or nothing; a dry run only tells what would come of it.

    Raises Refused when the file cannot be read as a table at all; faults of its rows are in the answer.
    """
    content = path.read_bytes()
    result = Loaded()
    rows = _read(content, result)
    places = _Places.known()
    ready = [each for number_, row in rows if (each := _ready(number_, row, source, places, result))]
    _refuse_repeats(ready, result)
    result.rows = len(ready)
    result.indicators = dict(Counter(each["indicator"] for each in ready))
    result.unknown_areas = sorted({each["area_name"] for each in ready if each["organisation_id"] is None})
    if not result.faults and not dry_run:
        _keep(content, source, ready, result, by_id=by_id, now=now or clock.now())
    return result


@dataclass(frozen=True, slots=True)
class _Places:
    """The organisations by code and by name."""

    by_code: Mapping[str, Organisation]
    by_name: Mapping[str, Organisation]
    nation: Organisation | None

    @classmethod
    def known(cls) -> "_Places":
        """All that the database has."""
        rows = session().scalars(select(Organisation)).all()
        by_id = {row.id: row for row in rows}
        names = {row.name.casefold(): row for row in rows}
        for alias in session().scalars(select(Alias)):
            names[alias.name.casefold()] = by_id[alias.organisation_id]
        nation = next((row for row in rows if row.level == "nation"), None)
        return cls({row.code: row for row in rows}, names, nation)

    def find(self, kind: str, code: str, name: str) -> Organisation | None:
        """The organisation of an area: by code, else by name; the nation by its kind."""
        if kind in NATIONS:
            return self.nation
        return self.by_code.get(code.upper()) or self.by_name.get(name.casefold())


def _read(content: bytes, result: Loaded) -> list[tuple[int, dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("The file is not text in UTF-8. Save it as “CSV UTF-8” and load it again.") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="")
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise Refused(f"The first row must name these columns too: {', '.join(missing)}.")
    rows = []
    for place, row in enumerate(reader, start=2):
        if place > MOST_ROWS + 1:
            raise Refused(f"The file has more than {MOST_ROWS:,} rows. Load it in parts.")
        if row.pop("", None):
            _fault(result, place, "", "more cells than the first row names")
        rows.append((place, {name: (cell or "").strip() for name, cell in row.items() if name}))
    if not rows:
        raise Refused("The file has no rows below its first.")
    return rows


def _ready(
    place: int, row: Mapping[str, str], source: str, places: _Places, result: Loaded
) -> dict[str, Any] | None:
    """A row as it is kept, or None when it has a fault."""
    before = len(result.faults)
    _look(place, row, result)
    suppressed = SUPPRESSED if row["value"].startswith(SUPPRESSED) else "" if row["value"] else NOT_GIVEN
    read = {}
    for name, column in NUMBERS.items():
        cell = row.get(column, "")
        read[name] = None if cell.startswith(SUPPRESSED) else _number(place, column, cell, result)
    if len(result.faults) > before:
        return None
    found = places.find(row["area_type"], row["area_code"], row["area_name"])
    level = found.level if found else ("nation" if row["area_type"] in NATIONS else row["area_type"])
    return {
        "row": place,
        "indicator": row["indicator_id"],
        "title": row["indicator"],
        "period": row["period"],
        "organisation_id": found.id if found else None,
        "area_level": level,
        "area_code": row["area_code"],
        "area_name": row["area_name"],
        "area_type": row["area_type"],
        "unit": row.get("unit", ""),
        "polarity": row.get("polarity", ""),
        "suppression": row.get("suppression", "") or suppressed,
        "quality": row.get("quality", "") or row.get("quality_flag", ""),
        "source": row.get("source", "") or source,
        **read,
    }


def _look(place: int, row: Mapping[str, str], result: Loaded) -> None:
    for column in ("indicator_id", "area_type", "area_code"):
        if not row[column]:
            _fault(result, place, column, "is empty")
    for column, cell in row.items():
        if cell.startswith(("=", "@")):
            _fault(result, place, column, f"holds a formula, “{cell[:20]}”; give the value")
    if not is_period(row["period"]):
        _fault(result, place, "period", f"is “{row['period']}”; write 2011, 2011/12 or 2009-11")
    if row.get("polarity", "") not in POLARITIES:
        _fault(
            result,
            place,
            "polarity",
            f"is “{row['polarity']}”; write one of {', '.join(filter(None, POLARITIES))}",
        )


def _number(place: int, column: str, cell: str, result: Loaded) -> float | None:
    if cell.startswith(("=", "@")):
        return None  # told already
    try:
        return number(cell)
    except ValueError:
        _fault(result, place, column, f"is “{cell[:20]}”, which is not a number")
        return None


def _refuse_repeats(ready: Sequence[Mapping[str, Any]], result: Loaded) -> None:
    first: dict[tuple[str, str, str, str], int] = {}
    for each in ready:
        key = (each["indicator"], each["period"], each["area_type"], each["area_code"])
        if key in first:
            _fault(result, each["row"], "area_code", f"repeats row {first[key]}: {' '.join(key)}")
        first.setdefault(key, each["row"])


def _keep(
    content: bytes,
    source: str,
    ready: Sequence[dict[str, Any]],
    result: Loaded,
    *,
    by_id: UUID | None,
    now: datetime,
) -> None:
    sha256 = hashlib.sha256(content).hexdigest()
    if session().scalar(select(DataPack.id).where(DataPack.sha256 == sha256)):
        raise Refused("This very file is loaded already.")
    pack = DataPack(source=source, sha256=sha256, loaded_at=now, by_id=by_id, rows=len(ready))
    session().add(pack)
    session().flush()
    levels = _levels(ready)
    kept = [
        {**each, "pack_id": pack.id, "area_level": levels.get(each["area_type"], each["area_level"])}
        for each in ready
    ]
    session().execute(insert(IndicatorValue), [_without(each, "area_type") for each in kept])
    result.pack_id = pack.id
    log.record(LOADED, at=now, by_id=by_id, subject_id=pack.id, sha256=sha256, rows=len(ready))


def _levels(ready: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The level of each kind of area: that of those of its areas which are known here."""
    known: dict[str, Counter[str]] = {}
    for each in ready:
        if each["organisation_id"] is not None:
            known.setdefault(each["area_type"], Counter())[each["area_level"]] += 1
    return {kind: levels.most_common(1)[0][0] for kind, levels in known.items()}


def _without(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


def _fault(result: Loaded, place: int, column: str, say: str) -> None:
    if len(result.faults) < MOST_FAULTS:
        result.faults.append(f"Row {place}, {column}: {say}." if column else f"Row {place}: {say}.")
    elif len(result.faults) == MOST_FAULTS:
        result.faults.append("There are more faults; mend these first.")
