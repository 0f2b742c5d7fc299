"""The whole product of a case with one item of each track, looked at as boxes instead of one by one.

Items move without each other, and a gate that is counted from a track asks something of that track alone. So
the situations in which a case may stand in one state are boxes: any combination of what each track allows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import NamedTuple

from wccflow.engine.definition import Definition, Gate, Move, Track
from wccflow.engine.drawing import everywhere
from wccflow.engine.process import Count


class Local(NamedTuple):
    """Where one item stands, and which sort of item it is: only some slots count for some facts."""

    sort: tuple[bool, bool]
    state: str


Box = tuple[frozenset[Local], ...]
Asked = Mapping[int, frozenset[Local]]
Steps = Mapping[str, frozenset[str]]
EVERY_SORT = (True, True)


@dataclass(frozen=True)
class Model:
    """Every situation that can arise, by the case's state, and those from which an end can be reached."""

    definition: Definition
    lanes: tuple[Track, ...]
    arising: Mapping[str, tuple[Box, ...]]
    ending: Mapping[str, tuple[Box, ...]]

    def situations(self) -> set[tuple[str, tuple[Local, ...]]]:
        """The situations one by one: the case's state, and where one item of each track stands."""
        return {
            (state, each) for state, boxes in self.arising.items() for box in boxes for each in product(*box)
        }

    def standing(self, state: str, lane: int) -> frozenset[str]:
        """The states in which an item of a track can be found while the case stands in a state."""
        return frozenset(local.state for box in self.arising.get(state, ()) for local in box[lane])

    def stranded(self, state: str) -> Iterator[tuple[Local, ...]]:
        """The situations of a state that can arise, and from which no way leads to an end."""
        ends = self.ending.get(state, ())
        for box in self.arising.get(state, ()):
            if not any(_within(box, end) for end in ends):
                yield from (each for each in product(*box) if not any(_in(each, end) for end in ends))

    def meets(self, gates: Iterable[Gate], state: str) -> bool:
        """Whether in some situation of a state all these gates hold, as far as they count items."""
        asked = [asks(self.definition, self.lanes, gate) for gate in gates]
        return any(_passed(box, asked) is not None for box in self.arising.get(state, ()))


def model(definition: Definition) -> Model:
    """Every situation of this definition. Names in it must have been checked before."""
    lanes = tuple(track for track in definition.tracks.values() if track.items)
    steps = {state: tuple(_steps(track, state) for track in lanes) for state in definition.states}
    ways = {move.event: _gated(definition, lanes, move) for move in definition.moves.values()}
    return Model(
        definition,
        lanes,
        _arising(definition, lanes, steps, ways),
        _ending(definition, lanes, steps, ways),
    )


def sorts(definition: Definition, track: Track) -> frozenset[Local]:
    """The sorts of items that a track has, each where such an item begins."""
    if track.of == "slots":
        slots = [definition.slots[key] for key in track.items]
        return frozenset(Local((slot.required, slot.board_approved), track.initial) for slot in slots)
    fixed = definition.elements[track.of].fixed if track.fixed_in else ()
    begins = {track.fixed_in if item in fixed else track.initial for item in track.items}
    return frozenset(Local(EVERY_SORT, state) for state in begins)


def asks(definition: Definition, lanes: tuple[Track, ...], gate: Gate) -> Asked:
    """By track, where one item must stand for a gate to hold; nothing where the item cannot matter alone."""
    found = {}
    for number, track in enumerate(lanes):
        count = track.counts.get(gate.fact)
        inside = None if count is None else _inside(definition, gate)
        if count is not None and inside is not None:
            found[number] = frozenset(
                local for local in _everywhere(definition, track) if _suits(local, count, inside)
            )
    return found


def narrowed(box: Box, asked: Asked) -> Box | None:
    """The part of a box in which what is asked holds, or None where there is no such part."""
    parts = tuple(part & asked[number] if number in asked else part for number, part in enumerate(box))
    return parts if all(parts) else None


def _inside(definition: Definition, gate: Gate) -> bool | None:
    """Whether every item must stand in the counted states, or none must; None where others matter too."""
    need = gate.need
    if need.test == "complete" or (need.test == "at_least" and need.arguments == ("100%",)):
        return True
    if need.test == "at_most" and float(need.arguments[0]) < 1:
        return False
    return None


def _suits(local: Local, count: Count, inside: bool) -> bool:
    required, approved = local.sort
    counts = {"all": True, "required": required, "board_approved": approved}[count.only]
    return not counts or (local.state in count.states) is inside


def _everywhere(definition: Definition, track: Track) -> list[Local]:
    kinds = {local.sort for local in sorts(definition, track)}
    return [Local(sort, state) for sort in kinds for state in track.states]


def _gated(definition: Definition, lanes: tuple[Track, ...], move: Move) -> list[Asked]:
    """What the gates of a move ask of the tracks; two signatures can pass over those with an override."""
    gates = [definition.gates[key] for key in move.when]
    return [asks(definition, lanes, gate) for gate in gates if gate.override is None]


def _steps(track: Track, state: str) -> Steps:
    found: dict[str, set[str]] = {}
    for move in track.moves:
        if state in move.during:
            for source in move.sources:
                found.setdefault(source, set()).add(move.to)
    return {source: frozenset(to) for source, to in found.items()}


def _spread(part: frozenset[Local], steps: Steps) -> frozenset[Local]:
    """Everywhere that items come from here while the case stays where it is."""
    found = set(part)
    new = list(part)
    while new:
        sort, state = new.pop()
        for to in steps.get(state, ()):
            local = Local(sort, to)
            if local not in found:
                found.add(local)
                new.append(local)
    return frozenset(found)


def _arising(
    definition: Definition,
    lanes: tuple[Track, ...],
    steps: Mapping[str, tuple[Steps, ...]],
    ways: Mapping[str, list[Asked]],
) -> dict[str, tuple[Box, ...]]:
    spread = cache(lambda part, state, lane: _spread(part, steps[state][lane]))
    found: dict[str, list[Box]] = {}
    new = [(definition.initial, tuple(sorts(definition, track) for track in lanes))]
    while new:
        state, entry = new.pop()
        box = tuple(spread(part, state, lane) for lane, part in enumerate(entry))
        if any(_within(box, known) for known in found.get(state, ())):
            continue
        found[state] = [*(known for known in found.get(state, ()) if not _within(known, box)), box]
        for move in definition.moves_from[state]:
            left = _passed(box, ways[move.event])
            if left is not None:
                new.append((move.to, left))
    return {state: tuple(boxes) for state, boxes in found.items()}


def _ending(
    definition: Definition,
    lanes: tuple[Track, ...],
    steps: Mapping[str, tuple[Steps, ...]],
    ways: Mapping[str, list[Asked]],
) -> dict[str, tuple[Box, ...]]:
    """Backwards from the ends; a move that is open from everywhere, such as withdrawing, is no way on."""
    back = {state: tuple(_turned(one) for one in all_steps) for state, all_steps in steps.items()}
    whole = tuple(frozenset(_everywhere(definition, track)) for track in lanes)
    onward = [move for move in definition.moves.values() if not everywhere(definition, move)]
    found: dict[str, list[Box]] = {}
    new = [(key, whole) for key, state in definition.states.items() if state.final]
    while new:
        state, entry = new.pop()
        box = tuple(_spread(part, back[state][lane]) for lane, part in enumerate(entry))
        if any(_within(box, known) for known in found.get(state, ())):
            continue
        found[state] = [*(known for known in found.get(state, ()) if not _within(known, box)), box]
        for move in onward:
            left = _passed(box, ways[move.event]) if move.to == state else None
            if left is not None:
                new += [(source, left) for source in move.sources]
    return {state: tuple(boxes) for state, boxes in found.items()}


def _passed(box: Box, gates: list[Asked]) -> Box | None:
    left: Box | None = box
    for asked in gates:
        if left is not None:
            left = narrowed(left, asked)
    return left


def _turned(steps: Steps) -> Steps:
    turned: dict[str, set[str]] = {}
    for source, targets in steps.items():
        for to in targets:
            turned.setdefault(to, set()).add(source)
    return {to: frozenset(sources) for to, sources in turned.items()}


def _within(box: Box, other: Box) -> bool:
    return all(part <= whole for part, whole in zip(box, other, strict=True))


def _in(each: tuple[Local, ...], box: Box) -> bool:
    return all(local in part for local, part in zip(each, box, strict=True))
