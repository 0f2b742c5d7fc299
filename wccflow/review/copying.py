"""Long Word copies: asked for on one page, made in the background, kept for a day for who asked."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

from sqlalchemy import delete, func, select

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.files import FileStore
from wccflow.base.work import Database, session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id
from wccflow.evidence import queries as evidence
from wccflow.evidence.models import Version
from wccflow.evidence.reading.process import Told
from wccflow.evidence.reading.sentences import FILE_GONE, GIVEN_UP
from wccflow.people.queries import reach_of
from wccflow.people.rights import Reach
from wccflow.review import mailing
from wccflow.review.copies import chosen
from wccflow.review.copies_models import MadeCopy

LONG_BYTES, LONG_THREADS, LONG_PASSAGES = 1_000_000, 60, 1_500  # beyond any of these it takes seconds
MOST_ATTEMPTS = 3
MOST_BYTES = 200 << 20
KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Taken:
    id: UUID
    version_id: UUID
    readers: str
    comes_back_to: str
    by_id: UUID
    attempts: int


@dataclass(frozen=True, slots=True)
class _Kept:
    made: mailing.Made
    sha256: str


def is_long(version: Version, threads: int) -> bool:
    """Whether a copy takes so long that nobody should wait for the answer."""
    long_text = not mailing.is_word(version) and version.passage_count > LONG_PASSAGES
    return long_text or version.size > LONG_BYTES or threads > LONG_THREADS


def begin(case: Case, version: Version, key: str, *, by: Reach, now: datetime, address: str) -> MadeCopy:
    """Ask for a copy; gives the one that is under way for these readers already. Raises Refused."""
    chosen(case, version, key, by)
    same = select(MadeCopy).where(
        MadeCopy.by_id == by.person_id,
        MadeCopy.version_id == version.id,
        MadeCopy.readers == key,
        MadeCopy.made_at.is_(None),
    )
    found = session().scalar(same.limit(1))
    if found is None:
        found = MadeCopy(
            case_id=case.id,
            version_id=version.id,
            readers=key,
            comes_back_to=address,
            by_id=by.person_id,
            at=now,
        )
        session().add(found)
        session().flush()
    return found


def made_for(reach: Reach, copy_id: UUID) -> tuple[MadeCopy, Case]:
    """The copy that this person asked for, when she reads its document still. Raises NotFound."""
    copy = session().get(MadeCopy, copy_id)
    if copy is None or copy.by_id != reach.person_id:
        raise NotFound
    evidence.version(reach, copy.version_id)
    return copy, case_by_id(copy.case_id)


def before(copy: MadeCopy) -> int:
    """How many copies are made before this one."""
    query = select(func.count()).where(MadeCopy.made_at.is_(None), MadeCopy.at < copy.at)
    return session().scalar(query) or 0


def waiting() -> int:
    """How many copies wait to be made."""
    return session().scalar(select(func.count()).where(MadeCopy.made_at.is_(None))) or 0


def make_waiting(
    database: Database, files: FileStore, limit: int = 5, *, now: Callable[[], datetime] = clock.now
) -> int:
    """Make no more than `limit` copies that wait, oldest first; gives how many."""
    done: set[UUID] = set()
    while len(done) < limit:
        with database.writing():
            taken = _take(done)
        if taken is None:
            break
        outcome = _outcome(database, taken, files, now())
        with database.writing():
            _settle(taken.id, outcome, now())
        done.add(taken.id)
    return len(done)


def forget_old(now: datetime) -> None:
    """Let go of copies that were made long ago; their files go with the sweeping of the store."""
    session().execute(delete(MadeCopy).where(MadeCopy.at < now - KEPT_FOR))


def _take(done: Collection[UUID]) -> _Taken | None:
    """The next copy; the attempt is counted before it is made, lest it kill us for ever."""
    query = select(MadeCopy).where(MadeCopy.made_at.is_(None), MadeCopy.id.not_in(done))
    copy = session().scalar(query.order_by(MadeCopy.at, MadeCopy.id).limit(1))
    if copy is None:
        return None
    copy.attempts, copy.done = copy.attempts + 1, 0
    return _Taken(copy.id, copy.version_id, copy.readers, copy.comes_back_to, copy.by_id, copy.attempts)


def _outcome(database: Database, taken: _Taken, files: FileStore, now: datetime) -> _Kept | Refused:
    if taken.attempts > MOST_ATTEMPTS:
        return Refused(GIVEN_UP)
    try:
        with database.reading():
            reach = reach_of(taken.by_id, now)
            version = evidence.version(reach, taken.version_id)
            ready = mailing.ready(
                case_by_id(version.case_id),
                version,
                taken.readers,
                files=files,
                by=reach,
                now=now,
                address=taken.comes_back_to,
            )
        _note(database, taken.id, 0, ready.threads)
        made = mailing.made(ready, _told(database, taken.id, ready.threads))
        return _Kept(made, files.keep(BytesIO(made.content), max_bytes=MOST_BYTES).sha256)
    except Refused as refusal:
        return refusal
    except NotFound:
        return Refused(FILE_GONE)


def _told(database: Database, copy_id: UUID, threads: int) -> Told:
    """Notes how many threads are done; the child tells of the document's own parts too, before it begins."""

    def note(done: int, total: int) -> None:
        if total == threads:
            _note(database, copy_id, done, total)

    return note


def _note(database: Database, copy_id: UUID, done: int, total: int) -> None:
    with database.writing():
        copy = session().get(MadeCopy, copy_id)
        if copy is not None:
            copy.done, copy.total = done, total


def _settle(copy_id: UUID, outcome: _Kept | Refused, now: datetime) -> None:
    copy = session().get(MadeCopy, copy_id)
    if copy is None:
        return
    copy.made_at = now
    if isinstance(outcome, Refused):
        copy.fault = outcome.sentences[0]
        return
    copy.sha256, copy.name, copy.at_the_end = outcome.sha256, outcome.made.name, outcome.made.at_the_end
    copy.done = copy.total
