"""Undoing within a minute what one did in threads: the rows go back, the log keeps act and undoing."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.notices import withdrawing
from wccflow.people.rights import Reach
from wccflow.review import queries, undoable
from wccflow.review.actions import MADE, delete
from wccflow.review.acts import entered, locked, record
from wccflow.review.attending import place_of, save_draft
from wccflow.review.labelling import take_label
from wccflow.review.labels_models import ThreadLabel
from wccflow.review.models import Closure, Comment, Thread, Undoable, Verification
from wccflow.review.rules import in_grace

UNDONE, RESTORED = "thread.undone", "comment.restored"
TOO_LATE = "The minute in which this could be undone is over. {instead}"
SAID_SINCE = "Somebody has written in this thread since, so it stays as it is."
CHANGED_SINCE = "This was changed again since, so it stays as it is."

INSTEAD = {
    undoable.CLOSED: "Reopen the thread instead.",
    undoable.REOPENED: "Close the thread instead.",
    undoable.VERIFIED: "Take the verification back on the page of the thread instead.",
    undoable.UNVERIFIED: "Verify the answer again instead.",
    undoable.ASSIGNED: "Say on the page of the thread who sees to it.",
    undoable.LABELLED: "Take the label off on the page of the thread instead.",
    undoable.DELETED: "Write the message again.",
}


def undo(batch_id: UUID, *, by: Reach, now: datetime) -> Sequence[Thread]:
    """Undo everything of a batch, or nothing: gives the threads. Raises NotFound, Refused."""
    acts = undoable.batch_of(by, batch_id)
    if not acts:
        raise NotFound
    return [_undo(each, by, now) for each in acts]


def take_back(comment: Comment, thread: Thread, *, by: Reach, now: datetime) -> None:
    """Take back that one has just sent a message: nobody is told, and its words wait as a draft again."""
    if not in_grace(comment.at, now):
        raise Refused(TOO_LATE.format(instead="As long as nobody has answered you can delete the message."))
    words = comment.body
    delete(comment, thread, by=by, now=now)
    for event in log.events_about([comment.id], MADE):
        withdrawing.take_back(event.id)
    save_draft(place_of(thread), words, by=by, now=now)


def _undo(act: Undoable, by: Reach, now: datetime) -> Thread:
    thread = session().get_one(Thread, act.thread_id)
    entered(thread, by)
    held = locked(thread)
    if act.undone_at is not None:
        raise Refused("This was undone already.")
    if not in_grace(act.at, now):
        raise Refused(TOO_LATE.format(instead=INSTEAD[act.what]))
    _UNDO[act.what](act, held, by, now)
    act.undone_at = now
    session().flush()
    withdrawing.take_back(act.event_id)
    return held


def _close_no_more(act: Undoable, thread: Thread, by: Reach, now: datetime) -> None:
    closure = session().get_one(Closure, act.subject_id)
    if closure.ended_at is not None:
        raise Refused(CHANGED_SINCE)
    closure.ended_at, closure.ended_by_id, closure.ended_by_undo = now, by.person_id, True
    _record(act, thread, by, now)


def _close_again(act: Undoable, thread: Thread, by: Reach, now: datetime) -> None:
    closure = session().get_one(Closure, act.subject_id)
    if queries.closure_of(thread) is not None:
        raise Refused(CHANGED_SINCE)
    if any(each.at > act.at for each in queries.comments_of(thread)):
        raise Refused(SAID_SINCE)
    session().add(Closure(thread_id=thread.id, by_id=by.person_id, at=now, why=closure.why))
    _record(act, thread, by, now)


def _verify_no_more(act: Undoable, thread: Thread, by: Reach, now: datetime) -> None:
    row = session().get_one(Verification, act.subject_id)
    if row.ended_at is not None:
        raise Refused(CHANGED_SINCE)
    row.ended_at, row.ended_by_id = now, by.person_id
    _record(act, thread, by, now)


def _verify_again(act: Undoable, thread: Thread, by: Reach, now: datetime) -> None:
    row = session().get_one(Verification, act.subject_id)
    if queries.verifications([thread.id]):
        raise Refused(CHANGED_SINCE)
    again = ("thread_id", "comment_id", "why", "version_id", "passage", "quote")
    session().add(Verification(by_id=by.person_id, at=now, **{each: getattr(row, each) for each in again}))
    _record(act, thread, by, now)


def _assign_as_before(act: Undoable, thread: Thread, by: Reach, now: datetime) -> None:
    later = select(Undoable.id).where(
        Undoable.thread_id == thread.id,
        Undoable.what == undoable.ASSIGNED,
        Undoable.at > act.at,
        Undoable.undone_at.is_(None),
    )
    if session().scalar(later.limit(1)) is not None:
        raise Refused(CHANGED_SINCE)
    thread.assignee_id, thread.due_on = act.assignee_id, act.due_on
    _record(act, thread, by, now)


def _take_off(act: Undoable, thread: Thread, by: Reach, now: datetime) -> None:
    label = session().get(ThreadLabel, act.subject_id)
    if label is None:
        raise Refused(CHANGED_SINCE)
    take_label(thread, label, by=by, now=now)


def _restore(act: Undoable, thread: Thread, by: Reach, now: datetime) -> None:
    comment = session().get_one(Comment, act.subject_id)
    kept = queries.edits_of(comment)[0]
    comment.body, comment.deleted_at = kept.body, None
    session().delete(kept)
    record(RESTORED, thread, by=by, now=now, subject_id=comment.id, audience_id=comment.audience_id)


def _record(act: Undoable, thread: Thread, by: Reach, now: datetime) -> None:
    record(UNDONE, thread, by=by, now=now, subject_id=act.subject_id or thread.id, what=act.what)


_UNDO: dict[str, Callable[[Undoable, Thread, Reach, datetime], None]] = {
    undoable.CLOSED: _close_no_more,
    undoable.REOPENED: _close_again,
    undoable.VERIFIED: _verify_no_more,
    undoable.UNVERIFIED: _verify_again,
    undoable.ASSIGNED: _assign_as_before,
    undoable.DELETED: _restore,
    undoable.LABELLED: _take_off,
}
