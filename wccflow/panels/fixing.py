"""Ratings that nobody changes any more: on the day an item is fixed once everybody present has rated it.

Only then may the agenda order itself by how far apart they are, and only for those who gave one of them.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

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
    present = queries.people_present(panel) if is_sitting(panel) else set()
    if not present:
        return []
    done = queries.fixed_items(panel) | queries.reveals_of(panel).keys()
    waiting = [item for item in agenda.items_of(definition_of(case)) if item not in done]
    given = agenda.given(panel, waiting, present)
    complete = [item for item in waiting if len(given[item]) == len(present)]
    if complete:
        session().add_all(ItemFixed(panel_id=panel.id, item=item, at=now) for item in complete)
        # Nobody's name, as with what completed it: whose rating came last is nobody's to know.
        record(FIXED, case, panel, by=None, now=now, items=complete)
    return complete


def fix_if_complete(case: Case, panel: Panel, item: str, present: Collection[UUID], *, now: datetime) -> None:
    """The same for one item that somebody has just rated, and that is not fixed yet."""
    if is_sitting(panel) and len(agenda.given(panel, [item], present)[item]) == len(present):
        session().add(ItemFixed(panel_id=panel.id, item=item, at=now))
        record(FIXED, case, panel, by=None, now=now, items=[item])
