"""The ratings of a published result: each with its level explained, its way from the panel, its sentences."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from wccflow.calibration.queries import Held
from wccflow.engine.clauses import clauses_of
from wccflow.engine.content import Element, Item
from wccflow.engine.definition import Definition
from wccflow.engine.rollups import roll_up
from wccflow.engine.vocabulary import Scale
from wccflow.publication.rules import PLACES
from wccflow.publication.sentences import NONE_CITED, Cited
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import TITLES, element_of, grouped, in_words, item_in_words

Rows = Mapping[UUID, Rating]


def elements(
    definition: Definition, held: Mapping[str, Held], rows: Rows, cited: Mapping[str, Cited]
) -> list[dict[str, Any]]:
    """Every element that has ratings, with its scale, in the definition's order."""
    return [
        {
            "key": element.key,
            "title": element.title,
            "statement": element.statement,
            "rollup": element.rollup,
            "scale": [
                {
                    "key": each.key,
                    "title": each.title,
                    "rank": each.rank,
                    "statement": each.statement,
                    "clauses": list(each.clauses),
                    "unverified": each.unverified,
                }
                for each in definition.scales[element.scale].values
            ],
            "groups": _groups(definition, element, held, rows, cited),
        }
        for element in definition.elements.values()
        if any(item in held for item in element.items)
    ]


def changes(definition: Definition, held: Mapping[str, Held], rows: Rows) -> list[dict[str, Any]]:
    """Every change of calibration, item by item, with before, after and why."""
    made = []
    for item in (each for each in definition.items if each in held):
        element = element_of(definition, item)
        if element is None:
            continue
        scale = definition.scales[element.scale]
        for change in held[item].changes:
            before, after = rows[change.before_id], rows[change.after_id]
            made.append(
                {
                    "key": item,
                    "item": item_in_words(definition, item),
                    "before": in_words(scale, before.value),
                    "after": in_words(scale, after.value),
                    "steps": scale.rank(after.value) - scale.rank(before.value),
                    "where": TITLES[after.channel],
                    "reason": after.rationale,
                    "signatures": 2 if change.signed_by_id else 1,
                }
            )
    return made


def _groups(
    definition: Definition,
    element: Element,
    held: Mapping[str, Held],
    rows: Rows,
    cited: Mapping[str, Cited],
) -> list[dict[str, Any]]:
    scale, made = definition.scales[element.scale], []
    for group, items in grouped(definition, element):
        mine = [held[item.key] for item in items if item.key in held]
        level = roll_up(element.rollup, scale, [each.final.value for each in mine])
        made.append(
            {
                "title": group.title if group else "",
                "level": in_words(scale, level) if level and len(mine) == len(items) else "",
                "items": [
                    _item(definition, definition.items[each.panel.item], scale, each, rows, cited)
                    for each in mine
                ],
            }
        )
    return made


def _item(
    definition: Definition, item: Item, scale: Scale, held: Held, rows: Rows, cited: Mapping[str, Cited]
) -> dict[str, Any]:
    found = cited.get(item.key)
    return {
        "key": item.key,
        "title": item_in_words(definition, item.key),
        "level": in_words(scale, held.final.value),
        "panel": in_words(scale, held.panel.value),
        "reason": held.final.rationale,
        "value": held.final.value,
        "panel_value": held.panel.value,
        "says": _says(item, scale, held.final.value),
        "chain": _chain(scale, held, rows),
        "sentences": list(found.sentences) if found else [],
        "withheld": found.withheld if found else NONE_CITED,
    }


def _says(item: Item, scale: Scale, value: str) -> dict[str, Any]:
    """What the level asks for, of this item: in its own words where it has any, else in the scale's."""
    level = next((each for each in scale.values if each.key == value), None)
    statement = item.descriptors.get(value) or (level.statement if level else "")
    asked = [each.words for each in clauses_of(scale, item) if each.level == value]
    return {"statement": statement, "clauses": asked, "unverified": bool(level and level.unverified)}


def _chain(scale: Scale, held: Held, rows: Rows) -> list[dict[str, Any]]:
    """The way from the panel's level to the one that holds, step by step."""
    return [
        {
            "by": PLACES[rows[each.after_id].channel],
            "before": rows[each.before_id].value,
            "after": rows[each.after_id].value,
            "steps": scale.rank(rows[each.after_id].value) - scale.rank(rows[each.before_id].value),
        }
        for each in held.changes
    ]
