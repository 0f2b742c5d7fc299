"""Questions about replies, and about the lines of enquiry that are open on items."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach
from wccflow.review.models import Thread
from wccflow.review.topics import Topic, topics
from wccflow.triangulation.models import TriangulationReply

ENQUIRY = "line_of_enquiry"


def replies(case_ids: Collection[UUID], reach: Reach) -> list[TriangulationReply]:
    """What organisations replied in these cases, oldest first, as far as this person may read it."""
    query = (
        select(TriangulationReply)
        .where(
            TriangulationReply.case_id.in_(case_ids),
            audiences.visible(TriangulationReply.audience_id, reach.tokens),
        )
        .order_by(TriangulationReply.at, TriangulationReply.number)
    )
    return list(session().scalars(query))


def replied(case_ids: Collection[UUID], reach: Reach) -> dict[UUID, int]:
    """How many replies this person may read in each of these cases, in one query."""
    query = (
        select(TriangulationReply.case_id, func.count())
        .where(
            TriangulationReply.case_id.in_(case_ids),
            audiences.visible(TriangulationReply.audience_id, reach.tokens),
        )
        .group_by(TriangulationReply.case_id)
    )
    return {row[0]: row[1] for row in session().execute(query)}


def last_number(case: Case, item: str) -> int:
    """How many replies there are to an item, or to the whole."""
    query = select(func.max(TriangulationReply.number)).where(
        TriangulationReply.case_id == case.id, TriangulationReply.item == item
    )
    return session().scalar(query) or 0


def enquiries(case: Case, reach: Reach, items: Collection[str]) -> dict[str, list[Topic]]:
    """The lines of enquiry on these items that this person may read, open or not; constant queries."""
    found: dict[str, list[Topic]] = {}
    for each in topics(reach, [case], Thread.kind == ENQUIRY, Thread.item.in_(items)):
        found.setdefault(each.thread.item or "", []).append(each)
    return found


def enquired(cases: Sequence[Case], reach: Reach) -> dict[UUID, int]:
    """On how many items of each of these cases she reads a line of enquiry, in one query."""
    query = (
        select(Thread.case_id, func.count(func.distinct(Thread.item)))
        .where(
            Thread.case_id.in_([each.id for each in cases]),
            Thread.kind == ENQUIRY,
            Thread.item.is_not(None),
            audiences.visible(Thread.audience_id, reach.tokens),
        )
        .group_by(Thread.case_id)
    )
    return {row[0]: row[1] for row in session().execute(query) if row[0] is not None}
