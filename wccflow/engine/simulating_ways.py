"""Which way leads on in a definition: the forward move of each state, the moves back, the ways of items."""

import heapq
from collections import deque
from collections.abc import Mapping
from functools import cached_property

from wccflow.engine.definition import Definition, ItemMove, Move, Track

_BACKWARD = 10  # a move that needs a reason is taken only where nothing else leads on

ItemWay = Mapping[str, ItemMove]
"""By an item's state, its next move."""


class Ways:
    """The ways of one definition, worked out once."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._item_ways: dict[tuple[str, frozenset[str], str], ItemWay] = {}

    @cached_property
    def forward(self) -> Mapping[str, Move]:
        """By state, the move that leads on towards the end; none where nothing does."""
        found: dict[str, Move] = {}
        for state, moves in self._definition.moves_from.items():
            onward = [
                move for move in moves if move.to in self._distances and _cost(move) <= self._distances[state]
            ]
            if onward and self._distances.get(state):
                found[state] = min(onward, key=lambda move: _cost(move) + self._distances[move.to])
        return found

    @cached_property
    def back(self) -> Mapping[str, tuple[Move, ...]]:
        """By state, the moves that send a case back: each with a reason, none to an end."""
        return {
            state: tuple(move for move in moves if self._leads_back(state, move))
            for state, moves in self._definition.moves_from.items()
        }

    def of_items(self, track: Track, goal: frozenset[str], during: str) -> ItemWay:
        """The shortest way of an item into one of the goal's states while the case stands in `during`."""
        key = (track.key, goal, during)
        if key not in self._item_ways:
            self._item_ways[key] = _item_way(self._definition, track, goal, during)
        return self._item_ways[key]

    @cached_property
    def _distances(self) -> Mapping[str, int]:
        """How far each state is from a good end: one reached without reasons, or else any end."""
        finals = [state.key for state in self._definition.states.values() if state.final]
        plain = {move.to for move in self._definition.moves.values() if not _cost(move) > 1}
        return _distances(self._definition, [state for state in finals if state in plain] or finals)

    def _leads_back(self, state: str, move: Move) -> bool:
        if not move.reason_required or move.signed_by or self._definition.states[move.to].final:
            return False
        return move != self.forward.get(state) and self._distances.get(move.to, 0) >= self._distances[state]


def _cost(move: Move) -> int:
    return _BACKWARD if move.reason_required or move.signed_by else 1


def _distances(definition: Definition, ends: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    queue = [(0, end) for end in ends]
    while queue:
        far, state = heapq.heappop(queue)
        if state in found:
            continue
        found[state] = far
        for move in definition.moves.values():
            if move.to == state:
                for source in move.sources:
                    heapq.heappush(queue, (far + _cost(move), source))
    return found


def _item_way(definition: Definition, track: Track, goal: frozenset[str], during: str) -> ItemWay:
    """Walked from the goal backwards; moves without a reason and by people come before the others."""
    open_moves = sorted(
        (move for move in track.moves if during in move.during and _by_people(definition, move)),
        key=lambda move: move.reason_required,
    )
    way: dict[str, ItemMove] = {}
    queue, seen = deque(sorted(goal)), set(goal)
    while queue:
        state = queue.popleft()
        for move in open_moves:
            if move.to != state:
                continue
            for source in move.sources:
                if source not in seen:
                    seen.add(source)
                    way[source] = move
                    queue.append(source)
    return way


def _by_people(definition: Definition, move: ItemMove) -> bool:
    return any(role in definition.roles and not definition.roles[role].automatic for role in move.by)
