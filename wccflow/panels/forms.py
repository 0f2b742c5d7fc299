"""Reading the forms of panels: days, and the number of what somebody saw."""

from collections.abc import Mapping, Sequence
from typing import TypedDict
from uuid import UUID

from wccflow.base.errors import Refused
from wccflow.panels.models import Panel
from wccflow.panels.room_rules import Pair
from wccflow.web.forms import DAMAGED, identity, require_unchanged, text


class Part(TypedDict):
    """What the form of a part of the day asks for."""

    title: str
    minutes: int
    shared: bool


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


def require_words_unchanged(version: int, theirs: str) -> None:
    """Raise Stale when the words that are being changed are others than those that the writer saw."""
    require_unchanged(version, mine=text("body"), theirs=theirs)


def part() -> Part:
    """A part of the day. Raises Refused when its minutes are no number."""
    minutes = text("minutes")
    if not (minutes.isdecimal() and minutes.isascii()):
        raise Refused("Give the time in minutes, from 1 to a day.")
    return Part(title=text("title"), minutes=int(minutes), shared=bool(text("shared")))


def pair(lead: str, second: str) -> Pair:
    """A lead and a second, each perhaps nobody. Raises Refused when one is no person."""
    return _person(lead), _person(second)


def leads(groups: Mapping[str, Sequence[str]]) -> dict[str, Pair]:
    """By item the pair that was chosen for its group; groups that were left as they are stay out."""
    found: dict[str, Pair] = {}
    for group, items in groups.items():
        if text(f"lead-{group}") != "as-it-is":
            found |= dict.fromkeys(items, pair(f"lead-{group}", f"second-{group}"))
    return found


def _person(name: str) -> UUID | None:
    return identity(name) if text(name) else None
