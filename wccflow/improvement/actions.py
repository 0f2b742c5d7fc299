"""Planning what is done about a recommendation, and noting that it is done."""

from datetime import date, datetime

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.improvement.models import ImprovementAction
from wccflow.improvement.rules import KINDS
from wccflow.panels import queries as panels
from wccflow.people.rights import Reach, demand
from wccflow.ratings import queries as ratings
from wccflow.ratings.rules import SELF, is_told, rated_elements

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
    item: str = "",
) -> ImprovementAction:
    """Undertake something for what was found; `recommendation` names it. Raises NotFound or Refused.

    `item` is what it is to better, where it is one item and not the whole.
    """
    _demand(case, by)
    if recommendation not in recommended(case, by):
        raise NotFound
    if kind not in KINDS:
        raise Refused("Choose how: share, learn or buy.")
    if item and item not in definition_of(case).items:
        raise Refused("Choose one of the items, or none.")
    if not title.strip() or not owner.strip():
        raise Refused("Say what is to be done, and who sees to it.")
    made = ImprovementAction(
        case_id=case.id,
        recommendation=recommendation,
        item=item,
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
    """What actions may follow from, by key: the report's recommendations that the person may read.

    Where nobody writes a report it is what the organisation says of itself in words. Raises NotFound while
    there is no such thing for this person.
    """
    definition = definition_of(case)
    if not definition.anyone_may("write_report"):
        return _told_of_itself(case, definition, reach)
    panel = panels.panel_of(case)
    if panel is None or panel.frozen_at is None or not panels.sees_report(panel, reach):
        raise NotFound
    parts = panels.parts_of(panel)
    return {key: parts[key].title for key in definition.report.titled if key in parts and parts[key].title}


def follows_report(case: Case) -> bool:
    """Whether actions follow from a report's recommendations, and not from the organisation's own words."""
    return definition_of(case).anyone_may("write_report")


def _told_of_itself(case: Case, definition: Definition, reach: Reach) -> dict[str, str]:
    told = {row.item for row in ratings.current([case.id], channels=[SELF], reach=reach)}
    found = {
        item: definition.items[item].title
        for element in rated_elements(definition)
        if is_told(definition.scales[element.scale])
        for item in element.items
        if item in told
    }
    if not found:
        raise NotFound
    return found


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
