"""What a search means by how a thread stands, who speaks in it, and what hangs on a passage."""

from collections.abc import Mapping

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.people.queries import people_meant
from wccflow.people.rights import Reach
from wccflow.review.labels import private_threads
from wccflow.review.models import Comment, Thread
from wccflow.review.rules import ANSWERED, CLOSED, OPEN, VERIFIED
from wccflow.review.topics import Topic, topics
from wccflow.search.meaning import Meaning, Named, chosen
from wccflow.search.port import KEY
from wccflow.search.tree import Among, Or, Tree

UNANSWERED, UNRESOLVED, UNREAD, MINE = "unanswered", "unresolved", "unread", "mine"
SETTLED = "resolved"
IS = (OPEN, UNANSWERED, ANSWERED, VERIFIED, CLOSED, SETTLED, UNRESOLVED, UNREAD, MINE)
HAS = ("thread",)
KIND = "kind of thread"  # what `kind:` asks for; `label:` asks for it and for what people put on


def _is(named: Named, reach: Reach) -> set[str]:
    """The threads that stand so for this person."""
    (wanted,) = chosen(named, ((each, each) for each in IS))
    return {str(each.thread.id) for each in _topics(reach) if stands(each, wanted)}


def stands(topic: Topic, wanted: str) -> bool:
    """Whether a thread stands so for the person; open is whatever is neither verified nor closed."""
    if wanted in (OPEN, UNRESOLVED, SETTLED):
        return topic.is_resolved is (wanted == SETTLED)
    if wanted == UNANSWERED:
        return topic.is_with_organisation
    if wanted == UNREAD:
        return topic.fits(UNREAD)
    if wanted == MINE:
        return topic.is_mine
    return topic.life == wanted


def written_by(named: Named, reach: Reach) -> set[str]:
    """The threads in which a person has written what the one who asks may read."""
    query = select(Comment.thread_id).where(
        Comment.author_id.in_(people_meant(str(named.value), reach.person_id)),
        Comment.deleted_at.is_(None),
        audiences.visible(Comment.audience_id, reach.tokens),
    )
    return {str(each) for each in session().scalars(query.distinct())}


def _labelled(named: Named, reach: Reach) -> Tree:
    """What everybody's index knows under the label, and the person's own flags, which stand in none."""
    if named.label == KIND:
        return named
    flagged = frozenset(str(each) for each in private_threads(str(named.value), reach))
    return Or((named, Among(KEY, flagged, named.label)))


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
    "threads by": Meaning("written by", KEY, written_by),
    "threads label": Meaning("label", KEY, _labelled),
    "passages has": Meaning("has", KEY, _with_thread, values=HAS),
}
