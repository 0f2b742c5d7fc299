"""What a person keeps for herself: how far she has read, and words she has not sent; no event tells of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select

from wccflow.base import audiences
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.notices import actions as notices
from wccflow.notices import queries as notice_queries
from wccflow.people.rights import Reach
from wccflow.review import queries
from wccflow.review.attention_models import ThreadWish
from wccflow.review.models import Comment, Draft, ReadMark, Thread
from wccflow.review.rules import LONGEST_BODY
from wccflow.review.unread import MUTED

REVIEW = "review:"  # begins the topic of what is told of comments that were sent together
LONGEST_PLACE = 200


def mark_read(thread: Thread, *, by: Reach, now: datetime, until: int | None = None) -> bool:
    """Note that the person has read the thread, or all up to a place of it; gives whether that is new."""
    last = queries.last_place(thread, by)
    ordinal = last if until is None else min(until, last)
    mark = session().get(ReadMark, (by.person_id, thread.id))
    is_new = mark is None or ordinal > mark.ordinal
    if mark is None:
        session().add(ReadMark(person_id=by.person_id, thread_id=thread.id, ordinal=ordinal, at=now))
    elif ordinal > mark.ordinal:
        mark.ordinal, mark.at = ordinal, now
    if ordinal == last:  # so that no mail tells what was read here
        notices.mark_read(by.person_id, now, thread.address)
    session().flush()
    settle_reviews(by=by, now=now)
    return is_new


def settle_reviews(*, by: Reach, now: datetime) -> None:
    """Take as read what was told of reviews of which the person has read every comment."""
    waiting = notice_queries.waiting_topics(REVIEW, by.person_id)
    if not waiting:
        return
    unread = (
        select(Comment.review_id)
        .outerjoin(ReadMark, (ReadMark.thread_id == Comment.thread_id) & (ReadMark.person_id == by.person_id))
        .where(
            Comment.review_id.in_([UUID(each.removeprefix(REVIEW)) for each in waiting]),
            Comment.deleted_at.is_(None),
            Comment.ordinal > func.coalesce(ReadMark.ordinal, 0),
            audiences.visible(Comment.audience_id, by.tokens),
        )
    )
    left = {f"{REVIEW}{each.hex}" for each in session().scalars(unread) if each}
    notices.mark_topics_read(by.person_id, waiting - left, now)


def wish(thread: Thread, wanted: str, *, by: Reach, now: datetime) -> None:
    """Follow a thread, mute it, or neither; muting also drops what waits to be mailed of it."""
    kept = session().get(ThreadWish, (by.person_id, thread.id))
    if kept is not None:
        session().delete(kept)
        session().flush()
    if wanted:
        session().add(ThreadWish(person_id=by.person_id, thread_id=thread.id, wish=wanted, at=now))
        session().flush()
    if wanted == MUTED:
        notices.hush(by.person_id, topic_of(thread))
    elif kept is not None and kept.wish == MUTED:
        notices.unhush(by.person_id, topic_of(thread))


def topic_of(thread: Thread) -> str:
    """What every notice of what is said in a thread is about."""
    return f"thread:{thread.id.hex}"


def save_draft(place: str, body: str, *, by: Reach, now: datetime) -> bool:
    """Keep unsent words; gives False, and keeps none, when there are none."""
    if not body.strip():
        forget_draft(place, by=by)
        return False
    if len(body) > LONGEST_BODY or len(place) > LONGEST_PLACE:
        raise Refused("This is too long to keep as a draft.")
    kept = session().get(Draft, (by.person_id, place))
    if kept is None:
        session().add(Draft(person_id=by.person_id, place=place, body=body, saved_at=now))
    else:
        kept.body, kept.saved_at = body, now
    session().flush()
    return True


def forget_draft(place: str, *, by: Reach) -> None:
    """Forget the unsent words of this place."""
    session().execute(delete(Draft).where(Draft.person_id == by.person_id, Draft.place == place))


def place_of(thread: Thread) -> str:
    """The place of a draft that would go into this thread."""
    return place_in(thread.id)


def place_in(thread_id: UUID) -> str:
    """The place of a draft that would go into the thread of this id."""
    return f"thread:{thread_id.hex}"
