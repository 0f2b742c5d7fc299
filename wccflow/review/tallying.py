"""Keeping how much stands in each thread for each audience, so that what is unread is counted cheaply."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, insert, select

from wccflow.base.work import Database, session
from wccflow.review.models import Comment, Thread, ThreadTally

AT_ONCE = 500


def recount(thread_id: UUID) -> None:
    """Count a thread's messages anew, after anything in it has changed."""
    # Whoever writes beside us waits, so that neither counts without the other's message.
    session().execute(select(Thread.id).where(Thread.id == thread_id).with_for_update())
    session().execute(delete(ThreadTally).where(ThreadTally.thread_id == thread_id))
    rows = session().execute(_counted().where(Comment.thread_id == thread_id)).all()
    if rows:
        session().execute(insert(ThreadTally), [_row(*row) for row in rows])


def complete(database: Database) -> int:
    """Count the threads that have no tally yet; gives how many. Done twice it does nothing."""
    with database.reading():
        missing = _missing()
    if not missing:
        return 0
    with database.writing():
        for thread_id in missing:
            recount(thread_id)
    return len(missing)


def wrong_tallies() -> list[str]:
    """Every thread whose messages are counted otherwise than they are."""
    counted = {(row[0], row[1]): tuple(row) for row in session().execute(_counted())}
    columns = (ThreadTally.thread_id, ThreadTally.audience_id, ThreadTally.said)
    kept = {
        (row[0], row[1]): tuple(row)
        for row in session().execute(select(*columns, ThreadTally.last_ordinal, ThreadTally.last_at))
    }
    tallied = {thread_id for thread_id, _ in kept}
    wrong = {
        thread_id
        for thread_id, audience_id in counted.keys() | kept.keys()
        if thread_id in tallied
        and counted.get((thread_id, audience_id)) != kept.get((thread_id, audience_id))
    }
    return [f"The messages of thread {each} are counted wrongly." for each in sorted(wrong)]


def _counted() -> Select[UUID, UUID, int, int, datetime]:
    stands = Comment.deleted_at.is_(None)
    said, last_at = func.count().filter(stands), func.max(Comment.at).filter(stands)
    columns = (Comment.thread_id, Comment.audience_id, said, func.max(Comment.ordinal))
    return select(*columns, func.coalesce(last_at, func.min(Comment.at))).group_by(*columns[:2])


def _row(
    thread_id: UUID, audience_id: UUID, said: int, last_ordinal: int, last_at: datetime
) -> dict[str, Any]:
    return {
        "thread_id": thread_id,
        "audience_id": audience_id,
        "said": said,
        "last_ordinal": last_ordinal,
        "last_at": last_at,
    }


def _missing() -> Sequence[UUID]:
    tallied = select(ThreadTally.thread_id).where(ThreadTally.thread_id == Thread.id).exists()
    return session().scalars(select(Thread.id).where(~tallied).limit(AT_ONCE)).all()
