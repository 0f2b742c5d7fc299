"""Checks that the program offers what a definition asks of it: facts, effects and abilities, by name."""

from collections.abc import Collection, Iterator

from wccflow.engine.check_names import unknown
from wccflow.engine.definition import Definition
from wccflow.engine.findings import Finding


def findings(
    definition: Definition,
    facts: Collection[str] | None,
    effects: Collection[str] | None,
    abilities: Collection[str] | None,
) -> Iterator[Finding]:
    """Each name that the program does not offer; a collection that is not given is not looked at."""
    if facts is not None:
        for name in asked_of_rooms(definition):
            yield from unknown([name], facts, "room that tells the fact", "facts", name, "")
    if effects is not None:
        for move in definition.moves.values():
            names = [effect for effect in move.effects if effect not in effects]
            names = [effect.partition(":")[0] for effect in names]
            yield from unknown(names, effects, "room with the effect", "moves", move.event, "then")
    if abilities is not None:
        for ability in definition.abilities:
            yield from unknown([ability], abilities, "page for the ability", "abilities", ability, "")


def asked_of_rooms(definition: Definition) -> tuple[str, ...]:
    """The facts that the program must tell: those neither counted from a track nor following from history."""
    counted = {name for track in definition.tracks.values() for name in track.counts}
    return tuple(
        kind.key for kind in definition.facts.values() if kind.key not in counted and kind.due is None
    )
