"""Taking a whole review back within a minute: its comments wait to be sent again, the log keeps both acts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from wccflow.base import audiences, log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.notices import withdrawing
from wccflow.people.rights import Reach
from wccflow.review import queries
from wccflow.review.actions import CLOSED, DELETED
from wccflow.review.acts import locked, record
from wccflow.review.attention_models import PendingComment, SentReview
from wccflow.review.fixed import fixed_because
from wccflow.review.models import Closure, Comment, CommentEdit, Thread
from wccflow.review.rules import GRACE, in_grace
from wccflow.review.sending import SENT
from wccflow.review.tallying import recount

TAKEN_BACK = "review.taken_back"
TOO_LATE = "The minute in which a review can be taken back is over. Messages can still be deleted one by one."
ALREADY = "This review was taken back already."
TOUCHED = (
    "Somebody has answered or built on what you sent, so it stays. Delete the other messages one by one."
)
WHY = "Taken back with the review in which it was sent."
KEPT = timedelta(days=1)  # what was sent is kept as it was gathered, long after it can be taken back


def take_back(review: SentReview, *, by: Reach, now: datetime) -> Sequence[PendingComment]:
    """Let all comments of a review wait to be sent again; gives them. Raises Refused."""
    if review.taken_back_at is not None:
        raise Refused(ALREADY)
    if not in_grace(review.at, now):
        raise Refused(TOO_LATE)
    said = [(each, locked(session().get_one(Thread, each.thread_id))) for each in comments_of(review)]
    if any(_is_touched(comment, thread) for comment, thread in said):
        raise Refused(TOUCHED)
    for comment, thread in said:
        _unsay(comment, thread, by, now)
    review.taken_back_at = now
    for event in log.events_about([review.id], SENT):
        withdrawing.take_back(event.id)
    rows = _wait_again([comment.id for comment, _ in said])
    log.record(TAKEN_BACK, at=now, by_id=by.person_id, subject_id=review.id, case_id=review.case_id)
    return rows


def review_called(review_id: UUID, reach: Reach) -> SentReview:
    """A review that this person sent. Raises NotFound for those of others, too."""
    found = session().get(SentReview, review_id)
    if found is None or found.person_id != reach.person_id:
        raise NotFound
    return found


def offered(case_id: UUID, reach: Reach, now: datetime) -> SentReview | None:
    """The last review that the person sent of a case, while she may take it back."""
    query = select(SentReview).where(
        SentReview.case_id == case_id,
        SentReview.person_id == reach.person_id,
        SentReview.taken_back_at.is_(None),
        SentReview.at >= now - GRACE,
    )
    return session().scalar(query.order_by(SentReview.at.desc()).limit(1))


def comments_of(review: SentReview) -> Sequence[Comment]:
    """What was said in a review and stands, in its order."""
    query = select(Comment).where(Comment.review_id == review.id, Comment.deleted_at.is_(None))
    return session().scalars(query.order_by(Comment.at, Comment.id)).all()


def forget_old(now: datetime) -> None:
    """Forget how comments were gathered that were sent long ago."""
    sent = select(Comment.id).where(Comment.at < now - KEPT)
    session().execute(delete(PendingComment).where(PendingComment.sent_as_id.in_(sent)))


def _is_touched(comment: Comment, thread: Thread) -> bool:
    """Whether somebody answered or cited it, or did anything else with the thread that it began."""
    if fixed_because(comment, thread):
        return True
    if comment.ordinal != 1:
        return False
    others = any(each.id != comment.id for each in queries.comments_of(thread))
    acted = queries.closures_of(thread) or queries.verifications_of(thread) or thread.assignee_id
    return others or bool(acted) or thread.audience_id != comment.audience_id


def _unsay(comment: Comment, thread: Thread, by: Reach, now: datetime) -> None:
    session().add(CommentEdit(comment_id=comment.id, body=comment.body, until=now))
    comment.body, comment.deleted_at = "", now
    record(DELETED, thread, by=by, now=now, subject_id=comment.id, audience_id=comment.audience_id)
    if comment.ordinal == 1:
        _let_go(comment, thread, by, now)


def _let_go(comment: Comment, thread: Thread, by: Reach, now: datetime) -> None:
    """A thread that began with what was taken back is read by nobody, and hangs on nothing any more."""
    session().add(Closure(thread_id=thread.id, by_id=by.person_id, at=now, why=WHY))
    record(CLOSED, thread, by=by, now=now, subject_id=thread.id, words=WHY)
    thread.audience_id = comment.audience_id = audiences.ensure("nobody", ())
    thread.version_id = thread.passage = thread.item = thread.slot = thread.subject = None
    session().flush()
    recount(thread.id)


def _wait_again(comment_ids: Sequence[UUID]) -> Sequence[PendingComment]:
    rows = session().scalars(select(PendingComment).where(PendingComment.sent_as_id.in_(comment_ids))).all()
    for row in rows:
        row.sent_as_id = None
    session().flush()
    return rows
