"""Checks that each indicator belongs to one area of the data packs, by an id that can be one."""

from collections.abc import Iterator

from wccflow.engine.definition import Definition
from wccflow.engine.findings import Finding

KIND, FIELD = "areas", "indicators"


def findings(definition: Definition) -> Iterator[Finding]:
    """Indicators in two areas, whole or by how they begin, and what is no id."""
    for area in definition.areas.values():
        others = [each for each in definition.areas.values() if each.key != area.key]
        for indicator in area.indicators:
            if not indicator.strip("*") or "*" in indicator[:-1] or " " in indicator:
                say = f"“{indicator}” is no id: write one, or its beginning with a star at the end"
                yield Finding(KIND, area.key, FIELD, say)
            for other in others:
                if other.holds(indicator.removesuffix("*")):
                    say = f"“{indicator}” belongs to “{other.title}” already"
                    yield Finding(KIND, area.key, FIELD, say)
