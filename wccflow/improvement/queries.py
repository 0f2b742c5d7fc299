"""Questions about actions."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.improvement.models import ImprovementAction
from wccflow.people.rights import Reach


def actions(case_ids: Collection[UUID], reach: Reach) -> Sequence[ImprovementAction]:
    """The actions of these cases that the person may read, the next due first."""
    query = select(ImprovementAction).where(
        ImprovementAction.case_id.in_(case_ids),
        audiences.visible(ImprovementAction.audience_id, reach.tokens),
    )
    return session().scalars(query.order_by(ImprovementAction.due_on, ImprovementAction.title)).all()


def action_in(case: Case, action_id: UUID, reach: Reach) -> ImprovementAction:
    """This action of the case, when the person may read it. Raises NotFound."""
    found = next((each for each in actions([case.id], reach) if each.id == action_id), None)
    if found is None:
        raise NotFound
    return found
