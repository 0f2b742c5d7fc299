"""Checks that what is assessed has documents to be assessed from, and that counts and panels add up."""

from collections.abc import Iterator, Sequence

from wccflow.engine.check_names import unknown
from wccflow.engine.definition import Definition, Track
from wccflow.engine.findings import Finding
from wccflow.engine.triangulating import SOURCES


def findings(definition: Definition) -> Iterator[Finding]:
    """Items with no document, impossible numbers, clauses that say nothing, seats that do not add up."""
    for element in definition.elements.values():
        for key in element.items:
            if definition.slots and not definition.items[key].slots:
                yield Finding("items", key, "", "no document serves it: name it in `serves` of a slot")
        if element.max and not len(element.fixed) <= element.min <= element.max:
            yield Finding("elements", element.key, "max", "fixed items, min and max do not agree")
        if element.min > len(element.items):
            say = f"asks for {element.min}, and there are only {len(element.items)} items"
            yield Finding("elements", element.key, "min", say)
    for scale in definition.scales.values():
        ranks = [level.rank for level in scale.values]
        keys = [level.key for level in scale.values]
        if len(set(ranks)) != len(ranks) or len(set(keys)) != len(keys):
            yield Finding("scales", scale.key, "values", "two levels have one key or one rank")
        for level in scale.values:
            yield from _clauses(level.clauses, "scales", scale.key, f"values.{level.key}.clauses")
    for item in definition.items.values():
        for key, clauses in item.clauses.items():
            yield from _clauses(clauses, "items", item.key, f"clauses.{key}")
    yield from _counts(definition)
    yield from _panel(definition)
    yield from _proofs(definition)
    yield from _triangulation(definition)


def _clauses(clauses: Sequence[str], kind: str, key: str, place: str) -> Iterator[Finding]:
    if not all(each.strip() for each in clauses):
        yield Finding(kind, key, place, "a clause says nothing")


def _counts(definition: Definition) -> Iterator[Finding]:
    seen: dict[str, Track] = {}
    for track in definition.tracks.values():
        for name, count in track.counts.items():
            kind = definition.facts.get(name)
            place = f"counts.{name}"
            if name in seen:
                yield Finding("tracks", track.key, place, f"is counted by {seen[name].title} too")
            if kind is not None and kind.type not in ("tally", "number"):
                yield Finding("tracks", track.key, place, f"is a {kind.type}; only tallies can be counted")
            if kind is not None and kind.due is not None:
                yield Finding("tracks", track.key, place, "has a due day, so it cannot be counted")
            if count.only != "all" and track.of != "slots":
                yield Finding("tracks", track.key, place, f"only slots can be {count.only}")
            seen.setdefault(name, track)
    for kind in definition.facts.values():
        if kind.due is not None and kind.type != "date":
            yield Finding("facts", kind.key, "due", f"gives a date, yet the fact is a {kind.type}")


def _proofs(definition: Definition) -> Iterator[Finding]:
    wanted = definition.dossier_checks.proof_from
    levels = {level.key for scale in definition.scales.values() for level in scale.values}
    if wanted and wanted not in levels:
        yield Finding("dossier_checks", "", "proof_from", f"there is no level “{wanted}” in any scale")


def _triangulation(definition: Definition) -> Iterator[Finding]:
    rules = definition.triangulation
    yield from unknown(rules.elements, definition.elements, "element", "triangulation", "", "elements")
    yield from unknown(rules.shown, SOURCES, "source", "triangulation", "", "shown")
    for name, value in rules.figures.items():
        if value <= 0:
            yield Finding("triangulation", "", name, "must be more than nought")


def _panel(definition: Definition) -> Iterator[Finding]:
    panel = definition.panel
    seats = sum(seat.count for seat in panel.seats.values())
    if seats != panel.size:
        yield Finding("panel", "", "size", f"is {panel.size}, yet there are {seats} seats")
    for skill in panel.skills.values():
        bringing = sum(seat.count for seat in panel.seats.values() if skill.key in seat.skills)
        if bringing < skill.at_least:
            say = f"{skill.at_least} are needed, yet only {bringing} seats are expected to bring it"
            yield Finding("panel", f"skills.{skill.key}", "at_least", say)
    common = panel.common
    if (common.cases > 0) != (common.raters > 0) or min(common.cases, common.raters) < 0:
        say = "needs both: how many cases, and how many people of each overseer rate each of them"
        yield Finding("workflow", f"editions.{definition.edition}", "common", say)
