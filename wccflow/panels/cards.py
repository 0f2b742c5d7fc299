"""What the case page shows of a panel."""

from wccflow.cycles.cards import Card
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.panels import facts, queries
from wccflow.panels.models import Panel
from wccflow.people.rights import Reach

FACTS_BEHIND = ("panel_size", "panel_conflicts", "panel_skills", "panel_date")
REPORT_FACTS = ("potential_written", "report_written", "disputes_open")


def card(case: Case, reach: Reach) -> Card | None:
    """The panel's tile: members confirmed of those needed, until its day is over; then its report."""
    panel, definition = queries.panel_of(case), definition_of(case)
    if panel is not None and panel.frozen_at is not None:
        return _report_card(case, panel, reach)
    if not definition.seats:
        return None
    have, needed = facts.panel_size([case])[case.id], definition_of(case).panel.size
    state = "done" if isinstance(have, int) and have >= needed else "open"
    return Card("panel", "Panel", f"{have}/{needed}", state, f"{case.address}/panel", FACTS_BEHIND)


def _report_card(case: Case, panel: Panel, reach: Reach) -> Card:
    definition = definition_of(case)
    title = definition.report.title[:1].upper() + definition.report.title[1:]
    if not queries.sees_report(panel, reach):
        address = f"{case.address}/panel" if definition.seats else case.address
        return Card("panel", title, "being written", "open", address)
    value = "final" if panel.report_fixed_at else "draft"
    state = "done" if panel.report_fixed_at else "open"
    return Card("panel", title, value, state, f"{panel.address}/report", REPORT_FACTS)
