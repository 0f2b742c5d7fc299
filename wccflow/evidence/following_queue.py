"""Lets threads and citations follow when a version took another's place: a part at a time, after the log."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from wccflow.base import clock, log
from wccflow.base.work import Database, session
from wccflow.evidence import following_plan, kinds, settling
from wccflow.evidence.deciding import PLACED, both
from wccflow.evidence.following_models import Following
from wccflow.evidence.following_plan import FOLLOWED, Found, Step
from wccflow.evidence.hanging import sources
from wccflow.evidence.models import Version
from wccflow.evidence.rules import READABLE

READER = "following"
AT_ONCE = 200  # lines of the log
BEFORE = frozenset((settling.READ, kinds.FILLED, kinds.EMPTIED, kinds.WITHDRAWN, kinds.RESTORED, PLACED))


def drain(database: Database, *, now: Callable[[], datetime] = clock.now) -> int:
    """Follow what the next lines of the log ask for; gives how many lines were read, 0 when there are none.

    Killed in the middle it begins again at the same line, and what has followed already stays as it is.
    """
    with database.reading() as reading:
        events = log.events_after(reading, log.cursor_of(READER), AT_ONCE)
        wanted = BEFORE | {source.made for source in sources().values()}
        cases = dict.fromkeys(each.case_id for each in events if each.kind in wanted and each.case_id)
    for case_id in cases:
        follow_case(database, case_id, now=now)
    if events:
        with database.writing():
            log.advance(READER, events[-1].seq)
    return len(events)


def follow_case(database: Database, case_id: UUID, *, now: Callable[[], datetime] = clock.now) -> int:
    """Follow everything of a case that has not followed yet; gives how many places were found or lost."""
    done, told = 0, frozenset[UUID]()
    while True:
        with database.reading():
            step = following_plan.next_step(case_id, told)
            found = following_plan.placed(step) if step else []
        if step is None:
            return done
        with database.writing():
            done += _keep(step, found, case_id, now())
        told |= {step.version_id}


def _keep(step: Step, found: Sequence[Found], case_id: UUID, now: datetime) -> int:
    """Write what was found, unless the version was withdrawn meanwhile; what is there already stays."""
    version = session().get(Version, step.version_id, with_for_update=True)
    if version is None or version.withdrawn_at is not None or version.state != READABLE:
        return 0
    there = select(Following.subject_id).where(Following.version_id == version.id)
    known = set(session().scalars(there))
    fresh = [each for each in found if each.due.hanging.id not in known]
    if fresh:
        session().execute(insert(Following), [_row(each, version, now) for each in fresh])
    for audience_id in _heard_by(step, fresh, version):
        log.record(
            FOLLOWED,
            at=now,
            by_id=None,
            subject_id=version.id,
            case_id=case_id,
            audience_id=audience_id,
            versions=[version.id.hex],
        )
    return len(fresh)


def _heard_by(step: Step, fresh: Sequence[Found], version: Version) -> list[UUID]:
    """Who hears that things followed.

    Of a new version all its readers do, whether or not anything hung on the one before, so that the line says
    nothing of threads that they may not read. Of what was made later, only who may read it and the version.
    """
    if step.is_first:
        return [version.audience_id]
    heard = {both(each.due.hanging.audience_id, version.audience_id) for each in fresh}
    return [audience_id for audience_id in heard if audience_id is not None]


def _row(found: Found, version: Version, now: datetime) -> dict[str, Any]:
    due, placing = found.due, found.placing
    return {
        "case_id": due.hanging.case_id,
        "kind": due.hanging.kind,
        "subject_id": due.hanging.id,
        "from_version_id": due.from_version_id,
        "from_passage": due.anchor.passage,
        "from_quote": due.anchor.quote,
        "version_id": version.id,
        "outcome": placing.outcome,
        "passage": placing.passage,
        "quote": placing.quote if placing.passage else "",
        "likeness": placing.likeness,
        "others": list(placing.others),
        "at": now,
    }
