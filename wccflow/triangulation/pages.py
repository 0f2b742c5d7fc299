"""What the pages of triangulation show, with their filters."""

from collections.abc import Callable, Mapping
from typing import Any

from wccflow.engine.definition import Definition
from wccflow.triangulation.enquiring import MOST_AT_ONCE
from wccflow.triangulation.ranking import Ranking, Row
from wccflow.triangulation.rules import HIGHER, LOWER
from wccflow.triangulation.strips import Strip, Strips

OF_ITEMS: Mapping[str, tuple[str, Callable[[Strip], bool]]] = {
    "all": ("All items", lambda strip: True),
    "higher": ("Higher than the others bear out", lambda strip: _says(strip, HIGHER)),
    "lower": ("Lower than the others bear out", lambda strip: _says(strip, LOWER)),
    "asked": ("With a line of enquiry", lambda strip: bool(strip.enquiries)),
    "replied": ("With a reply", lambda strip: bool(strip.replies)),
}

OF_ROWS: Mapping[str, tuple[str, Callable[[Row], bool]]] = {
    "all": ("All", lambda row: True),
    "flagged": ("To ask about", lambda row: bool(row.told.gap and row.told.gap.is_flag)),
    "items": ("With items to ask about", lambda row: row.told.flags > 0),
    "replied": ("With a reply", lambda row: row.replies > 0),
}


def of_case(found: Strips, show: str) -> dict[str, Any]:
    """A case with the strips of one filter."""
    chosen = show if show in OF_ITEMS else "all"
    here = f"{found.case.address}/triangulation"
    return {
        "case": found.case,
        "of": found,
        "strips_shown": [each for each in found.strips if OF_ITEMS[chosen][1](each)],
        "filters": [
            (words, f"{here}?show={key}", sum(map(fits, found.strips)), key == chosen)
            for key, (words, fits) in OF_ITEMS.items()
        ],
        "highest": highest(found),
    }


def of_list(found: Ranking, definition: Definition, show: str) -> dict[str, Any]:
    """A ranked list with the rows of one filter."""
    chosen = show if show in OF_ROWS else "all"
    return {
        "ranking": found,
        "rows": [each for each in found.rows if OF_ROWS[chosen][1](each)],
        "amber": definition.triangulation.amber,
        "one": definition.word("organisation"),
        "filters": [
            (words, f"?show={key}", sum(map(fits, found.rows)), key == chosen)
            for key, (words, fits) in OF_ROWS.items()
        ],
    }


def highest(found: Strips) -> list[str]:
    """The items with the widest gaps among those to ask about on which no line of enquiry is open."""
    free = [each for each in found.strips if each.gap and each.gap.is_flag and not each.open_enquiry]
    return [each.item for each in free[:MOST_AT_ONCE]]


def _says(strip: Strip, phrase: str) -> bool:
    return strip.gap is not None and strip.gap.phrase == phrase
