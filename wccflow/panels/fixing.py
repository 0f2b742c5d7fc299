"""Ratings that nobody changes any more: on the day an item is fixed once everybody present has rated it.

Only then may the agenda order itself by how far apart they are, and only for those who gave one of them.
"""

from datetime import datetime

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.panels import agenda, queries
from wccflow.panels.models import Panel
from wccflow.panels.room_acts import is_sitting, record
from wccflow.panels.room_models import ItemFixed

FIXED = "panel.fixed"


def fix_complete(case: Case, panel: Panel, *, now: datetime) -> list[str]:
    """Fix every item that all present have rated, while the panel sits; gives those that are fixed now."""
    everyone = len(queries.present(panel))
    if not is_sitting(panel) or not everyone:
        return []
    done = queries.fixed_items(panel) | queries.reveals_of(panel).keys()
    waiting = [item for item in agenda.items_of(definition_of(case)) if item not in done]
    given = agenda.given(panel, waiting)
    complete = [item for item in waiting if len(given[item]) == everyone]
    if complete:
        session().add_all(ItemFixed(panel_id=panel.id, item=item, at=now) for item in complete)
        # Nobody's name, as with what completed it: whose rating came last is nobody's to know.
        record(FIXED, case, panel, by=None, now=now, items=complete)
    return complete


def fix_if_complete(case: Case, panel: Panel, item: str, everyone: int, *, now: datetime) -> None:
    """The same for one item that somebody has just rated, and that is not fixed yet."""
    if is_sitting(panel) and len(agenda.given(panel, [item])[item]) == everyone:
        session().add(ItemFixed(panel_id=panel.id, item=item, at=now))
        record(FIXED, case, panel, by=None, now=now, items=[item])
