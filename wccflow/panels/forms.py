"""Reading the forms of panels: days, and the number of what somebody saw."""

from datetime import date

from wccflow.base.errors import Refused
from wccflow.web.forms import DAMAGED, text


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
