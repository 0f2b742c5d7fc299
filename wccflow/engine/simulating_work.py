"""A person's working day in a rehearsal: case by case, the oldest first, as long as attention lasts."""

from collections.abc import Callable

from wccflow.engine.decisions import Moved, item_decide
from wccflow.engine.process import ItemMove
from wccflow.engine.simulating_agenda import Agendas, Job, asked, open_items
from wccflow.engine.simulating_behaviours import ItemWork
from wccflow.engine.simulating_cases import SimulatedCase
from wccflow.engine.simulating_days import choose
from wccflow.engine.simulating_moves import make
from wccflow.engine.simulating_people import Person
from wccflow.engine.simulating_world import World

_DETOUR = 0.04  # how likely a question is for an item of somebody careful


def work(world: World, agendas: Agendas, person: Person) -> None:
    """Let the person do what the day allows."""
    if not person.begin(world.on):
        return
    mine = [world.cases[number] for number in person.cases]
    waiting = [case for case in mine if person.role in agendas.of(case).roles]
    for case in sorted(waiting, key=lambda each: (each.entered, each.number)):
        if person.left <= 0:
            return
        if not world.is_own(person.role) or case.begins <= world.on:
            _at(world, agendas, person, case)


def _at(world: World, agendas: Agendas, person: Person, case: SimulatedCase) -> None:
    while person.left > 0:
        jobs = [job for job in agendas.of(case).jobs if person.role in job.roles]
        if not any(_DO[job.kind](world, person, case, job) for job in jobs):
            return


def _paid(world: World, person: Person, case: SimulatedCase, thing: str, minutes: float) -> bool:
    """Whether the work on a thing is done: what does not fit into today goes on tomorrow."""
    if world.is_own(person.role):
        minutes *= float(case.kind.slower) * case.speed * world.pace
    spent = case.spent.get(thing, 0.0)
    spent += person.spend(max(1.0, minutes) - spent)
    case.spent[thing] = spent
    if spent < max(1.0, minutes) - 1e-6:
        return False
    del case.spent[thing]
    return True


def _do_move(world: World, person: Person, case: SimulatedCase, job: Job) -> bool:
    move = world.definition.moves[job.key]
    answer = asked(world, case, move, frozenset({person.role}))
    if not isinstance(answer, Moved) or not _paid(
        world, person, case, move.event, world.step(move.event).minutes
    ):
        return False
    for gate in answer.waived:
        world.note("waived", case.name, gate, (person.key,), move.event)
    make(world, case, move, by=person.key)
    return True


def _do_back(world: World, person: Person, case: SimulatedCase, job: Job) -> bool:
    move = world.definition.moves[job.key]
    if not isinstance(asked(world, case, move, frozenset({person.role})), Moved):
        case.back = None
        case.changed()
        return True
    if not _paid(world, person, case, move.event, world.step(move.event).minutes):
        return False
    make(world, case, move, by=person.key, backward=True)
    return True


def _do_items(world: World, person: Person, case: SimulatedCase, job: Job) -> bool:
    """Every item as far as this role can bring it, one after the other."""
    gate, changed = world.definition.gates[job.key], False
    for track, item, first in open_items(world, case, gate):
        track_of = world.definition.tracks[track]
        goal = frozenset(world.counts[gate.fact][1].states)
        way = world.ways.of_items(track_of, goal, case.state)
        step: ItemMove | None = first
        while step is not None and person.role in step.by:
            chosen = _detour(world, person, case, track, item, goal) or step
            if not _item_done(world, person, case, track, item, chosen):
                return changed
            changed = True
            state = case.tracks[track][item]
            step = None if state in goal else way.get(state)
    return changed


def _do_rework(world: World, person: Person, case: SimulatedCase, job: Job) -> bool:
    for track, item in list(case.rework):
        state = case.tracks[track][item]
        steps = [
            step
            for step in world.definition.tracks[track].moves
            if person.role in step.by and case.state in step.during and state in step.sources
        ]
        if steps and not _item_done(world, person, case, track, item, steps[0]):
            return False
        case.rework.remove((track, item))
        case.changed()
    return True


def _item_done(
    world: World, person: Person, case: SimulatedCase, track: str, item: str, step: ItemMove
) -> bool:
    minutes = (world.behaviours.items.get(step.event) or ItemWork(step.event)).minutes
    if not _paid(world, person, case, f"{track} {item}", minutes):
        return False
    answer = item_decide(
        world.definition,
        case.standing,
        step.event,
        item=(track, item),
        roles=frozenset({person.role}),
        reason="rehearsed",
    )
    if not isinstance(answer, Moved):
        return False
    case.put(track, item, answer.to)
    world.note("item", case.name, step.event, (person.key,), answer.to)
    if step.reason_required:
        _tell_of_question(world, case, track, answer.to, person)
    return True


def _detour(
    world: World, person: Person, case: SimulatedCase, track: str, item: str, goal: frozenset[str]
) -> ItemMove | None:
    """A move with a reason, such as a question, that somebody makes of an item now and then; asked once."""
    state, found = case.tracks[track][item], world.definition.tracks[track]
    way = world.ways.of_items(found, goal, case.state)
    able = [
        step
        for step in found.moves
        if step.reason_required
        and person.role in step.by
        and state in step.sources
        and case.state in step.during
        and (step.to in goal or step.to in way)
    ]
    if not able or (track, item) in case.asked:
        return None
    case.asked[track, item] = None
    odds = _DETOUR + 0.2 * float(case.kind.careless) + 0.1 * max(0.0, -float(case.kind.rates))
    return able[0] if case.rng.random() < odds else None


def _tell_of_question(world: World, case: SimulatedCase, track: str, state: str, person: Person) -> None:
    answers = {
        role: None
        for step in world.definition.tracks[track].moves
        if state in step.sources and case.state in step.during
        for role in step.by
        if role != person.role
    }
    world.tell(case, tuple(answers), "question", at_once=True, but=person.key)


def _do_fact(world: World, person: Person, case: SimulatedCase, job: Job) -> bool:
    name = world.definition.gates[job.key].fact
    fact = world.fact(case, name)
    if fact is None or not _paid(world, person, case, f"fact {name}", fact.spec.minutes):
        return False
    if fact.kind == "date":
        fact.chosen = choose(world, case, fact)
        if fact.chosen is None:
            return False
        case.dated()
    if fact.by_case:
        fact.done[case.name] = None
    else:
        fact.finish(world.on, case.rng, world.calendar.holidays)
    if fact.spec.shared != "case":
        world.shared_version += 1
    case.changed()
    return True


_DO: dict[str, Callable[[World, Person, SimulatedCase, Job], bool]] = {
    "move": _do_move,
    "back": _do_back,
    "items": _do_items,
    "rework": _do_rework,
    "fact": _do_fact,
}
