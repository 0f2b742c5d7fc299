"""Questions about threads; whatever is counted or shown is what the one who asks may read, and no more."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select
from sqlalchemy.orm import aliased

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.evidence import following
from wccflow.evidence.following import WAITS
from wccflow.people.rights import Reach
from wccflow.review.models import Closure, Comment, CommentEdit, ReadMark, Thread, Verification
from wccflow.review.rules import KINDS

ASKING = [kind.key for kind in KINDS.values() if kind.asks]


def thread_for(reach: Reach, thread_id: UUID) -> Thread:
    """The thread of this id, when the person may read it. Raises NotFound."""
    found = session().scalar(
        select(Thread).where(Thread.id == thread_id, audiences.visible(Thread.audience_id, reach.tokens))
    )
    if found is None:
        raise NotFound
    return found


def comment_for(reach: Reach, comment_id: UUID) -> tuple[Comment, Thread]:
    """The comment of this id with its thread, when the person may read both. Raises NotFound."""
    query = (
        select(Comment, Thread)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(
            Comment.id == comment_id,
            audiences.visible(Comment.audience_id, reach.tokens),
            audiences.visible(Thread.audience_id, reach.tokens),
        )
    )
    found = session().execute(query).first()
    if found is None:
        raise NotFound
    return found[0], found[1]


def comments_of(thread: Thread, reach: Reach | None = None) -> Sequence[Comment]:
    """The messages of a thread in order; with `reach` those that she may read."""
    query = select(Comment).where(Comment.thread_id == thread.id).order_by(Comment.ordinal)
    if reach is not None:
        query = query.where(audiences.visible(Comment.audience_id, reach.tokens))
    return session().scalars(query).all()


def places_in(thread: Thread, reach: Reach) -> Sequence[int]:
    """The places of all messages that she may read, in order."""
    query = select(Comment.ordinal).where(
        Comment.thread_id == thread.id, audiences.visible(Comment.audience_id, reach.tokens)
    )
    return session().scalars(query.order_by(Comment.ordinal)).all()


def last_place(thread: Thread, reach: Reach) -> int:
    """The place of the last message that she may read; 0 for none."""
    query = select(func.max(Comment.ordinal)).where(
        Comment.thread_id == thread.id, audiences.visible(Comment.audience_id, reach.tokens)
    )
    return session().scalar(query) or 0


def place_of_message(thread: Thread, reach: Reach, comment_id: UUID) -> int:
    """The place of a message in the thread, when she may read it. Raises NotFound."""
    query = select(Comment.ordinal).where(
        Comment.thread_id == thread.id,
        Comment.id == comment_id,
        audiences.visible(Comment.audience_id, reach.tokens),
    )
    found = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def comments_within(thread: Thread, reach: Reach, places: Collection[tuple[int, int]]) -> Sequence[Comment]:
    """The messages that she may read from one place to another, both included, for each such pair."""
    query = select(Comment).where(
        Comment.thread_id == thread.id,
        or_(*(Comment.ordinal.between(first, last) for first, last in places)),
        audiences.visible(Comment.audience_id, reach.tokens),
    )
    return session().scalars(query.order_by(Comment.ordinal)).all()


def first_unread(thread: Thread, reach: Reach) -> int | None:
    """The place of the first message of others that the person has not read, None when she has read all."""
    mark = session().get(ReadMark, (reach.person_id, thread.id))
    query = select(Comment.ordinal).where(
        Comment.thread_id == thread.id,
        Comment.ordinal > (mark.ordinal if mark else 0),
        Comment.author_id != reach.person_id,
        Comment.deleted_at.is_(None),
        audiences.visible(Comment.audience_id, reach.tokens),
    )
    return session().scalar(query.order_by(Comment.ordinal).limit(1))


def asides(thread: Thread, reach: Reach) -> dict[UUID, int]:
    """By audience how many messages to fewer readers there are, of those that the person may read."""
    query = select(Comment.audience_id, func.count()).where(
        Comment.thread_id == thread.id,
        Comment.audience_id != thread.audience_id,
        Comment.deleted_at.is_(None),
        audiences.visible(Comment.audience_id, reach.tokens),
    )
    return {row[0]: row[1] for row in session().execute(query.group_by(Comment.audience_id))}


def said_before(comment: Comment, thread: Thread) -> Comment | None:
    """The message before this one of those that every reader of the thread can see."""
    query = (
        select(Comment)
        .where(
            Comment.thread_id == thread.id,
            Comment.ordinal < comment.ordinal,
            Comment.audience_id == thread.audience_id,
        )
        .order_by(Comment.ordinal.desc())
        .limit(1)
    )
    return session().scalar(query)


def edits_of(comment: Comment) -> Sequence[CommentEdit]:
    """The earlier words of a message, newest first."""
    query = select(CommentEdit).where(CommentEdit.comment_id == comment.id)
    return session().scalars(query.order_by(CommentEdit.until.desc())).all()


def closures_of(thread: Thread) -> Sequence[Closure]:
    """Every time the thread was closed, oldest first."""
    query = select(Closure).where(Closure.thread_id == thread.id).order_by(Closure.at, Closure.id)
    return session().scalars(query).all()


def closure_of(thread: Thread) -> Closure | None:
    """The closure that holds now, or None when the thread is open."""
    query = select(Closure).where(Closure.thread_id == thread.id, Closure.ended_at.is_(None))
    return session().scalar(query.limit(1))


def verifications_of(thread: Thread) -> Sequence[Verification]:
    """Every time an answer of the thread was confirmed, oldest first."""
    query = select(Verification).where(Verification.thread_id == thread.id)
    return session().scalars(query.order_by(Verification.at, Verification.id)).all()


def verifications(thread_ids: Collection[UUID]) -> dict[UUID, Verification]:
    """By thread, the last confirmation that was not taken back; it holds while nobody has written since."""
    query = select(Verification).where(
        Verification.thread_id.in_(thread_ids), Verification.ended_at.is_(None)
    )
    return {row.thread_id: row for row in session().scalars(query.order_by(Verification.at))}


def resolved() -> ColumnElement[bool]:
    """The condition that a thread is closed, or its last word is an answer that was verified."""
    closed = select(Closure.id).where(Closure.thread_id == Thread.id, Closure.ended_at.is_(None))
    verified = (
        select(Verification.id)
        .join(Comment, Comment.id == Verification.comment_id)
        .where(
            Verification.thread_id == Thread.id,
            Verification.ended_at.is_(None),
            Comment.ordinal == _last_ordinal(),
        )
    )
    return closed.correlate(Thread).exists() | verified.correlate(Thread).exists()


def last_said(thread_ids: Collection[UUID]) -> dict[UUID, Comment]:
    """By thread, the last message that all its readers can see."""
    query = (
        select(Comment)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.id.in_(thread_ids), Comment.ordinal == _last_ordinal())
    )
    return {row.thread_id: row for row in session().scalars(query)}


def first_said(thread_ids: Collection[UUID]) -> dict[UUID, Comment]:
    """By thread, the message with which it began; all who read the thread read it."""
    query = select(Comment).where(Comment.thread_id.in_(thread_ids), Comment.ordinal == 1)
    return {row.thread_id: row for row in session().scalars(query)}


def open_questions(case_ids: Collection[UUID], reach: Reach | None = None) -> dict[UUID, int]:
    """How many questions to the organisation are not closed, by case; with `reach` of those she may read."""
    closed = select(Closure.id).where(Closure.thread_id == Thread.id, Closure.ended_at.is_(None)).exists()
    query = select(Thread.case_id, func.count()).where(
        Thread.case_id.in_(case_ids), Thread.kind.in_(ASKING), ~closed
    )
    if reach is not None:
        query = query.where(audiences.visible(Thread.audience_id, reach.tokens))
    counted = {row[0]: row[1] for row in session().execute(query.group_by(Thread.case_id))}
    return {each: counted.get(each, 0) for each in case_ids}


def marks(version_id: UUID, reach: Reach) -> Iterator[tuple[str, str, int]]:
    """Beside which passages of a version the person finds how many threads, those from before included."""
    query = (
        select(Thread.passage, func.count())
        .where(Thread.version_id == version_id, audiences.visible(Thread.audience_id, reach.tokens))
        .group_by(Thread.passage)
    )
    for passage, count in session().execute(query):
        yield passage or "", "", count
    came = {row.subject_id: row for row in following.into(version_id, "thread") if row.place or row.is_lost}
    visible = select(Thread.id).where(
        Thread.id.in_(came), audiences.visible(Thread.audience_id, reach.tokens)
    )
    for thread_id in session().scalars(visible) if came else ():
        row = came[thread_id]
        yield row.place or "", WAITS if row.waits else "", 1


def _last_ordinal() -> ScalarSelect[int]:
    """The place of the last message that all readers of a thread can see."""
    later = aliased(Comment)
    return (
        select(func.max(later.ordinal))
        .where(
            later.thread_id == Thread.id, later.audience_id == Thread.audience_id, later.deleted_at.is_(None)
        )
        .correlate(Thread)
        .scalar_subquery()
    )
