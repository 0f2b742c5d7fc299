"""Reading the forms of panels: days, and the number of what somebody saw."""

from datetime import date

from wccflow.base.errors import Refused
from wccflow.panels.models import Panel
from wccflow.web.forms import DAMAGED, require_unchanged, text


def day(name: str, *, missing: str) -> date:
    """The day in a field. Raises Refused when there is none."""
    try:
        return date.fromisoformat(text(name, missing=missing))
    except ValueError:
        raise Refused("Give the day like 2010-04-14.") from None


def seen() -> int:
    """The version that the writer saw, 0 for none yet. Raises Refused when the form carries none."""
    given = text("version")
    if not (given.isdecimal() and given.isascii()):
        raise Refused(DAMAGED)
    return int(given)


def require_day_unchanged(panel: Panel | None, mine: str) -> None:
    """Raise Stale when somebody has changed the panel's day or room since the page was opened."""
    if panel is not None:
        sentence = "Somebody has changed the panel day since you opened the page."
        theirs = f"{panel.held_on or 'No day'}, {panel.room or 'no room'}"
        require_unchanged(panel.version, mine=mine, theirs=theirs, sentence=sentence)
