"""What stands beside an open conversation: the latest open threads of its case, and how many in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.home import Home
from wccflow.people.rights import Reach
from wccflow.review import queries
from wccflow.review.homes import within
from wccflow.review.models import Thread, ThreadTally
from wccflow.review.topics import Topic, topics

MOST = 15


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The thread itself, the latest open ones beside it, and how many are open and resolved in all."""

    topic: Topic
    topics: Sequence[Topic]
    open: int
    resolved: int


def beside(reach: Reach, case: Home, thread: Thread) -> Neighbours:
    """The thread and those beside it, as this person may read them; as many queries for few as for many."""
    stands = _stands(reach, case)
    live = [each for each, is_resolved in stands if not is_resolved]
    shown = topics(reach, [case], Thread.id.in_({thread.id, *live[:MOST]}))
    return Neighbours(
        topic=next(each for each in shown if each.thread.id == thread.id),
        topics=[each for each in shown if not each.is_resolved],
        open=len(live),
        resolved=len(stands) - len(live),
    )


def _stands(reach: Reach, case: Home) -> list[tuple[UUID, bool]]:
    """Every thread of the case that the person may read and whether it is resolved, the latest first."""
    last = select(ThreadTally.last_at).where(
        ThreadTally.thread_id == Thread.id, ThreadTally.audience_id == Thread.audience_id
    )
    newest = func.coalesce(last.correlate(Thread).scalar_subquery(), Thread.opened_at)
    query = select(Thread.id, queries.resolved()).where(
        within([case]), audiences.visible(Thread.audience_id, reach.tokens)
    )
    return [(row[0], row[1]) for row in session().execute(query.order_by(newest.desc(), Thread.id))]
