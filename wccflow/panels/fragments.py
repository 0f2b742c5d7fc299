"""What open pages of a panel day are sent as it happens: how many are in, what is revealed and agreed."""

from wccflow.base.log import Event
from wccflow.cycles.queries import case_by_id
from wccflow.live.fragments import Fragment
from wccflow.panels import agenda, queries

LINE = "panels/state.html"


def line(event: Event) -> Fragment | None:
    """The state of the item that an event is about, the same for the whole panel."""
    if event.subject_id is None or event.case_id is None:
        return None
    panel = queries.panel_by_id(event.subject_id)
    found = agenda.line_of(case_by_id(event.case_id), panel, event.payload["item"])
    return Fragment(name_of(event.payload["item"]), panel.id, LINE, {"line": found}) if found else None


def name_of(item: str) -> str:
    """The name under which a page waits for what happens to an item."""
    return f"item-{item}"
