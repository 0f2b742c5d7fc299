"""Making a case's move in a rehearsal, and what follows: notices, frozen items, deadlines, returns."""

from datetime import date, timedelta

from wccflow.engine.definition import Move
from wccflow.engine.process import ItemMove
from wccflow.engine.simulating_cases import SimulatedCase
from wccflow.engine.simulating_world import World
from wccflow.engine.windows import add_working_days

_NOTIFY, _EVERYONE = "notify", "everyone"
_SHORT_DAYS = 14  # a deadline this near is worked for at once
_MOST_BACK = 3
_GIVEN_BACK = 3  # items given back with a return


def make(world: World, case: SimulatedCase, move: Move, *, by: str, backward: bool = False) -> None:
    """Make the move, which the engine has allowed."""
    case.state = move.to
    case.history.setdefault(move.to, world.on)
    case.entered = world.on
    case.ready, case.waived, case.back, case.held_days = {}, {}, None, 0
    case.rework = []
    case.spent.pop(move.event, None)
    if backward:
        case.backs[move.event] = case.backs.get(move.event, 0) + 1
    case.dated()
    world.note("moved", case.name, move.event, (by,) if by else (), move.to, int(backward))
    _tell(world, case, move, by)
    _freeze(world, case, backward)
    if backward:
        _give_back(world, case)
    enter(world, case)


def enter(world: World, case: SimulatedCase) -> None:
    """What coming to a state brings: when work begins, whether somebody will send the case back."""
    case.begins = _begins(world, case)
    case.back = _return_to_come(world, case)
    onward = world.ways.forward.get(case.state)
    for gate in onward.when if onward else ():
        fact = world.fact(case, world.definition.gates[gate].fact)
        if fact is not None and fact.falls:
            careless = float(case.kind.careless) + abs(min(0.0, float(case.kind.rates)))
            fact.rise(world.on, case.rng, world.calendar.holidays, careless)
    case.changed()


def _tell(world: World, case: SimulatedCase, move: Move, by: str) -> None:
    for effect in move.effects:
        name, _, role = effect.partition(":")
        if name == _NOTIFY:
            roles = tuple(world.definition.roles) if role == _EVERYONE else (role,)
            world.tell(case, roles, move.event, at_once=role != _EVERYONE, but=by)


def _freeze(world: World, case: SimulatedCase, backward: bool) -> None:
    """The items' moves that the calendar makes by itself in this state; with a return only some of them."""
    for track in world.definition.tracks.values():
        moves = [each for each in track.moves if case.state in each.during and not world.people_of(each.by)]
        states = case.tracks[track.key]
        found = [(item, step) for step in moves for item in track.items if states[item] in step.sources]
        if backward:
            found = case.rng.sample(found, min(_GIVEN_BACK, len(found)))
        for item, step in found:
            case.put(track.key, item, step.to)


def _give_back(world: World, case: SimulatedCase) -> None:
    """Choose what the organisation has to do again."""
    able = [
        (track.key, item)
        for track in world.definition.tracks.values()
        for item in track.items
        if any(_again(world, case, step, case.tracks[track.key][item]) for step in track.moves)
    ]
    case.rework = case.rng.sample(able, min(_GIVEN_BACK, len(able)))


def _again(world: World, case: SimulatedCase, step: ItemMove, state: str) -> bool:
    own = any(world.is_own(role) for role in world.people_of(step.by))
    return own and case.state in step.during and state in step.sources and not step.reason_required


def _begins(world: World, case: SimulatedCase) -> date:
    """When the organisation begins to work: some way on towards its next deadline."""
    comings = [
        due.due
        for due in world.dues(case)
        if due.met is None and due.due and due.due > world.on and world.is_own(due.owner)
    ]
    if not comings or (min(comings) - world.on).days <= _SHORT_DAYS:
        return world.on
    share = min(0.95, float(case.kind.begins) * case.rng.uniform(0.7, 1.3))
    return world.on + timedelta(days=int((min(comings) - world.on).days * share))


def _return_to_come(world: World, case: SimulatedCase) -> tuple[Move, date] | None:
    """The move back that somebody will want to make here, and from when; most often none."""
    for move in world.ways.back.get(case.state, ()):
        step, before = world.step(move.event), case.backs.get(move.event, 0)
        chance = (float(step.back) + float(step.careless) * float(case.kind.careless)) / 2**before
        if case.rng.random() < chance and before < _MOST_BACK:
            return move, add_working_days(world.on, case.rng.randint(1, 12), world.calendar.holidays)
    return None
