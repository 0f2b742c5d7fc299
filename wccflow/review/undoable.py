"""What can still be undone: noted when it is done, offered for a minute, asked before anybody is told."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.people.rights import Reach
from wccflow.review.models import Comment, Thread, Undoable
from wccflow.review.rules import GRACE

CLOSED, REOPENED, VERIFIED, UNVERIFIED = "closed", "reopened", "verified", "unverified"
ASSIGNED, DELETED, LABELLED = "assigned", "deleted", "labelled"
BATCH = "batch of acts"


def note(
    what: str,
    thread: Thread,
    event_id: UUID,
    *,
    by: Reach,
    now: datetime,
    subject_id: UUID | None = None,
    assignee_id: UUID | None = None,
    due_on: date | None = None,
) -> None:
    """Note what was done, so that who did it can undo it; inside `together` as part of one batch."""
    session().add(
        Undoable(
            batch_id=session().info.get(BATCH) or uuid4(),
            event_id=event_id,
            thread_id=thread.id,
            by_id=by.person_id,
            at=now,
            what=what,
            subject_id=subject_id,
            assignee_id=assignee_id,
            due_on=due_on,
        )
    )
    session().flush()


def together() -> UUID:
    """From here on everything done in this unit of work is one batch; gives its id."""
    batch_id = uuid4()
    session().info[BATCH] = batch_id
    return batch_id


def offered(thread: Thread, reach: Reach, now: datetime) -> Undoable | None:
    """The last thing that the person did to this thread, while she may undo it."""
    query = select(Undoable).where(
        Undoable.thread_id == thread.id,
        Undoable.by_id == reach.person_id,
        Undoable.undone_at.is_(None),
        Undoable.at >= now - GRACE,
    )
    return session().scalar(query.order_by(Undoable.at.desc()).limit(1))


def sent(thread: Thread, reach: Reach, now: datetime) -> Comment | None:
    """The person's last message in this thread, while she may take back that she sent it."""
    query = select(Comment).where(
        Comment.thread_id == thread.id,
        Comment.author_id == reach.person_id,
        Comment.deleted_at.is_(None),
        Comment.at >= now - GRACE,
    )
    return session().scalar(query.order_by(Comment.ordinal.desc()).limit(1))


def batch_of(reach: Reach, batch_id: UUID) -> Sequence[Undoable]:
    """What the person did together under this id, in the order in which it was done."""
    query = select(Undoable).where(Undoable.batch_id == batch_id, Undoable.by_id == reach.person_id)
    return session().scalars(query.order_by(Undoable.at, Undoable.id)).all()


def was_undone(event_id: UUID) -> bool:
    """Whether what this line of the log tells of was undone."""
    query = select(Undoable.id).where(Undoable.event_id == event_id, Undoable.undone_at.is_not(None))
    return session().scalar(query.limit(1)) is not None
