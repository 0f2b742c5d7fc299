"""What stands beside an overseer's cockpit: other views of its cases, in words and with an address."""

from collections.abc import Callable, Sequence

from wccflow.engine.definition import Definition
from wccflow.triangulation.gathering import spans

BESIDE: Sequence[tuple[str, str, Callable[[Definition], bool]]] = (
    (
        "What was submitted, and who reads it",
        "intake",
        lambda definition: definition.anyone_may("review_item"),
    ),
    ("Panels, week by week", "week", lambda definition: bool(definition.seats)),
    ("Checks of the dossiers", "checks", lambda _: True),
)
"""Each view of its own file adds its words, the last part of its address, and which definitions have it."""


def beside(definition: Definition) -> list[tuple[str, str]]:
    """The views that there are by a definition: their words, and the last part of their addresses."""
    return [(words, end) for words, end, has in BESIDE if has(definition)]


def beyond(definition: Definition, cycle: str, overseer: str = "") -> list[tuple[str, str]]:
    """The lists of other rooms over the same cases: their words and addresses."""
    if not spans(definition.digest):
        return []
    return [("Triangulation", f"/triangulation/{cycle}/{overseer}".rstrip("/"))]
