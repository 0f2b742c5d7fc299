"""Which lines a drawing of a workflow has: straight on to the next state, or round by a side."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wccflow.engine.definition import Definition, Move
from wccflow.engine.drawing import everywhere
from wccflow.engine.picture_words import whose

Side = Literal["straight", "left", "right"]


@dataclass(frozen=True, slots=True)
class Way:
    """One move from one state; `back` marks one that needs a reason. Rows count the states from the top."""

    event: str
    label: str
    who: str
    source: int
    target: int
    side: Side
    back: bool

    @property
    def span(self) -> int:
        """Over how many rows it leads."""
        return abs(self.target - self.source)


def ways(definition: Definition) -> tuple[Way, ...]:
    """Every line, in the order of the moves; what leads from everywhere is told in words instead."""
    order = (state for stage in definition.stages.values() for state in stage.states)
    rows = {state: row for row, state in enumerate(order)}
    found: list[Way] = []
    for move in _drawn(definition):
        for source in move.sources:
            taken = any(way.side == "straight" and way.source == rows[source] for way in found)
            side = _side(rows[source], rows[move.to], taken)
            who = whose(definition, move)
            found.append(
                Way(move.event, move.label, who, rows[source], rows[move.to], side, move.reason_required)
            )
    return tuple(found)


def from_everywhere(definition: Definition, state: str) -> Iterator[Move]:
    """The moves that lead to this state from every other that is no end."""
    return (move for move in definition.moves.values() if move.to == state and everywhere(definition, move))


def _drawn(definition: Definition) -> list[Move]:
    """Those onward first, so that the straight line is the usual way."""
    moves = [move for move in definition.moves.values() if not everywhere(definition, move)]
    return sorted(moves, key=lambda move: move.reason_required)


def _side(source: int, target: int, taken: bool) -> Side:
    if target == source + 1 and not taken:
        return "straight"
    return "right" if target > source else "left"
