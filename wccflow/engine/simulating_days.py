"""Choosing days in a rehearsal, such as panel days: within a stage, as far as the place has room."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from wccflow.engine.definition import Definition
from wccflow.engine.simulating_cases import SimulatedCase
from wccflow.engine.simulating_facts import Played
from wccflow.engine.simulating_world import World


def choose(world: World, case: SimulatedCase, fact: Played) -> date | None:
    """Book a free day for the case by lot: within the stage, or the first one after it; None without any."""
    window = world.windows[case.place].get(fact.spec.within or stage_of(world.definition, fact.spec.key))
    booked = world.booked.setdefault((case.place, fact.spec.key), [])
    first = bisect_left(world.days, world.on) + fact.spec.notice
    free = [day for day in world.days[first:] if _has_room(day, booked, fact)]
    inside = [day for day in free if window is None or window.first <= day <= window.last]
    after = [day for day in free if window is None or day > window.last]
    chosen = case.rng.choice(inside) if inside else after[0] if after else None
    if chosen is not None:
        booked.append(chosen)
    return chosen


def stage_of(definition: Definition, fact: str) -> str:
    """The stage in which a chosen day will lie: that of the move which waits for it."""
    gates = {
        gate.key for gate in definition.gates.values() if gate.fact == fact and gate.need.test == "reached"
    }
    for move in definition.moves.values():
        if gates.intersection(move.when):
            return move.stages[0] if move.stages else definition.states[move.to].stage
    return ""


def _has_room(day: date, booked: Sequence[date], fact: Played) -> bool:
    week = day.isocalendar()[:2]
    in_week = sum(each.isocalendar()[:2] == week for each in booked)
    return booked.count(day) < fact.spec.per_day and in_week < fact.spec.per_week
