"""What must always be true of threads, each breach in a sentence."""

from sqlalchemy import select
from sqlalchemy.orm import aliased

from wccflow.base.audiences import tokens_of
from wccflow.base.work import session
from wccflow.evidence.models import PassageRow, Version
from wccflow.review.models import Comment, Thread


def comments_too_wide() -> list[str]:
    """Every message that somebody may read who may not read its thread."""
    query = (
        select(Comment.id, Comment.audience_id, Thread.audience_id)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Comment.audience_id != Thread.audience_id)
    )
    rows = session().execute(query).all()
    return [
        f"Comment {comment} is read by more people than its thread."
        for comment, own, thread in rows
        if not _within(tokens_of(own), tokens_of(thread))
    ]


def threads_lost() -> list[str]:
    """Every thread on a passage that its version does not have."""
    passage = aliased(PassageRow)
    query = (
        select(Thread.id)
        .outerjoin(passage, (passage.version_id == Thread.version_id) & (passage.key == Thread.passage))
        .where(Thread.version_id.is_not(None), passage.key.is_(None))
    )
    return [f"Thread {each} hangs on a passage that is not there." for each in session().scalars(query)]


def threads_homeless() -> list[str]:
    """Every thread that stands in no case and no theme, or in both."""
    query = select(Thread.id).where(Thread.case_id.is_(None) == Thread.theme_id.is_(None))
    return [f"Thread {each} does not stand in one place." for each in session().scalars(query)]


def threads_too_wide() -> list[str]:
    """Every thread that quotes a document to somebody who may not read it."""
    query = select(Thread.id, Thread.audience_id, Version.audience_id).join(
        Version, Version.id == Thread.version_id
    )
    rows = session().execute(query.where(Thread.audience_id != Version.audience_id)).all()
    return [
        f"Thread {thread} quotes a document to people who may not read it."
        for thread, own, version in rows
        if not _within(tokens_of(own), tokens_of(version))
    ]


def _within(own: frozenset[str], outer: frozenset[str]) -> bool:
    """Whether each of these readers is one of those; a person by name is so where a role of her place is."""
    places = {each.rpartition("@")[2] for each in outer}
    return all(
        each.rpartition("@")[2] in places for each in own - outer if each.startswith("person:")
    ) and all(each.startswith("person:") for each in own - outer)
