"""Reading what was filed: one version at a time, outside any transaction, then settled in one of its own."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sqlalchemy import select

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.files import FileStore
from wccflow.base.work import Database, session
from wccflow.evidence.models import Version
from wccflow.evidence.reading import reader
from wccflow.evidence.reading.passages import Reading
from wccflow.evidence.rules import READING
from wccflow.evidence.settling import settle_reading

MOST_ATTEMPTS = 3
GIVEN_UP = (
    "Reading this file was tried three times and never came to an end. Split it into smaller files, "
    "or save it as PDF."
)
FILE_GONE = "The file is no longer in the store. File it again."


class Read(Protocol):
    """What reads a file: the reader, or a test's stand-in."""

    def __call__(self, path: Path, *, name: str) -> Reading:
        """What the file says. Raises Refused when it cannot be read."""
        ...


@dataclass(frozen=True, slots=True)
class Taken:
    """A version that is about to be read."""

    id: UUID
    sha256: str
    name: str
    attempts: int


def read_waiting(
    database: Database,
    files: FileStore,
    limit: int = 20,
    *,
    read: Read = reader.read,
    now: Callable[[], datetime] = clock.now,
) -> int:
    """Read at most `limit` versions that wait, oldest first; gives how many were settled.

    Killed in the middle it leaves the version waiting, which the next run takes up, three times at most.
    """
    done: set[UUID] = set()
    while len(done) < limit:
        with database.writing():
            taken = _take(done)
        if taken is None:
            break
        outcome = _outcome(taken, files, read)
        with database.writing():
            settle_reading(taken.id, outcome, now=now())
        done.add(taken.id)
    return len(done)


def waiting() -> int:
    """How many versions wait to be read."""
    return len(session().scalars(select(Version.id).where(Version.state == READING)).all())


def _take(done: Collection[UUID]) -> Taken | None:
    """The version that waits longest; the attempt is counted before it is made, lest it kill us for ever."""
    query = select(Version).where(Version.state == READING, Version.id.not_in(done))
    version = session().scalar(query.order_by(Version.filed_at, Version.id).limit(1))
    if version is None:
        return None
    version.attempts += 1
    return Taken(version.id, version.sha256, version.file_name, version.attempts)


def _outcome(taken: Taken, files: FileStore, read: Read) -> Reading | Refused:
    if taken.attempts > MOST_ATTEMPTS:
        return Refused(GIVEN_UP)
    try:
        return read(files.path(taken.sha256), name=taken.name)
    except Refused as refusal:
        return refusal
    except NotFound:
        return Refused(FILE_GONE)
