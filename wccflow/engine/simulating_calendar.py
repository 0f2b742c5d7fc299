"""What the calendar does in a rehearsal: its own moves, reminders, and telling of what was missed."""

from collections.abc import Iterator
from datetime import timedelta

from wccflow.engine.calendars import Due
from wccflow.engine.decisions import Moved
from wccflow.engine.definition import Move
from wccflow.engine.simulating_agenda import asked
from wccflow.engine.simulating_cases import SimulatedCase
from wccflow.engine.simulating_moves import make
from wccflow.engine.simulating_world import World

REMINDED, MISSED, ESCALATED = "reminded", "missed", "escalated"
_MOST_MOVES = 5  # that one case makes by itself on one morning


def morning(world: World) -> None:
    """Begin a day: what was on its way arrives, what is due by itself happens, people are reminded."""
    for fact in world.shared.values():
        if fact.settle(world.on):
            world.shared_version += 1
    for case in world.cases:
        if not world.is_over(case):
            _settle(world, case)
            _move(world, case)
    for case in world.cases:
        if not world.is_over(case):
            _tell(world, case)


def note_gates(world: World, case: SimulatedCase) -> None:
    """Note the first day on which a milestone's gate holds."""
    for milestone in world.definition.milestones.values():
        met = milestone.met
        if met.kind != "gate" or str(met) in case.history:
            continue
        gate = world.definition.gates[met.name]
        fact = world.facts(case).get(gate.fact)
        if fact is not None and gate.need.holds(fact, world.on):
            case.history[str(met)] = world.on
            case.dated()


def _settle(world: World, case: SimulatedCase) -> None:
    for fact in case.played.values():
        if fact.settle(world.on):
            case.changed()


def _move(world: World, case: SimulatedCase) -> None:
    for _ in range(_MOST_MOVES):
        ready = next((move for move in _automatic(world, case) if _has_come(world, case, move)), None)
        if ready is None:
            return
        make(world, case, ready, by="")


def _automatic(world: World, case: SimulatedCase) -> Iterator[Move]:
    for move in world.definition.moves_from.get(case.state, ()):
        by_itself = not world.automatic.isdisjoint(move.by) and not move.reason_required
        if by_itself and not case.rework and isinstance(asked(world, case, move, world.automatic), Moved):
            yield move


def _has_come(world: World, case: SimulatedCase, move: Move) -> bool:
    """What happens by silence does so only after the day by which one could speak."""
    days = [due.due for due in world.dues(case) if due.lapse == move.event]
    return not days or any(day is not None and day < world.on for day in days)


def _tell(world: World, case: SimulatedCase) -> None:
    for due in world.dues(case):
        if due.due is None or due.met is not None:
            continue
        for kind, role in _tidings(world, due):
            mark = (kind, due.key, due.due)
            if kind == REMINDED:
                mark = (kind, due.key, max(day for day in due.remind_on if day <= world.on))
            if mark not in case.told:
                case.told[mark] = None
                world.tell(case, (role,), f"{kind} {due.key}", at_once=kind != ESCALATED)
                _hasten(world, case)


def _tidings(world: World, due: Due) -> Iterator[tuple[str, str]]:
    if due.due is None:
        return
    if due.due >= world.on:
        if any(day <= world.on for day in due.remind_on):
            yield REMINDED, due.owner
        return
    yield MISSED, due.owner
    if due.escalate_to and due.escalate_on and due.escalate_on <= world.on:
        yield ESCALATED, due.escalate_to


def _hasten(world: World, case: SimulatedCase) -> None:
    """Whoever is reminded begins within days."""
    case.begins = min(case.begins, world.on + timedelta(days=2))
