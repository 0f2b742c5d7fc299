"""The way from a state to the next milestone: the states to leave, and the work that their moves wait for."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wccflow.engine.calendars import Due, Window
from wccflow.engine.definition import Definition, Gate, Move
from wccflow.engine.facts import Facts, Tally
from wccflow.monitor.forecasting import Leg


@dataclass(frozen=True, slots=True)
class Goal:
    """A milestone that is met by a state, and the way there from where the one before it leads."""

    milestone: str
    state: str
    way: tuple[tuple[str, Move], ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What a gate counts of a track: the items, the events that bring one in, where those are open."""

    track: str
    items: tuple[str, ...]
    events: frozenset[str]
    during: frozenset[str]


def goals(definition: Definition) -> tuple[Goal, ...]:
    """Every milestone that is met by a state, in the definition's order, where a way leads on to it."""
    found, before = [], definition.initial
    for milestone in definition.milestones.values():
        if milestone.met.kind == "state":
            way = way_to(definition, before, milestone.met.name)
            if way:
                found.append(Goal(milestone.key, milestone.met.name, way))
                before = milestone.met.name
    return tuple(found)


def next_goal(definition: Definition, state: str, milestones: Sequence[Due]) -> Goal | None:
    """The first milestone not met yet that is met by a state, with the way there from this state."""
    for due in milestones:
        met = definition.milestones[due.key].met
        if due.met is None and met.kind == "state":
            way = way_to(definition, state, met.name)
            if way:
                return Goal(due.key, met.name, way)
    return None


def way_to(definition: Definition, start: str, goal: str) -> tuple[tuple[str, Move], ...]:
    """The fewest moves onward from a state to another; none when no way leads there."""
    ways: dict[str, tuple[tuple[str, Move], ...]] = {start: ()}
    queue = deque([start])
    while queue and goal not in ways:
        state = queue.popleft()
        for move in definition.moves_from.get(state, ()):
            if not move.reason_required and move.to not in ways:
                ways[move.to] = (*ways[state], (state, move))
                queue.append(move.to)
    return ways.get(goal, ())


def works(definition: Definition, move: Move) -> tuple[Work, ...]:
    """What the gates of a move count of the tracks."""
    wanted = {definition.gates[gate].fact for gate in move.when}
    return tuple(
        Work(
            track.key,
            track.items,
            frozenset(each.event for each in track.moves if each.to in count.states),
            frozenset(state for each in track.moves if each.to in count.states for state in each.during),
        )
        for track in definition.tracks.values()
        for name, count in track.counts.items()
        if name in wanted
    )


def legs(
    definition: Definition,
    way: Sequence[tuple[str, Move]],
    facts: Facts,
    windows: Mapping[str, Window],
    on: date,
    lapses: Mapping[str, date],
) -> tuple[Leg, ...]:
    """The states still to be left, with the pieces of work that their gates miss; each piece counts once.

    `lapses` gives for a move the day after which it happens by itself.
    """
    counted: set[str] = set()
    found = []
    for state, move in way:
        gates = [definition.gates[gate] for gate in move.when]
        pieces = sum(_short(gate, facts, on) for gate in gates if gate.fact not in counted)
        counted.update(gate.fact for gate in gates)
        earliest = not_before(definition, move, facts, windows, on)
        alone = _alone(definition, move, facts, on) and (lapses.get(move.event) or earliest or on)
        appointed = any(_awaited(gate, facts) for gate in gates)
        found.append(Leg(state, pieces, earliest, alone or None, appointed))
    return tuple(found)


def _alone(definition: Definition, move: Move, facts: Facts, on: date) -> bool:
    """Whether the calendar makes the move as soon as it may: nothing but days stands in its way."""
    gates = [definition.gates[gate] for gate in move.when]
    waits = [gate for gate in gates if not gate.need.holds(facts.get(gate.fact), on)]
    return all(_awaited(gate, facts) for gate in waits) and any(
        definition.roles[role].automatic for role in move.by
    )


def not_before(
    definition: Definition, move: Move, facts: Facts, windows: Mapping[str, Window], on: date
) -> date | None:
    """The first day on which the move's window and its dates let it be made; None when they stand open."""
    days = [fact for fact in (_awaited(definition.gates[gate], facts) for gate in move.when) if fact]
    opening = [windows[stage].first for stage in move.stages if stage in windows]
    if opening and not any(windows[stage].is_open(on) for stage in move.stages if stage in windows):
        days += [min(opening)]
    return max((day for day in days if day > on), default=None)


def _awaited(gate: Gate, facts: Facts) -> date | None:
    fact = facts.get(gate.fact)
    return fact if gate.need.test == "reached" and isinstance(fact, date) else None


def _short(gate: Gate, facts: Facts, on: date) -> int:
    fact = facts.get(gate.fact)
    return fact.short if isinstance(fact, Tally) and not gate.need.holds(fact, on) else 0
