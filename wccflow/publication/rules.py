"""Publication without a database: who changed a rating, how releases are numbered, levels and ranks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wccflow.ratings.rules import MODERATED, NATIONAL

OVERSEER, NATION, CORRECTION = "overseer", "nation", "correction"
PLACES: Mapping[str, str] = {MODERATED: OVERSEER, NATIONAL: NATION}
CORRECTED = "Correction after publication"


def label_after(label: str, *, brings_results: bool) -> str:
    """How the next release is numbered: 1, 1.1, 1.2 for corrections, 2 once it brings further results."""
    if not label:
        return "1"
    whole, _, part = label.partition(".")
    return str(int(whole) + 1) if brings_results else f"{whole}.{int(part or 0) + 1}"


def items_of(content: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Every rated item of a published content with its element and its group."""
    for element in content.get("elements", ()):
        for group in element["groups"]:
            for item in group["items"]:
                yield element, group, item


def ranks_of(element: Mapping[str, Any]) -> dict[str, int]:
    """The ranks of an element's levels, by their keys; by their words too, as earlier results give them.

    What was published before ranks were told counts by the order of its levels.
    """
    found: dict[str, int] = {}
    for place, level in enumerate(element["scale"]):
        rank = int(level.get("rank", place))
        found[level["title"]] = rank
        found[level.get("key", level["title"])] = rank
    return found


def value_of(item: Mapping[str, Any]) -> str:
    """An item's level by its key, or by its words where an earlier result gives no more."""
    return str(item.get("value", item["level"]))


def mean_of(element: Mapping[str, Any]) -> float | None:
    """The mean rank of an element's items; None where it has none."""
    ranks = ranks_of(element)
    known = [ranks[value_of(item)] for group in element["groups"] for item in group["items"]]
    return sum(known) / len(known) if known else None


def counted(many: int, one: str, more: str = "") -> str:
    """`1 result`, `2 results`."""
    return f"{many} {one if many == 1 else more or one + 's'}"


def joined(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
