"""What a search means by how a thread stands, who speaks in it, and what hangs on a passage."""

from collections.abc import Mapping

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.people.queries import people_meant
from wccflow.people.rights import Reach
from wccflow.review.models import Comment, Thread
from wccflow.review.rules import ANSWERED, CLOSED, OPEN
from wccflow.review.topics import Topic, topics
from wccflow.search.meaning import Meaning, Named, chosen
from wccflow.search.port import KEY

UNRESOLVED, UNREAD, MINE = "unresolved", "unread", "mine"
IS = (OPEN, ANSWERED, CLOSED, UNRESOLVED, UNREAD, MINE)
HAS = ("thread",)


def _is(named: Named, reach: Reach) -> set[str]:
    """The threads that stand so for this person."""
    (wanted,) = chosen(named, ((each, each) for each in IS))
    return {str(each.thread.id) for each in _topics(reach) if _stands(each, wanted, reach)}


def _stands(topic: Topic, wanted: str, reach: Reach) -> bool:
    if wanted == UNRESOLVED:
        return topic.life != CLOSED
    if wanted == UNREAD:
        return topic.unread > 0
    if wanted == MINE:
        return reach.person_id in (topic.thread.assignee_id, topic.thread.opened_by_id)
    return topic.life == wanted


def _by(named: Named, reach: Reach) -> set[str]:
    """The threads in which a person has written what the one who asks may read."""
    query = select(Comment.thread_id).where(
        Comment.author_id.in_(people_meant(str(named.value), reach.person_id)),
        Comment.deleted_at.is_(None),
        audiences.visible(Comment.audience_id, reach.tokens),
    )
    return {str(each) for each in session().scalars(query.distinct())}


def _with_thread(named: Named, reach: Reach) -> set[str]:
    """The passages on which a thread hangs that the one who asks may read."""
    chosen(named, ((each, each) for each in HAS))
    query = select(Thread.version_id, Thread.passage).where(
        Thread.passage.is_not(None), audiences.visible(Thread.audience_id, reach.tokens)
    )
    return {f"{version}#{passage}" for version, passage in session().execute(query.distinct())}


def _topics(reach: Reach) -> list[Topic]:
    query = select(Case).where(audiences.visible(Case.audience_id, reach.tokens))
    return topics(reach, session().scalars(query).all())


MEANINGS: Mapping[str, Meaning] = {
    "threads is": Meaning("is", KEY, _is, values=IS),
    "threads by": Meaning("written by", KEY, _by),
    "passages has": Meaning("has", KEY, _with_thread, values=HAS),
}
