"""What open pages of a panel day are sent as it happens: a count, the screen, or that a part of it is new."""

from wccflow.base import clock
from wccflow.base.log import Event
from wccflow.cycles.queries import case_by_id
from wccflow.live.fragments import Fragment
from wccflow.panels import agenda, queries
from wccflow.panels.models import Panel
from wccflow.panels.screen_shown import screen_of

LINE, SCREEN, NEWS = "panels/state.html", "panels/screen.html", "panels/news.html"


def count(event: Event) -> Fragment | None:
    """How many have rated the item that an event is about: pages put it where the old count stood."""
    panel, item = _panel(event), str(event.payload.get("item", ""))
    if panel is None or event.case_id is None:
        return None
    found = agenda.line_of(case_by_id(event.case_id), panel, item)
    return Fragment(count_of(item), panel.id, LINE, {"line": found}) if found else None


def line(event: Event) -> Fragment | None:
    """The state of an item that is revealed or agreed; the page asks for the rest of what is new."""
    panel, item = _panel(event), str(event.payload.get("item", ""))
    if panel is None or event.case_id is None:
        return None
    found = agenda.line_of(case_by_id(event.case_id), panel, item)
    return Fragment(name_of(item), panel.id, LINE, {"line": found}) if found else None


def screen(event: Event) -> Fragment | None:
    """What is on everybody's screen now."""
    panel = _panel(event)
    if panel is None or event.case_id is None:
        return None
    shown = screen_of(case_by_id(event.case_id), panel, clock.now())
    return Fragment(f"screen-{panel.id}", panel.id, SCREEN, {"screen": shown})


def turn(event: Event) -> Fragment | None:
    """That something about the items is new."""
    return _news(event, "turn")


def queue(event: Event) -> Fragment | None:
    """That something about the questions is new."""
    return _news(event, "queue")


def feedback(event: Event) -> Fragment | None:
    """That something about the feedback is new, which is the panel's alone."""
    return _news(event, "feedback")


def name_of(item: str) -> str:
    """The name under which a page waits for what becomes of an item."""
    return f"item-{item}"


def count_of(item: str) -> str:
    """The name under which a page waits for how many have rated an item."""
    return f"in-{item}"


def _news(event: Event, what: str) -> Fragment | None:
    panel = _panel(event)
    return Fragment(f"{what}-{panel.id}", panel.id, NEWS, {}) if panel else None


def _panel(event: Event) -> Panel | None:
    return queries.panel_by_id(event.subject_id) if event.subject_id else None
