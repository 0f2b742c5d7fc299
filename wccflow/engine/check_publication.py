"""Checks that rules of ranking and standings name elements and levels that are there."""

from collections.abc import Iterator

from wccflow.engine.check_names import unknown
from wccflow.engine.definition import Definition
from wccflow.engine.findings import Finding
from wccflow.engine.publishing import Condition

KIND = "publication"
MEASURED = ("levels", "rag")


def findings(definition: Definition) -> Iterator[Finding]:
    """Elements without levels, levels of other scales, roles that are not there, figures that cannot be."""
    rules = definition.publication
    yield from unknown(rules.readers, definition.roles, "role", KIND, "", "readers")
    for name in ("error_mean", "error_item", "fewest_ranked"):
        if getattr(rules, name) <= 0:
            yield Finding(KIND, "", name, "must be more than nought")
    for key, ranking in rules.rankings.items():
        yield from _told(f"rankings.{key}", ranking.title, ranking.statement, ranking.version)
        if not ranking.parts:
            yield Finding(KIND, f"rankings.{key}", "parts", "names no element")
        for part in ranking.parts:
            yield from _element(definition, f"rankings.{key}", "parts", part)
    for key, status in rules.statuses.items():
        yield from _told(f"statuses.{key}", status.title, status.statement, status.version)
        if not status.conditions:
            yield Finding(KIND, f"statuses.{key}", "conditions", "has none, so that everybody would have it")
        for condition in status.conditions:
            yield from _condition(definition, f"statuses.{key}", condition)


def _told(place: str, *words: str) -> Iterator[Finding]:
    for name, said in zip(("title", "statement", "version"), words, strict=True):
        if not said.strip():
            yield Finding(KIND, place, name, "is empty")


def _element(definition: Definition, place: str, field: str, key: str) -> Iterator[Finding]:
    element = definition.elements.get(key)
    if element is None:
        yield from unknown([key], definition.elements, "element", KIND, place, field)
    elif element.scale in definition.scales and definition.scales[element.scale].kind not in MEASURED:
        yield Finding(KIND, place, field, f"“{element.title}” has no levels")


def _condition(definition: Definition, place: str, condition: Condition) -> Iterator[Finding]:
    yield from _element(definition, place, "conditions", condition.element)
    element = definition.elements.get(condition.element)
    scale = definition.scales.get(element.scale) if element else None
    if element is None or scale is None or scale.kind not in MEASURED:
        return
    levels = [level.key for level in scale.values]
    yield from unknown([condition.level], levels, "level", KIND, place, "conditions")
    if condition.items > len(element.items):
        say = f"asks for {condition.items} items of “{element.title}”, which has {len(element.items)}"
        yield Finding(KIND, place, "conditions", say)
