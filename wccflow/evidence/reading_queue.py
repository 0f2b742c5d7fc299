"""Reading what was filed: one version at a time, outside any transaction, then settled in one of its own."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.files import FileStore
from wccflow.base.work import Database, session
from wccflow.evidence.models import ReadingProgress, Version
from wccflow.evidence.reading import reader
from wccflow.evidence.reading.limits import LARGE_MEGABYTES, Limits, for_size
from wccflow.evidence.reading.passages import Reading
from wccflow.evidence.reading.sentences import FILE_GONE, GIVEN_UP
from wccflow.evidence.rules import READING
from wccflow.evidence.settling import settle_reading

MOST_ATTEMPTS = 3
EVERY_SECONDS = 2.0  # how often the progress of one file is written down at most
LARGE_BYTES = LARGE_MEGABYTES << 20
# Two lanes, so that nobody's letter waits behind somebody's picture book.
SHORT: ColumnElement[bool] = Version.size <= LARGE_BYTES
LARGE: ColumnElement[bool] = Version.size > LARGE_BYTES


class Read(Protocol):
    """What reads a file: the reader, or a test's stand-in."""

    def __call__(
        self, path: Path, *, name: str, limits: Limits, told: Callable[[int, int], object]
    ) -> Reading:
        """What the file says; `told` hears how far it has come. Raises Refused when it cannot be read."""
        ...


@dataclass(frozen=True, slots=True)
class Taken:
    """A version that is about to be read."""

    id: UUID
    sha256: str
    name: str
    size: int
    attempts: int


def read_waiting(
    database: Database,
    files: FileStore,
    limit: int = 20,
    *,
    lane: ColumnElement[bool] | None = None,
    seconds_per_megabyte: int = 1,
    read: Read = reader.read,
    now: Callable[[], datetime] = clock.now,
) -> int:
    """Read at most `limit` versions that wait, each case in its turn; gives how many were settled.

    Killed in the middle it leaves the version waiting, which the next run takes up, three times at most.
    No two may work in one lane at a time: SHORT or LARGE, or all versions without one.
    """
    done: set[UUID] = set()
    while len(done) < limit:
        with database.writing():
            taken = _take(done, lane)
        if taken is None:
            break
        outcome = _outcome(database, taken, files, read, for_size(taken.size, seconds_per_megabyte))
        with database.writing():
            settle_reading(taken.id, outcome, now=now())
        done.add(taken.id)
    return len(done)


def waiting(lane: ColumnElement[bool] | None = None) -> int:
    """How many versions wait to be read."""
    return session().scalar(select(func.count()).select_from(Version).where(*_waits(lane))) or 0


def progress(version_ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many pages of how many are read, of those of these versions that are being read."""
    rows = session().scalars(select(ReadingProgress).where(ReadingProgress.version_id.in_(version_ids)))
    return {row.version_id: (row.done, row.total) for row in rows}


def _waits(lane: ColumnElement[bool] | None) -> list[ColumnElement[bool]]:
    return [Version.state == READING, *([] if lane is None else [lane])]


def _take(done: Collection[UUID], lane: ColumnElement[bool] | None) -> Taken | None:
    """The next version; the attempt is counted before it is made, lest it kill us for ever."""
    other = aliased(Version)
    served = select(func.max(other.read_at)).where(other.case_id == Version.case_id).scalar_subquery()
    query = select(Version).where(*_waits(lane), Version.id.not_in(done))
    # The case whose turn was longest ago, and of it what waits longest: a hundred files delay nobody else.
    turn = (served.is_not(None), served, Version.filed_at, Version.id)
    version = session().scalar(query.order_by(*turn).limit(1))
    if version is None:
        return None
    version.attempts += 1
    return Taken(version.id, version.sha256, version.file_name, version.size, version.attempts)


def _outcome(
    database: Database, taken: Taken, files: FileStore, read: Read, limits: Limits
) -> Reading | Refused:
    if taken.attempts > MOST_ATTEMPTS:
        return Refused(GIVEN_UP)
    try:
        path = files.path(taken.sha256)
        return read(path, name=taken.name, limits=limits, told=_Note(database, taken.id))
    except Refused as refusal:
        return refusal
    except NotFound:
        return Refused(FILE_GONE)


class _Note:
    """Writes the progress of one file down, now and then."""

    def __init__(self, database: Database, version_id: UUID) -> None:
        self._database = database
        self._version_id = version_id
        self._next_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() < self._next_at:
            return
        self._next_at = time.monotonic() + EVERY_SECONDS
        with self._database.writing() as writing:
            writing.merge(ReadingProgress(version_id=self._version_id, done=done, total=total))
