"""Loading a file of indicator values: every fault named by row and column, and nothing half loaded."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from sqlalchemy import insert, select

from wccflow.base import clock, log
from wccflow.base.errors import Refused
from wccflow.base.tables import NOTHING_BELOW, opened
from wccflow.base.work import session
from wccflow.indicators.answers import MOST_NAMED, Loaded
from wccflow.indicators.areas import named
from wccflow.indicators.earlier import Earlier
from wccflow.indicators.models import DataPack, IndicatorValue, PackWithdrawal
from wccflow.indicators.places import Places
from wccflow.indicators.row_checks import FURTHER, NEEDED, RowChecks
from wccflow.indicators.rules import area_of

__all__ = ["Loaded", "Progress", "Provenance", "Ready", "checked", "load"]

LOADED = "indicators.loaded"
MOST_ROWS = 500_000
AT_ONCE = 1_000  # rows sent to the database together
TELL_EVERY = 5_000  # rows between two words on how far it is
IN_MEMORY_BYTES = 4_000_000  # of checked rows, before they wait on disk
ALREADY = "This very file is loaded already."
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
NO_SPREADSHEETS = (
    "This is a spreadsheet. Values are taken from CSV alone: a spreadsheet shows rounded figures and works "
    "others out, and does not tell which of them was published. In it choose Save As, “CSV UTF-8”, and bring "
    f"that file; up to {MOST_ROWS:,} rows are read."
)

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is told of a file beside its rows; the file's own columns come before."""

    file: str = ""
    published_on: date | None = None
    licence: str = ""
    url: str = ""
    encoding: str = "utf-8"


def load(
    path: Path,
    source: str,
    dry_run: bool = False,
    *,
    by_id: UUID | None = None,
    now: datetime | None = None,
    told: Provenance | None = None,
    progress: Progress = lambda rows: None,
) -> Loaded:
    """Load a CSV file as a data pack, all of it or nothing; a dry run only tells what would come of it.

    Raises Refused when the file cannot be read as a table at all; faults of its rows are in the answer. Rows
    go by one after the other, so that a long file needs little memory.
    """
    with checked(path, source, by_id=by_id, told=told, progress=progress) as ready:
        if not dry_run and not ready.result.fault_count:
            ready.keep(now or clock.now())
        return ready.result


@contextmanager
def checked(
    path: Path,
    source: str,
    *,
    by_id: UUID | None = None,
    told: Provenance | None = None,
    progress: Progress = lambda rows: None,
) -> Iterator["Ready"]:
    """A file of which every row has been looked at; to keep it then is short, so others write meanwhile."""
    _refuse_spreadsheets(path)
    given, digest = told or Provenance(path.name), _digest(path)
    with tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES, "w+", encoding="utf-8") as waiting:
        checks = RowChecks(source, Places.known(), Loaded())
        about = _look(path, given, checks, waiting, progress)
        yield Ready(checks, waiting, {"source": source, "sha256": digest, "by_id": by_id, **about})


@dataclass(frozen=True, slots=True)
class Ready:
    """Rows that wait to be kept, and what is told of their file."""

    checks: RowChecks
    waiting: IO[str]
    about: dict[str, Any]

    @property
    def result(self) -> Loaded:
        """What came of looking, and of keeping once that is done."""
        return self.checks.result

    def keep(self, now: datetime) -> None:
        """Keep them all as a pack. Raises Refused when this very file is there by now."""
        _refuse_again(self.about["sha256"])
        self.waiting.seek(0)
        _keep(DataPack(loaded_at=now, **self.about), self.waiting, self.checks)


def _refuse_spreadsheets(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(4).startswith(SPREADSHEETS):
            raise Refused(NO_SPREADSHEETS)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refuse_again(digest: str) -> None:
    pack_id = session().scalar(select(DataPack.id).where(DataPack.sha256 == digest))
    if pack_id is None:
        return
    if session().get(PackWithdrawal, pack_id):
        raise Refused(
            "This very file was loaded and withdrawn. Let that pack count again on its page instead."
        )
    raise Refused(ALREADY)


def _look(
    path: Path, given: Provenance, checks: RowChecks, waiting: IO[str], progress: Progress
) -> dict[str, Any]:
    """Check every row, and let those that may be kept wait; gives what the file says of itself."""
    said: dict[str, dict[str, int]] = {"licence": {}, "url": {}, "published": {}}
    earlier, seen = Earlier(checks.result), 0
    with opened(path, NEEDED, given.encoding) as table:
        strange = [name for name in table.columns if name and name not in (*NEEDED, *FURTHER)]
        if strange:
            checks.result.note(f"Columns that are not read: {', '.join(strange)[:200]}")
        for place, row, beyond in table.rows:
            seen += 1
            if seen > MOST_ROWS:
                raise Refused(f"The file has more than {MOST_ROWS:,} rows. Load it in parts.")
            ready = checks.look(place, row, beyond)
            for name, found in said.items():
                if row.get(name):
                    found.setdefault(row[name], place)
            if ready is not None:
                earlier.compare(ready)
                waiting.write(json.dumps(ready) + "\n")
            if seen % TELL_EVERY == 0:
                progress(seen)
    if not seen:
        raise Refused(NOTHING_BELOW)
    progress(seen)
    checks.finish()
    _tell_unplaced(checks)
    return {"file": given.file, **_said(said, given, checks.result)}


def _tell_unplaced(checks: RowChecks) -> None:
    """Tell each indicator that belongs to no area of the data packs, where there are any."""
    known = named()
    checks.result.unplaced = [
        spoken.cells["title"]
        for indicator, spoken in checks.spoken.items()
        if known and not area_of(indicator, spoken.cells["area"], known)
    ][:MOST_NAMED]


def _said(said: dict[str, dict[str, int]], given: Provenance, result: Loaded) -> dict[str, Any]:
    """The file's own provenance, else what was told beside it."""
    days = [day for text, place in said["published"].items() if (day := _day(text, place, result))]
    return {
        "published_on": max(days, default=given.published_on),
        "licence": "; ".join(said["licence"])[:500] or given.licence,
        "url": "; ".join(said["url"])[:500] or given.url,
    }


def _day(text: str, place: int, result: Loaded) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        result.fault(place, "published", f"is “{text[:20]}”; write a day like 2010-01-31")
        return None


def _keep(pack: DataPack, waiting: IO[str], checks: RowChecks) -> None:
    pack.rows = checks.result.rows
    session().add(pack)
    session().flush()
    ready = _waiting(waiting)
    while rows := list(islice(ready, AT_ONCE)):
        session().connection().execute(
            insert(IndicatorValue), [_as_kept(row, pack.id, checks) for row in rows]
        )
    checks.result.pack_id = pack.id
    log.record(
        LOADED, at=pack.loaded_at, by_id=pack.by_id, subject_id=pack.id, sha256=pack.sha256, rows=pack.rows
    )


def _waiting(waiting: IO[str]) -> Iterator[dict[str, Any]]:
    for line in waiting:
        yield json.loads(line)


def _as_kept(row: dict[str, Any], pack_id: UUID, checks: RowChecks) -> dict[str, Any]:
    organisation = row["organisation_id"]
    return {
        **row,
        "pack_id": pack_id,
        "organisation_id": UUID(organisation) if organisation else None,
        "area_level": checks.level_of(row["area_type"]),
    }
