"""Checks of `migrations.toml`: what each way leads to must be there, and each way must lead somewhere."""

from collections.abc import Collection, Iterator

from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.findings import Finding
from wccflow.engine.migration import Migration


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Ways from nowhere or to nowhere, and new names that no edition has to which the way leads."""
    for number, way in enumerate(workflow.migrations):
        place = f"from[{number}]"
        if not way.edition and len(way.digest) < 8:
            say = "name the older edition, or at least eight letters of the older digest"
            yield Finding("migrations", place, "", say)
        goal = way.to or way.edition
        if goal and goal not in workflow.editions:
            yield Finding("migrations", place, "to", f"there is no edition “{goal}” to which it could lead")
        for key, definition in workflow.editions.items():
            if goal in ("", key):
                yield from _to_nothing(definition, way, place)


def _to_nothing(definition: Definition, way: Migration, place: str) -> Iterator[Finding]:
    kinds: list[tuple[str, Collection[str], Collection[str]]] = [
        ("states", way.states.values(), definition.states),
        ("items", way.items.values(), definition.items),
        ("slots", way.slots.values(), definition.slots),
        ("seats", way.seats.values(), definition.seats),
    ]
    for key, change in way.tracks.items():
        track = definition.tracks.get(change.to or key)
        if track is None:
            yield Finding("migrations", place, f"tracks.{key}", f"there is no track “{change.to or key}”")
        else:
            kinds.append((f"tracks.{key}.states", change.states.values(), track.states))
    for name, targets, known in kinds:
        for target in targets:
            if target not in known:
                say = f"the edition “{definition.edition}” has no “{target}”"
                yield Finding("migrations", place, name, say)
