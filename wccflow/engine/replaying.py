"""Going again through what happened to a case: where it must stand, or the first thing that cannot be."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from wccflow.engine.decisions import Standing, beginning
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Facts, fits
from wccflow.engine.process import Move


@dataclass(frozen=True, slots=True)
class Opened:
    """The case was opened on this definition."""

    digest: str
    state: str


@dataclass(frozen=True, slots=True)
class CaseMoved:
    """The case made a move; facts as they were seen then, and roles, are looked at where they were kept."""

    event: str
    source: str
    to: str
    on: date
    facts: Facts | None = None
    waived: tuple[str, ...] = ()
    roles: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ItemsMoved:
    """Items of a track made a move."""

    track: str
    items: tuple[str, ...]
    event: str


@dataclass(frozen=True, slots=True)
class Migrated:
    """The case came from one definition to another."""

    old: str
    new: str
    before: Standing
    after: Standing


Happening: TypeAlias = Opened | CaseMoved | ItemsMoved | Migrated
Position: TypeAlias = tuple[str, Standing]


class Impossible(Exception):
    """The definition of the time forbids what is said to have happened; says what, in a sentence."""


def replay(definitions: Mapping[str, Definition], events: Iterable[Happening]) -> Standing:
    """Where the case stands after all that happened. Raises Impossible at the first that cannot have been."""
    positions = list(retrace(definitions, events))
    if not positions:
        raise Impossible("nothing says that the case was opened")
    return positions[-1][1]


def retrace(definitions: Mapping[str, Definition], events: Iterable[Happening]) -> Iterator[Position]:
    """The digest and the standing after each event. Raises Impossible at the first that cannot have been.

    Windows are not looked at, since two signatures change them; nor are reasons, since words may be removed.
    """
    position: Position | None = None
    for happened in events:
        if position is None:
            position = _opened(definitions, happened)
        elif isinstance(happened, Opened):
            raise Impossible("the case was opened twice")
        elif isinstance(happened, Migrated):
            position = _migrated(definitions, position, happened)
        else:
            digest, standing = position
            step = _moved if isinstance(happened, CaseMoved) else _items_moved
            position = digest, step(definitions[digest], standing, happened)  # type: ignore[arg-type]  # by its kind
        yield position


def _opened(definitions: Mapping[str, Definition], happened: Happening) -> Position:
    if not isinstance(happened, Opened):
        raise Impossible("something happened before the case was opened")
    first = beginning(_known(definitions, happened.digest))
    if happened.state != first.state:
        raise Impossible(f"the case was opened at “{happened.state}”; a case begins at “{first.state}”")
    return happened.digest, first


def _moved(definition: Definition, standing: Standing, happened: CaseMoved) -> Standing:
    move = definition.moves.get(happened.event)
    if move is None:
        raise Impossible(f"there is no move called “{happened.event}”")
    if happened.source != standing.state:
        raise Impossible(
            f"“{move.label}” is said to lead on from “{happened.source}”; the case was at “{standing.state}”"
        )
    if standing.state not in move.sources or happened.to != move.to:
        raise Impossible(f"“{move.label}” does not lead from “{standing.state}” to “{happened.to}”")
    if happened.roles is not None and happened.roles.isdisjoint(move.by):
        raise Impossible(f"“{move.label}” was made by somebody who may not make it")
    _gates(definition, move, happened)
    return replace(standing, state=move.to)


def _gates(definition: Definition, move: Move, happened: CaseMoved) -> None:
    for key in move.when if happened.facts is not None else ():
        gate = definition.gates[key]
        fact = (happened.facts or {}).get(gate.fact)
        known = fits(fact, definition.facts[gate.fact].type)
        if key in happened.waived:
            if gate.override is None or not known:
                raise Impossible(f"“{move.label}” was made although the gate “{key}” cannot be waived")
        elif not known or not gate.need.holds(fact, happened.on):
            raise Impossible(f"“{move.label}” was made although the gate “{key}” did not hold")


def _items_moved(definition: Definition, standing: Standing, happened: ItemsMoved) -> Standing:
    states = dict(standing.tracks.get(happened.track, {}))
    moves = definition.item_moves.get((happened.track, happened.event), ())
    for item in happened.items:
        if item not in states or not moves:
            raise Impossible(f"{happened.track} {item} cannot “{happened.event}”")
        move = next((move for move in moves if states[item] in move.sources), None)
        if move is None:
            raise Impossible(f"“{moves[0].label}” is not open for {item}, which was “{states[item]}”")
        if standing.state not in move.during:
            raise Impossible(f"“{move.label}” is not open while the case is at “{standing.state}”")
        states[item] = move.to
    return replace(standing, tracks={**standing.tracks, happened.track: states})


def _migrated(definitions: Mapping[str, Definition], position: Position, happened: Migrated) -> Position:
    if (happened.old, happened.before) != position:
        raise Impossible("the case is said to have come to another definition from where it did not stand")
    new = _known(definitions, happened.new)
    first = beginning(new)
    if happened.after.state not in new.states:
        raise Impossible(f"the case came to “{happened.after.state}”, which its definition does not have")
    for key, states in happened.after.tracks.items():
        track = new.tracks.get(key)
        if track is None or not first.tracks[key].keys() == states.keys():
            raise Impossible(f"the case came to a definition with other items on the track “{key}”")
        for item, state in states.items():
            if state not in track.states:
                raise Impossible(f"{item} came to “{state}”, which its definition does not have")
    return happened.new, happened.after


def _known(definitions: Mapping[str, Definition], digest: str) -> Definition:
    if digest not in definitions:
        raise Impossible(f"the definition {digest[:8]} is not kept")
    return definitions[digest]
