"""Marking many threads as read at once, with the earlier marks kept for a minute."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select

from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.notices import actions as notices
from wccflow.people.rights import Reach
from wccflow.review import unread
from wccflow.review.attending import settle_reviews
from wccflow.review.attention_models import ReadAll
from wccflow.review.models import ReadMark, Thread

UNDO = timedelta(seconds=60)
AT_ONCE = 500
TOO_LATE = "This can be undone for a minute, and the minute has passed."


def mark_all(*, by: Reach, now: datetime, case_id: UUID | None = None) -> ReadAll | None:
    """Mark all unread threads (of a case) as read; muted ones stay. None when nothing was unread."""
    found = _unread_threads(by, case_id)
    if not found:
        return None
    marks = {row.id: (row.mark, row.last) for row in found}
    _set({each: last for each, (_, last) in marks.items()}, by, now)
    notices.mark_read(by.person_id, now, *(f"/threads/{each}" for each in marks))
    settle_reviews(by=by, now=now)
    session().execute(delete(ReadAll).where(ReadAll.person_id == by.person_id))
    made = ReadAll(
        person_id=by.person_id,
        case_id=case_id,
        at=now,
        messages=sum(row.count for row in found),
        marks=json.dumps({each.hex: pair for each, pair in marks.items()}),
    )
    session().add(made)
    session().flush()
    return made


def undo(*, by: Reach, now: datetime) -> ReadAll:
    """Put the marks back, but those of threads read again meanwhile. Raises Refused after a minute."""
    kept = undoable(by, now)
    if kept is None:
        raise Refused(TOO_LATE)
    marks = {UUID(each): pair for each, pair in json.loads(kept.marks).items()}
    stands = dict(_marks_of(by, list(marks)))
    back = {each: was for each, (was, last) in marks.items() if stands.get(each) == last}
    _set(back, by, now)
    notices.mark_unread(by.person_id, kept.at)
    session().delete(kept)
    session().flush()
    return kept


def undoable(reach: Reach, now: datetime) -> ReadAll | None:
    """The marking that this person may still undo."""
    query = select(ReadAll).where(ReadAll.person_id == reach.person_id, ReadAll.at > now - UNDO)
    return session().scalar(query)


def _unread_threads(by: Reach, case_id: UUID | None) -> Sequence[Any]:
    """Each thread with something unread: the mark, the last place that she may read, how much is unread."""
    mark = func.coalesce(ReadMark.ordinal, 0).label("mark")
    query = unread.counting(
        by, Thread.id, mark, unread.last_place(by).label("last"), unread.count(by).label("count")
    ).where(unread.is_unread(by), ~unread.is_muted(), unread.is_seen(by))
    if case_id is not None:
        query = query.where(Thread.case_id == case_id)
    return session().execute(query).all()


def _set(marks: Mapping[UUID, int], by: Reach, now: datetime) -> None:
    """Let the person's marks stand so; 0 is no mark."""
    for some in _parts(list(marks)):
        mine = ReadMark.person_id == by.person_id, ReadMark.thread_id.in_(some)
        session().execute(delete(ReadMark).where(*mine))
        rows = [
            {"person_id": by.person_id, "thread_id": each, "ordinal": marks[each], "at": now}
            for each in some
            if marks[each]
        ]
        if rows:
            session().execute(insert(ReadMark), rows)


def _marks_of(by: Reach, thread_ids: Sequence[UUID]) -> list[tuple[UUID, int]]:
    columns = (ReadMark.thread_id, ReadMark.ordinal)
    return [
        (row[0], row[1])
        for some in _parts(thread_ids)
        for row in session().execute(
            select(*columns).where(ReadMark.person_id == by.person_id, ReadMark.thread_id.in_(some))
        )
    ]


def _parts(ids: Sequence[UUID]) -> list[Sequence[UUID]]:
    return [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]
