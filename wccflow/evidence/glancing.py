"""Looking at how brought files begin: the sheet proposes by their words, and tells which cannot be read."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.files import FileStore
from wccflow.base.work import Database, session
from wccflow.evidence.models import Arrival
from wccflow.evidence.reading import legacy
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.process import Crashed, ask_child
from wccflow.evidence.reading.sentences import FILE_GONE

GLANCE = Limits(seconds=10.0)  # shorter than a reading: a person waits before the sheet


@dataclass(frozen=True, slots=True)
class Opening:
    """How a file begins: its first lines, and how many pages it has where it has pages."""

    lines: tuple[str, ...] = ()
    pages: int | None = None


Look = Callable[[Path, str], Opening]
"""What looks at a file: the child, or a test's stand-in. Raises Refused when it cannot be opened."""


def look(path: Path, name: str) -> Opening:
    """How this file begins, as the child tells. Raises Refused when it cannot be opened in time.

    An older file that is converted to be read is not refused: its conversion takes longer than a glance.
    """
    try:
        answer = ask_child(path, name, GLANCE, deadline=time.monotonic() + GLANCE.seconds, what="opening")
    except Crashed as crash:
        raise Refused(str(crash)) from crash
    except Refused as refusal:
        if legacy.kind_refused(refusal.sentences[0]) is None:
            raise
        return Opening()
    return Opening(tuple(answer["lines"]), answer["pages"])


def glance_waiting(
    database: Database,
    files: FileStore,
    limit: int = 20,
    *,
    look: Look = look,
    now: Callable[[], datetime] = clock.now,
) -> int:
    """Look at no more than `limit` brought files that nobody looked at yet, oldest first; gives how many.

    What is placed or left out meanwhile is simply gone: the sheet never waits for this.
    """
    done: set[UUID] = set()
    while len(done) < limit:
        with database.reading():
            taken = _next(done)
        if taken is None:
            break
        outcome = _outcome(taken, files, look)
        with database.writing():
            _keep(taken.id, outcome, now())
        done.add(taken.id)
    return len(done)


def waiting() -> int:
    """How many brought files wait to be looked at."""
    return session().scalar(select(func.count()).where(Arrival.looked_at.is_(None))) or 0


@dataclass(frozen=True, slots=True)
class _Taken:
    id: UUID
    sha256: str
    name: str


def _next(done: Collection[UUID]) -> _Taken | None:
    query = select(Arrival).where(Arrival.looked_at.is_(None), Arrival.id.not_in(done))
    found = session().scalar(query.order_by(Arrival.at, Arrival.id).limit(1))
    return _Taken(found.id, found.sha256, found.file_name) if found else None


def _outcome(taken: _Taken, files: FileStore, look: Look) -> Opening | Refused:
    try:
        return look(files.path(taken.sha256), taken.name)
    except Refused as refusal:
        return refusal
    except NotFound:
        return Refused(FILE_GONE)


def _keep(arrival_id: UUID, outcome: Opening | Refused, now: datetime) -> None:
    found = session().get(Arrival, arrival_id)
    if found is None:
        return
    found.looked_at = now
    if isinstance(outcome, Refused):
        found.fault = outcome.sentences[0]
    else:
        found.opening, found.pages = list(outcome.lines), outcome.pages
