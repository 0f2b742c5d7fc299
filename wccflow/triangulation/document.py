"""Triangulation as a document: what the command answers with `--json`."""

from collections.abc import Sequence
from typing import Any

from wccflow.ratings.rules import EXTERNAL, PANEL, SELF
from wccflow.triangulation.rules import EVIDENCE, PARTNERS, Gap
from wccflow.triangulation.told import ItemTold, Told

NAMED = (SELF, PARTNERS, EVIDENCE, PANEL)
DIGITS = 3


def document_of(cycle: str | None, found: Sequence[Told], notes: Sequence[str]) -> dict[str, Any]:
    """The whole answer; what is not known is null, and where nothing can be said the phrase is empty."""
    return {
        "cycle": cycle,
        "notes": list(notes),
        "organisations": [
            {
                "organisation": each.organisation,
                **_gap(each.gap),
                "items": [_item(item) for item in each.items if item.says],
            }
            for each in found
        ],
    }


def _item(told: ItemTold) -> dict[str, Any]:
    sources = (*NAMED, EXTERNAL) if EXTERNAL in told.says else NAMED
    says = {source: _number(told.says.get(source)) for source in sources}
    return {"item": told.item, **says, **_gap(told.gap)}


def _gap(gap: Gap | None) -> dict[str, Any]:
    if gap is None:
        return {"gap": None, "low": None, "high": None, "phrase": ""}
    numbers = {"gap": gap.gap, "low": gap.low, "high": gap.high}
    return {**{name: _number(value) for name, value in numbers.items()}, "phrase": gap.phrase}


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS) + 0.0  # no negative nought
