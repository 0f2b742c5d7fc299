"""What is to be done at a case on a day of the rehearsal, and by which roles."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from wccflow.engine.decisions import Moved, Refused, decide
from wccflow.engine.definition import Gate, Move
from wccflow.engine.process import ItemMove
from wccflow.engine.simulating_cases import SimulatedCase
from wccflow.engine.simulating_world import World
from wccflow.engine.windows import add_working_days


class Job(NamedTuple):
    """One kind of work at a case: a gate to satisfy, the move on, a move back, or items to do again."""

    kind: Literal["items", "fact", "move", "back", "rework"]
    key: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The move that leads on, what the engine says to it today, and the work that is open."""

    move: Move | None
    answer: Moved | Refused | None
    jobs: tuple[Job, ...]
    roles: frozenset[str]


class Agendas:
    """The agendas of all cases, each kept until something that it depends on changes."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._kept: dict[int, tuple[tuple[int, int, int, date], Agenda]] = {}

    def of(self, case: SimulatedCase) -> Agenda:
        """What is to be done at this case now."""
        world = self._world
        key = (case.version, world.shared_version, world.window_version, world.on)
        kept = self._kept.get(case.number)
        if kept is None or kept[0] != key:
            kept = (key, _agenda(world, case))
            self._kept[case.number] = kept
        return kept[1]


def asked(world: World, case: SimulatedCase, move: Move, roles: frozenset[str]) -> Moved | Refused:
    """What the engine says to this move, a reason and signatures given."""
    return decide(
        world.definition,
        case.standing,
        move.event,
        roles=roles,
        facts=world.facts(case),
        on=world.on,
        windows=world.windows[case.place],
        reason="rehearsed",
        signed=frozenset(move.signed_by),
        waived=case.waived,
    )


def open_items(world: World, case: SimulatedCase, gate: Gate) -> list[tuple[str, str, ItemMove]]:
    """The items that the gate still asks for and that can move now: track, item, its next move."""
    track, count, items = world.counts[gate.fact]
    goal = frozenset(count.states)
    way = world.ways.of_items(track, goal, case.state)
    states = case.tracks[track.key]
    return [
        (track.key, item, way[states[item]])
        for item in items
        if states[item] not in goal and states[item] in way
    ]


def _agenda(world: World, case: SimulatedCase) -> Agenda:
    move = world.ways.forward.get(case.state)
    if move is None:
        return Agenda(None, None, (), frozenset())
    answer = asked(world, case, move, frozenset(move.by))
    jobs = []
    if case.back and case.back[1] <= world.on:
        jobs.append(Job("back", case.back[0].event, frozenset(world.people_of(case.back[0].by))))
    jobs += _rework(world, case)
    if isinstance(answer, Refused):
        gates = [each.gate for each in answer.refusals if each.kind in ("gate", "unknown")]
        jobs += [job for gate in gates for job in _work(world, case, world.definition.gates[gate], move)]
    elif not case.rework and _is_ready(world, case, move):
        jobs.append(Job("move", move.event, frozenset(world.people_of(move.by))))
    jobs = [*_ahead(world, case, move, {job.key for job in jobs}), *jobs]
    return Agenda(move, answer, tuple(jobs), frozenset(role for job in jobs for role in job.roles))


def _is_ready(world: World, case: SimulatedCase, move: Move) -> bool:
    """Whether those who make the move have got round to it: each takes the days that its step says."""
    if move.event not in case.ready:
        wait = case.rng.randint(*world.step(move.event).waits[:2])
        case.ready[move.event] = add_working_days(world.on, wait, world.calendar.holidays)
    return case.ready[move.event] <= world.on


def _work(world: World, case: SimulatedCase, gate: Gate, move: Move) -> list[Job]:
    """The work that would satisfy a gate; none where one can only wait."""
    if gate.fact in world.counts:
        roles = {role for _, _, step in open_items(world, case, gate) for role in world.people_of(step.by)}
        return [Job("items", gate.key, frozenset(roles))] if roles else []
    fact = world.fact(case, gate.fact)
    if fact is None or not world.has_come(fact, case):
        return []
    if case.name in fact.done if fact.by_case else fact.waiting(world.on) <= 0:
        return []
    return [Job("fact", gate.key, frozenset(world.people_of(gate.who) or world.people_of(move.by)))]


def _rework(world: World, case: SimulatedCase) -> list[Job]:
    """What was sent back is done again by the organisation before the case goes on."""
    roles = {
        role
        for track, item in case.rework
        for step in world.definition.tracks[track].moves
        if case.tracks[track][item] in step.sources and case.state in step.during
        for role in step.by
        if role not in world.automatic and world.is_own(role)
    }
    return [Job("rework", "", frozenset(roles))] if roles else []


def _ahead(world: World, case: SimulatedCase, move: Move, known: set[str]) -> list[Job]:
    """Work for gates that have a day of their own, before a move asks for them."""
    if case.state == world.definition.initial:
        return []
    jobs = []
    for milestone in world.definition.milestones.values():
        gate = world.definition.gates.get(milestone.met.name) if milestone.met.kind == "gate" else None
        if gate and gate.key not in known and str(milestone.met) not in case.history:
            jobs += _work(world, case, gate, move)
    return jobs
