"""What gates may ask of actions: how many are planned, and how many are still to be done."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.engine.facts import Fact
from wccflow.improvement.models import ImprovementAction


def planned(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many actions each case has, done or not."""
    return _counted(cases)


def unfinished(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many actions of each case are not done."""
    return _counted(cases, ImprovementAction.finished_at.is_(None))


def _counted(cases: Sequence[Case], *conditions: ColumnElement[bool]) -> dict[UUID, Fact]:
    query = (
        select(ImprovementAction.case_id, func.count())
        .where(ImprovementAction.case_id.in_([each.id for each in cases]), *conditions)
        .group_by(ImprovementAction.case_id)
    )
    found = {row[0]: row[1] for row in session().execute(query)}
    return {each.id: found.get(each.id, 0) for each in cases}
