"""Planning what is done about a recommendation, and noting that it is done."""

from datetime import date, datetime

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.improvement.models import ImprovementAction
from wccflow.improvement.rules import KINDS
from wccflow.panels import queries as panels
from wccflow.panels.rules import RECOMMENDATIONS
from wccflow.people.rights import Reach, demand

PLANNED, FINISHED = "action.planned", "action.finished"


def plan(
    case: Case,
    recommendation: str,
    *,
    title: str,
    owner: str,
    kind: str,
    due_on: date,
    by: Reach,
    now: datetime,
) -> ImprovementAction:
    """Undertake something for a recommendation of the panel. Raises NotFound or Refused."""
    _demand(case, by)
    if recommendation not in recommended(case, by):
        raise NotFound
    if kind not in KINDS:
        raise Refused("Choose how: share, learn or buy.")
    if not title.strip() or not owner.strip():
        raise Refused("Say what is to be done, and who sees to it.")
    made = ImprovementAction(
        case_id=case.id,
        recommendation=recommendation,
        title=title.strip(),
        owner=owner.strip(),
        kind=kind,
        due_on=due_on,
        planned_at=now,
        planned_by_id=by.person_id,
        audience_id=audience_of(case, "shared"),
    )
    session().add(made)
    session().flush()
    _record(case, made, PLANNED, by=by, now=now)
    return made


def finish(case: Case, action: ImprovementAction, *, by: Reach, now: datetime) -> None:
    """Note that an action is done."""
    _demand(case, by)
    if action.finished_at is not None:
        raise Refused("This action is done already.")
    action.finished_at, action.finished_by_id = now, by.person_id
    session().flush()
    _record(case, action, FINISHED, by=by, now=now)


def recommended(case: Case, reach: Reach) -> dict[str, str]:
    """The titles of the recommendations that the person may read. Raises NotFound before it is sent."""
    panel = panels.panel_of(case)
    if panel is None or panel.frozen_at is None or not panels.sees_report(panel, reach):
        raise NotFound
    parts = panels.parts_of(panel)
    return {key: parts[key].title for key in RECOMMENDATIONS if key in parts and parts[key].title}


def _demand(case: Case, by: Reach) -> None:
    # Whoever answers for the organisation plans for it; no ability of its own is needed for that yet.
    demand(by, "answer", place=case.place, definition=definition_of(case), state=case.state)


def _record(case: Case, made: ImprovementAction, kind: str, *, by: Reach, now: datetime) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=made.audience_id,
        words=made.title,
        recommendation=made.recommendation,
        way=made.kind,
        due=made.due_on.isoformat(),
    )
