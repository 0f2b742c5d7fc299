"""Putting corrections into a published content: a new content, in which the change stands with its reason."""

import copy
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wccflow.engine.rollups import roll_up
from wccflow.engine.vocabulary import Level, Scale
from wccflow.publication.rules import CORRECTED, CORRECTION, items_of, ranks_of, value_of

RATING, WORDS = "rating", "words"


@dataclass(frozen=True, slots=True)
class Change:
    """One correction: of a rating to the level of this key, or of the words of a section."""

    kind: str
    target: str
    after: str
    reason: str
    signatures: int = 2


@dataclass(frozen=True, slots=True)
class Section:
    """Words of a published result that can be corrected."""

    key: str
    title: str
    text: str


def corrected(content: str, changes: Sequence[Change]) -> dict[str, Any]:
    """The content with these corrections, one after the other. Raises KeyError for what is not in it."""
    found: dict[str, Any] = copy.deepcopy(json.loads(content))
    for change in changes:
        if change.kind == RATING:
            _rate(found, change)
        else:
            _say(found, change)
    return found


def sections(content: dict[str, Any]) -> list[Section]:
    """Every passage of words that can be corrected, in the order of the page."""
    return [Section(key, title, home[field]) for key, title, home, field in _places(content)]


def _places(content: dict[str, Any]) -> list[tuple[str, str, dict[str, Any], str]]:
    """Where each passage of words stands: its key, its title, and the object and field that hold it."""
    found: list[tuple[str, str, dict[str, Any], str]] = []
    for name in ("first", "recommendations", "narratives", "last"):
        for place, part in enumerate(content.get(name, [])):
            found.append((f"{name}-{place + 1}", part["title"] or name.capitalize(), part, "text"))
    for element in content.get("told", []):
        found += [(f"told-{each['key']}", each["title"], each, "text") for each in element["items"]]
    found += [
        (f"reason-{item['key']}", f"Reason for {item['title']}", item, "reason")
        for _, _, item in items_of(content)
    ]
    return found


def _say(content: dict[str, Any], change: Change) -> None:
    places = {key: (title, home, field) for key, title, home, field in _places(content)}
    title, home, field = places[change.target]
    content.setdefault("corrections", []).append(
        {"what": title, "before": home[field], "after": change.after, "reason": change.reason}
        | {"signatures": change.signatures}
    )
    home[field] = change.after


def _rate(content: dict[str, Any], change: Change) -> None:
    element, group, item = next(each for each in items_of(content) if each[2]["key"] == change.target)
    ranks = ranks_of(element)
    level = next(each for each in element["scale"] if change.after in (each.get("key"), each["title"]))
    before, steps = item["level"], ranks[level["title"]] - ranks[value_of(item)]
    if "chain" in item:
        step = {"by": CORRECTION, "before": item["value"], "after": level["key"], "steps": steps}
        item["chain"] = [*item["chain"], step]
        item["value"] = level["key"]
        item["says"] = {
            "statement": level["statement"],
            "clauses": level["clauses"],
            "unverified": level["unverified"],
        }
    item["level"] = level["title"]
    content["changes"] = [
        *content["changes"],
        {
            "key": item["key"],
            "item": item["title"],
            "before": before,
            "after": level["title"],
            "steps": steps,
            "where": CORRECTED,
            "reason": change.reason,
            "signatures": change.signatures,
        },
    ]
    group["level"] = _level_of(element, group)


def _level_of(element: dict[str, Any], group: dict[str, Any]) -> str:
    """The level that follows for the group now; as it was where no rule makes one."""
    if not group["level"] or "rollup" not in element:
        return str(group["level"])
    scale = Scale(
        element["key"],
        element["title"],
        "levels",
        tuple(Level(each["key"], each["title"], each["rank"]) for each in element["scale"]),
    )
    key = roll_up(element["rollup"], scale, [item["value"] for item in group["items"]])
    return next((each["title"] for each in element["scale"] if each["key"] == key), str(group["level"]))
