"""Reading Word copies that came back: in the child, outside any transaction, each comment given its place."""

import hashlib
import re
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.files import FileStore
from wccflow.base.work import Database, session
from wccflow.evidence import queries as evidence
from wccflow.evidence.anchoring import Anchor, Placing, follow
from wccflow.evidence.reading.limits import for_size
from wccflow.evidence.reading.process import Crashed, Told, ask_child
from wccflow.evidence.reading.sentences import FILE_GONE, GIVEN_UP
from wccflow.review.copies_models import ReturnedCopy, ReturnedRemark

MOST_ATTEMPTS = 3
SECONDS_PER_MEGABYTE = 5
KEPT_FOR = timedelta(days=14)
REFERENCE = re.compile(r"(?:^|\s)wccflow ([0-9a-f]{12})\s*$")
FACTS = re.compile(r"(?:^|\n)[^\n]*wccflow [0-9a-f]{12}\s*$")  # the line that our own comments end with

Read = Callable[[Path, str, int, Told], Mapping[str, Any]]
"""What reads a file of so many bytes, telling how far it is: the child, or a stand-in. Raises Refused."""


@dataclass(frozen=True, slots=True)
class _Passage:
    key: str
    text: str
    heading: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class _Taken:
    id: UUID
    version_id: UUID
    sha256: str
    name: str
    size: int
    attempts: int


def read(path: Path, name: str, size: int, told: Told) -> Mapping[str, Any]:
    """The passages and the comments of a returned copy. Raises Refused when it cannot be read in time."""
    limits = for_size(size, SECONDS_PER_MEGABYTE)
    try:
        deadline = time.monotonic() + limits.seconds
        return ask_child(path, name, limits, deadline=deadline, what="returned", told=told)
    except Crashed as crash:
        raise Refused(str(crash)) from crash


def read_waiting(
    database: Database,
    files: FileStore,
    limit: int = 5,
    *,
    read: Read = read,
    now: Callable[[], datetime] = clock.now,
) -> int:
    """Read no more than `limit` copies that wait, oldest first; gives how many."""
    done: set[UUID] = set()
    while len(done) < limit:
        with database.writing():
            taken = _take(done)
        if taken is None:
            break
        outcome = _outcome(database, taken, files, read)
        with database.writing():
            _settle(taken.id, outcome, now())
        done.add(taken.id)
    return len(done)


def waiting() -> int:
    """How many copies wait to be read."""
    return session().scalar(select(func.count()).where(ReturnedCopy.read_at.is_(None))) or 0


def before(copy: ReturnedCopy) -> int:
    """How many copies are read before this one."""
    query = select(func.count()).where(ReturnedCopy.read_at.is_(None), ReturnedCopy.at < copy.at)
    return session().scalar(query) or 0


def forget_old(now: datetime) -> None:
    """Let go of copies that nobody came back to; what was taken in is remembered, lest it come in twice."""
    old = select(ReturnedCopy.id).where(ReturnedCopy.at < now - KEPT_FOR)
    session().execute(
        delete(ReturnedRemark).where(ReturnedRemark.copy_id.in_(old), ReturnedRemark.comment_id.is_(None))
    )
    for copy in session().scalars(select(ReturnedCopy).where(ReturnedCopy.at < now - KEPT_FOR)):
        copy.sha256 = ""


def words_of(words: str) -> str:
    """What somebody wrote, without the line that our own comments end with."""
    return FACTS.sub("", words).strip()


def _take(done: Collection[UUID]) -> _Taken | None:
    """The next copy; the attempt is counted before it is made, lest it kill us for ever."""
    query = select(ReturnedCopy).where(ReturnedCopy.read_at.is_(None), ReturnedCopy.id.not_in(done))
    copy = session().scalar(query.order_by(ReturnedCopy.at, ReturnedCopy.id).limit(1))
    if copy is None:
        return None
    copy.attempts += 1
    return _Taken(copy.id, copy.version_id, copy.sha256, copy.file_name, copy.size, copy.attempts)


def _outcome(
    database: Database, taken: _Taken, files: FileStore, read: Read
) -> list[ReturnedRemark] | Refused:
    if taken.attempts > MOST_ATTEMPTS:
        return Refused(GIVEN_UP)
    try:
        told = partial(_note, database, taken.id)
        said = read(files.path(taken.sha256), taken.name, taken.size, told)
    except Refused as refusal:
        return refusal
    except NotFound:
        return Refused(FILE_GONE)
    with database.reading():
        rows = evidence.passages_of(taken.version_id)
        now = [_Passage(row.key, row.text, row.heading, row.kind) for row in rows]
    return _remarks(said, now)


def _note(database: Database, copy_id: UUID, done: int, total: int) -> None:
    with database.writing():
        copy = session().get(ReturnedCopy, copy_id)
        if copy is not None:
            copy.done, copy.total = done, total


def _remarks(said: Mapping[str, Any], now: Sequence[_Passage]) -> list[ReturnedRemark]:
    comments = said["comments"]
    copied = [_Passage(*each) for each in said["passages"]]
    anchors = [Anchor(each["passage"], each["quote"], each["prefix"], each["suffix"]) for each in comments]
    placings = follow(anchors, copied, now)
    return [
        _remark(ordinal, each, placing)
        for ordinal, (each, placing) in enumerate(zip(comments, placings, strict=True))
    ]


def _remark(ordinal: int, said: Mapping[str, Any], placing: Placing) -> ReturnedRemark:
    known = REFERENCE.search(said["words"])
    personal = "\0".join([said["author"], said["at"], words_of(said["words"]), said["quote"]])
    return ReturnedRemark(
        ordinal=ordinal,
        above=said["above"],
        author=said["author"],
        written_at=said["at"],
        words=said["words"],
        quote=said["quote"],
        outcome=placing.outcome,
        place=placing.passage,
        place_quote=placing.quote,
        likeness=placing.likeness,
        others=list(placing.others),
        reference=known[1] if known else "",
        digest=hashlib.sha256(personal.encode()).hexdigest()[:40],
        comment_id=None,
    )


def _settle(copy_id: UUID, outcome: list[ReturnedRemark] | Refused, now: datetime) -> None:
    copy = session().get(ReturnedCopy, copy_id)
    if copy is None:  # It was thrown away meanwhile.
        return
    copy.read_at, copy.done, copy.total = now, 0, 0
    if isinstance(outcome, Refused):
        copy.fault = outcome.sentences[0]
        return
    for remark in outcome:
        remark.copy_id = copy_id
        session().add(remark)
