"""Questions about a person's own plans; a stretch shows only while she may still read its document."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import and_, or_, select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.evidence.models import PassageRow, Version
from wccflow.people.rights import Reach
from wccflow.reading_plan.models import ReadingEntry, ReadingPlan

MOST_PLANS = 12


def plan(reach: Reach, plan_id: UUID) -> ReadingPlan:
    """The plan of this id, when it is this person's own. Raises NotFound."""
    found = session().get(ReadingPlan, plan_id)
    if found is None or found.person_id != reach.person_id:
        raise NotFound
    return found


def plans(reach: Reach, case_id: UUID | None = None) -> Sequence[ReadingPlan]:
    """The person's plans, newest first; of one case, or all of them."""
    query = select(ReadingPlan).where(ReadingPlan.person_id == reach.person_id)
    if case_id is not None:
        query = query.where(ReadingPlan.case_id == case_id)
    return (
        session().scalars(query.order_by(ReadingPlan.made_at.desc(), ReadingPlan.id).limit(MOST_PLANS)).all()
    )


def entries(plan_ids: Collection[UUID], reach: Reach) -> dict[UUID, list[tuple[ReadingEntry, Version]]]:
    """By plan, in order, what is on it of documents that the person may still read."""
    query = (
        select(ReadingEntry, Version)
        .join(Version, Version.id == ReadingEntry.version_id)
        .where(ReadingEntry.plan_id.in_(plan_ids), audiences.visible(Version.audience_id, reach.tokens))
        .order_by(ReadingEntry.plan_id, ReadingEntry.number)
    )
    found: dict[UUID, list[tuple[ReadingEntry, Version]]] = {each: [] for each in plan_ids}
    for entry, version in session().execute(query):
        found[entry.plan_id].append((entry, version))
    return found


def passages(stretches: Sequence[ReadingEntry]) -> dict[UUID, list[PassageRow]]:
    """By stretch, its passages in order; one query, and the caller has checked who may read them."""
    if not stretches:
        return {}
    within = or_(
        *(
            and_(PassageRow.version_id == each.version_id, PassageRow.ordinal.between(each.first, each.last))
            for each in stretches
        )
    )
    rows = session().scalars(select(PassageRow).where(within).order_by(PassageRow.ordinal)).all()
    by_version: dict[UUID, list[PassageRow]] = {}
    for row in rows:
        by_version.setdefault(row.version_id, []).append(row)
    return {
        each.id: [
            row for row in by_version.get(each.version_id, ()) if each.first <= row.ordinal <= each.last
        ]
        for each in stretches
    }
