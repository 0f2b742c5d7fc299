"""The door of a report: its views get the case and the panel only when the report is for who is asking."""

from uuid import UUID

from wccflow.base.errors import NotFound
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.panels import queries
from wccflow.panels.models import Panel
from wccflow.people import visitor


def reported(panel_id: UUID) -> tuple[Case, Panel]:
    """The case and its panel, once the report has begun and the person may see it. Raises NotFound."""
    panel = queries.panel_by_id(panel_id)
    case = entry.case_of(panel.case_id)
    has_begun = panel.opened_at or panel.frozen_at
    if not (has_begun and queries.sees_report(panel, visitor.reach())):
        raise NotFound
    return case, panel
