"""Checks that case, items and documents never wait for each other in vain, in all their situations."""

from collections.abc import Iterator

from wccflow.engine.definition import Definition, ItemMove, Move, Track
from wccflow.engine.findings import Finding
from wccflow.engine.model_check import Box, Local, Model, model


def findings(definition: Definition) -> Iterator[Finding]:
    """Situations without a way to the end, items and moves that never come, gates that cannot be met."""
    found = model(definition)
    yield from _stranded(found)
    for number, track in enumerate(found.lanes):
        yield from _states(found, number, track)
        for item_move in track.moves:
            yield from _item_move(found, number, track, item_move)
    for move in definition.moves.values():
        yield from _gates(found, move)


def _stranded(found: Model) -> Iterator[Finding]:
    """Items that keep a case from its end; a state without any way on is told elsewhere."""
    for state in found.arising:
        stranded = set(found.stranded(state))
        if not stranded or state not in found.ending or found.definition.states[state].final:
            continue
        culprits = [
            f"an item of “{track.title}” that is “{track.states[local.state]}”"
            for lane, track in enumerate(found.lanes)
            for local in sorted({each[lane] for each in stranded})
            if _always(found, state, lane, local)
        ]
        waiting = " or ".join(dict.fromkeys(culprits)) or "some combination of its items"
        say = f"with {waiting}, the case can never come to its end from here"
        yield Finding("states", state, "", say)


def _always(found: Model, state: str, lane: int, local: Local) -> bool:
    """Whether one item standing so strands the case wherever the others stand."""
    return not any(
        local in box[lane] and local in end[lane] and all(map(_meet, _others(box, lane), _others(end, lane)))
        for box in found.arising[state]
        for end in found.ending.get(state, ())
    )


def _others(box: Box, lane: int) -> Box:
    return (*box[:lane], *box[lane + 1 :])


def _meet(part: frozenset[Local], other: frozenset[Local]) -> bool:
    return not part.isdisjoint(other)


def _states(found: Model, lane: int, track: Track) -> Iterator[Finding]:
    reached = {state for case in found.arising for state in found.standing(case, lane)}
    moved = {move.to for move in track.moves}
    for state in track.states:
        if state in moved and state not in reached:
            say = (
                f"no item can ever be “{track.states[state]}”: the case does not stand so that one comes here"
            )
            yield Finding("tracks", track.key, f"states.{state}", say)


def _item_move(found: Model, lane: int, track: Track, move: ItemMove) -> Iterator[Finding]:
    place = f"moves.{move.event}"
    usable = [case for case in move.during if found.standing(case, lane) & set(move.sources)]
    if not usable:
        yield Finding("tracks", track.key, place, "is possible in no situation that can arise")
        return
    for case in move.during:
        if case not in usable:
            title = found.definition.states[case].title
            say = f"while the case is at “{title}” no item can stand where this move begins"
            yield Finding("tracks", track.key, f"{place}.while", say)
    for source in move.sources:
        if not any(source in found.standing(case, lane) for case in move.during):
            say = f"no item can be “{track.states[source]}” while this move is open"
            yield Finding("tracks", track.key, f"{place}.from", say)


def _gates(found: Model, move: Move) -> Iterator[Finding]:
    gates = [found.definition.gates[key] for key in move.when]
    for source in move.sources:
        if source not in found.arising:
            continue
        failing = [gate for gate in gates if not found.meets([gate], source)]
        title = found.definition.states[source].title
        for gate in failing:
            say = (
                f"can never hold at “{title}”, where “{move.label}” asks for it: no item can have come so far"
            )
            yield Finding("gates", gate.key, "need", say)
        if gates and not failing and not found.meets(gates, source):
            say = f"its gates can never hold together at “{title}”"
            yield Finding("moves", move.event, "when", say)
