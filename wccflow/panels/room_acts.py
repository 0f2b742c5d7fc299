"""What every act in the panel-day room begins and ends with: the panel, held; the line in the log."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of, locked
from wccflow.panels import queries
from wccflow.panels.models import Panel
from wccflow.people.rights import Reach, can, demand, holds

NOT_NOW = "The panel is not in session."
OVER = "The panel day is over, and its record stays as it is."


def panel_here(case: Case) -> Panel:
    """The panel of the case, held until the unit of work ends. Raises NotFound."""
    panel = queries.panel_of(locked(case, exclusively=True))
    if panel is None:
        raise NotFound
    return panel


def sitting(case: Case) -> Panel:
    """The same, while it sits: nobody rates what is being revealed. Raises Refused."""
    panel = queries.panel_of(locked(case, exclusively=True))
    if panel is None or not is_sitting(panel):
        raise Refused(NOT_NOW)
    return panel


def is_sitting(panel: Panel) -> bool:
    """Whether the panel is in session."""
    return panel.opened_at is not None and panel.closed_at is None and panel.frozen_at is None


def led(case: Case, by: Reach) -> Panel:
    """The panel in session, for the one who leads it. Raises NotFound or Refused."""
    demand(by, "agree_ratings", place=case.place, definition=definition_of(case), state=case.state)
    return sitting(case)


def prepared(case: Case, by: Reach) -> Panel:
    """The panel for one who may lead it, before the day or on it. Raises NotFound or Refused."""
    if not leads(case, by):
        raise NotFound
    panel = panel_here(case)
    if panel.frozen_at is not None:
        raise Refused(OVER)
    return panel


def joined(case: Case, by: Reach) -> Panel:
    """The panel for one who sits on it, until its ratings are fixed. Raises NotFound or Refused."""
    if not is_panelist(case, by):
        raise NotFound
    panel = panel_here(case)
    if panel.frozen_at is not None:
        raise Refused(OVER)
    return panel


def is_panelist(case: Case, reach: Reach) -> bool:
    """Whether the person sits on the case's panel: the room is for those alone."""
    return holds(reach, "rate_panel", place=case.place, definition=definition_of(case))


def leads(case: Case, reach: Reach) -> bool:
    """Whether the person chairs the case's panel, at whatever time."""
    return holds(reach, "agree_ratings", place=case.place, definition=definition_of(case))


def opens_alone(case: Case) -> bool:
    """Whether members may rate alone in this state of the case."""
    return "rate_panel" in definition_of(case).states[case.state].opens


def may(case: Case, reach: Reach, ability: str) -> bool:
    """Whether the person may do this here and now."""
    return can(reach, ability, place=case.place, definition=definition_of(case), state=case.state)


def record(
    kind: str,
    case: Case,
    panel: Panel,
    *,
    by: Reach | None,
    now: datetime,
    audience_id: UUID | None = None,
    words: str = "",
    **payload: Any,
) -> None:
    """The line of the log for what was just done; its readers are the panel where none are named."""
    session().flush()
    log.record(
        kind,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=panel.id,
        case_id=case.id,
        audience_id=audience_id or audience_of(case, "panel"),
        words=words,
        **payload,
    )
