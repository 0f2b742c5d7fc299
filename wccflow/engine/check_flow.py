"""Checks that a case, and every item, can come everywhere, and from everywhere to an end, in time."""

from collections.abc import Iterable, Iterator, Mapping

from wccflow.engine.definition import Definition, ItemMove, Move, Track
from wccflow.engine.drawing import everywhere
from wccflow.engine.findings import Finding


def findings(definition: Definition) -> Iterator[Finding]:
    """States never reached, traps, ways that time closes for ever, and stages in which nothing stands."""
    if not definition.states:
        yield Finding("stages", "", "states", "there is no state, so a case has nowhere to begin")
        return
    yield from _reached(definition)
    yield from _traps(definition)
    yield from _in_time(definition)
    for track in definition.tracks.values():
        yield from _track(track)
    yield from _events(definition)


def _reached(definition: Definition) -> Iterator[Finding]:
    reached = _closure([definition.initial], _graph(definition.moves.values()))
    for key in definition.states:
        if key not in reached:
            yield Finding("states", key, "", "no move leads here from the first state")


def _traps(definition: Definition) -> Iterator[Finding]:
    finals = [key for key, state in definition.states.items() if state.final]
    if not finals:
        yield Finding("states", definition.initial, "", "no state is final")
        return
    ending = _ending(definition, _onward(definition))
    for key, state in definition.states.items():
        if not state.final and key not in ending:
            yield Finding("states", key, "", "no way leads from here to the end of the case")
        if state.final and any(key in move.sources for move in definition.moves.values()):
            yield Finding("states", key, "final", "is final, yet a move leaves it")


def _in_time(definition: Definition) -> Iterator[Finding]:
    """Where the only ways on are bound to stages that cannot be held late, time alone strands a case."""
    lasting = [move for move in _onward(definition) if not _closes(definition, move)]
    ending = _ending(definition, lasting)
    for move in _onward(definition):
        for source in move.sources:
            if _closes(definition, move) and source not in ending and move.to in ending:
                say = f"once its stage has closed “{move.label}” is closed for ever: give the stage `late`"
                yield Finding("states", source, "", say)


def _onward(definition: Definition) -> list[Move]:
    """The moves by which a case gets on; one open from everywhere, such as withdrawing, is none of them."""
    return [move for move in definition.moves.values() if not everywhere(definition, move)]


def _ending(definition: Definition, moves: Iterable[Move]) -> set[str]:
    """The states from which these moves lead to an end."""
    back: dict[str, set[str]] = {}
    for move in moves:
        back.setdefault(move.to, set()).update(move.sources)
    return _closure([key for key, state in definition.states.items() if state.final], back)


def _closes(definition: Definition, move: Move) -> bool:
    known = [definition.stages[stage] for stage in move.stages if stage in definition.stages]
    return bool(known) and all(stage.late is None for stage in known)


def _track(track: Track) -> Iterator[Finding]:
    if not track.states:
        yield Finding("tracks", track.key, "states", "has no state")
        return
    begins = [track.initial, *([track.fixed_in] if track.fixed_in else [])]
    reached = _closure(begins, _graph(track.moves))
    for key in track.states:
        if key not in reached:
            yield Finding("tracks", track.key, f"states.{key}", "no move brings an item here")
    pairs = [(move.event, source) for move in track.moves for source in move.sources]
    for event, source in sorted({pair for pair in pairs if pairs.count(pair) > 1}):
        say = f"is told twice from “{source}”: one move from one state has one target"
        yield Finding("tracks", track.key, f"moves.{event}", say)


def _events(definition: Definition) -> Iterator[Finding]:
    """Moves that go nowhere, moves of items in a case that has ended, stages that nothing belongs to."""
    for move in definition.moves.values():
        if not move.sources:
            yield Finding("moves", move.event, "from", "leaves no state")
        if move.to in move.sources:
            yield Finding("moves", move.event, "to", "comes back to where it began, so nothing is moved")
    for track in definition.tracks.values():
        for item in track.moves:
            place = f"moves.{item.event}"
            if not item.sources:
                yield Finding("tracks", track.key, f"{place}.from", "leaves no state")
            if not item.during:
                yield Finding("tracks", track.key, f"{place}.while", "is open in no state of the case")
            for state in item.during:
                if state in definition.states and definition.states[state].final:
                    say = f"the case has ended at “{definition.states[state].title}”: nothing moves there"
                    yield Finding("tracks", track.key, f"{place}.while", say)
    for stage in definition.stages.values():
        if not stage.states:
            yield Finding("stages", stage.key, "states", "has no state")


def _graph(moves: Iterable[Move | ItemMove]) -> dict[str, set[str]]:
    graph: dict[str, set[str]] = {}
    for move in moves:
        for source in move.sources:
            graph.setdefault(source, set()).add(move.to)
    return graph


def _closure(start: Iterable[str], graph: Mapping[str, set[str]]) -> set[str]:
    found = set(start)
    new = set(found)
    while new:
        new = {to for state in new for to in graph.get(state, ())} - found
        found |= new
    return found
