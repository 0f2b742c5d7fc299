"""The doors of the room and the report: views get case and panel only when they are for who is asking."""

from uuid import UUID

from flask import current_app

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.live.application import cursors_of
from wccflow.panels import queries
from wccflow.panels.models import Panel
from wccflow.panels.room_acts import is_panelist
from wccflow.people import visitor
from wccflow.ratings.channels import sees_drafts


def reported(panel_id: UUID) -> tuple[Case, Panel]:
    """The case and its panel, once the report has begun and the person may see it. Raises NotFound."""
    panel = queries.panel_by_id(panel_id)
    case = entry.case_of(panel.case_id)
    has_begun = panel.opened_at or panel.frozen_at
    if not (has_begun and queries.sees_report(panel, visitor.reach())):
        raise NotFound
    return case, panel


def in_room(panel_id: UUID) -> tuple[Case, Panel]:
    """The case and its panel, for those who sit on it. Raises NotFound."""
    panel = queries.panel_by_id(panel_id)
    case = entry.case_of(panel.case_id)
    if not is_panelist(case, visitor.reach()):
        raise NotFound
    return case, panel


def before_screen(panel_id: UUID) -> tuple[Case, Panel]:
    """The same for the organisation's people too, who see what is on the screens. Raises NotFound."""
    panel = queries.panel_by_id(panel_id)
    case, reach = entry.case_of(panel.case_id), visitor.reach()
    has_day = bool(definition_of(case).seats)
    if not (has_day and (is_panelist(case, reach) or sees_drafts(case, reach))):
        raise NotFound
    return case, panel


def now_in_log() -> str:
    """Where the log stands, so that a page's stream goes on from there."""
    return cursors_of(current_app).here(session())
