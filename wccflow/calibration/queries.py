"""Questions about calibration: the ratings that hold, how they came about, what is signed and replied."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.calibration.models import Adjustment, Moderation, Reply, SealedResult
from wccflow.calibration.rules import needs_signature
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import MODERATED, NATIONAL, PANEL


@dataclass(frozen=True, slots=True)
class Held:
    """An item's rating by the panel, the one that holds now, and the changes between them."""

    panel: Rating
    final: Rating
    changes: Sequence[Adjustment]

    @property
    def is_changed(self) -> bool:
        """Whether the level that holds is another than the panel's."""
        return self.panel.value != self.final.value


def adjustments(case_ids: Collection[UUID], reach: Reach | None = None) -> Sequence[Adjustment]:
    """Every change in these cases, oldest first; with `reach` those that the person may read."""
    query = (
        select(Adjustment)
        .where(Adjustment.case_id.in_(case_ids))
        .order_by(Adjustment.item, Adjustment.number)
    )
    if reach is not None:
        query = query.where(audiences.visible(Adjustment.audience_id, reach.tokens))
    return session().scalars(query).all()


def held(case_ids: Collection[UUID], reach: Reach | None = None) -> dict[tuple[UUID, str], Held]:
    """By case and item, what holds now; with `reach` as far as the person may read. Two queries."""
    rows = {
        row.id: row for row in ratings.ratings(case_ids, reach=reach, channels=(PANEL, MODERATED, NATIONAL))
    }
    agreed = ratings.newest([row for row in rows.values() if row.channel == PANEL])
    changes: dict[tuple[UUID, str], list[Adjustment]] = {}
    for each in adjustments(case_ids, reach):
        if each.after_id in rows:
            changes.setdefault((each.case_id, each.item), []).append(each)
    found = {}
    for row in agreed:
        mine = changes.get((row.case_id, row.item), [])
        found[row.case_id, row.item] = Held(row, rows[mine[-1].after_id] if mine else row, mine)
    return found


def adjustment_in(case: Case, adjustment_id: UUID, reach: Reach) -> Adjustment:
    """This change in the case, when the person may read it. Raises NotFound."""
    found = next((each for each in adjustments([case.id], reach) if each.id == adjustment_id), None)
    if found is None:
        raise NotFound
    return found


def unsigned(case_ids: Collection[UUID]) -> dict[UUID, list[Adjustment]]:
    """By case, the changes that hold now, go far, and have no second signature. One query."""
    newest: dict[tuple[UUID, str], Adjustment] = {}
    for each in adjustments(case_ids):
        newest[each.case_id, each.item] = each
    found: dict[UUID, list[Adjustment]] = {each: [] for each in case_ids}
    for each in newest.values():
        if needs_signature(each.distance) and each.signed_by_id is None:
            found[each.case_id].append(each)
    return found


def moderations(case_ids: Collection[UUID]) -> dict[UUID, Moderation]:
    """The newest record of moderation of each case."""
    query = select(Moderation).where(Moderation.case_id.in_(case_ids)).order_by(Moderation.at)
    return {row.case_id: row for row in session().scalars(query)}


def replies(case: Case, reach: Reach | None = None) -> Sequence[Reply]:
    """What the organisation replied, oldest first."""
    query = select(Reply).where(Reply.case_id == case.id).order_by(Reply.at, Reply.id)
    if reach is not None:
        query = query.where(audiences.visible(Reply.audience_id, reach.tokens))
    return session().scalars(query).all()


def replied(case_ids: Collection[UUID]) -> set[UUID]:
    """The cases whose organisation has replied."""
    return set(session().scalars(select(Reply.case_id).where(Reply.case_id.in_(case_ids))))


def sealed(case: Case) -> SealedResult | None:
    """The newest sealed result of a case."""
    query = select(SealedResult).where(SealedResult.case_id == case.id)
    return session().scalar(query.order_by(SealedResult.number.desc()).limit(1))
