"""A whole cycle on a virtual clock: invented people work through it, and everything that happens is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from wccflow.engine.calendars import Due
from wccflow.engine.decisions import Refused
from wccflow.engine.definition import Definition
from wccflow.engine.simulating_agenda import Agendas
from wccflow.engine.simulating_behaviours import Behaviours
from wccflow.engine.simulating_calendar import morning, note_gates
from wccflow.engine.simulating_cases import SimulatedCase
from wccflow.engine.simulating_managers import Managers
from wccflow.engine.simulating_moves import enter
from wccflow.engine.simulating_people import Person
from wccflow.engine.simulating_work import work
from wccflow.engine.simulating_world import Happening, World
from wccflow.engine.windows import Calendar

__all__ = ["Behaviours", "Ended", "Happening", "Simulated", "simulate"]

Progress = Callable[[int, int], None]
"""Told how many days are done, of how many."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How one case stands when the rehearsal ends; `because` are the gates and sentences in its way."""

    name: str
    overseer: str
    kind: str
    state: str
    final: bool
    history: tuple[tuple[str, date], ...]
    dues: tuple[Due, ...]
    because: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Worked:
    """How much of a person's attention the cycle took, in minutes."""

    name: str
    role: str
    place: str
    cases: int
    used: int
    had: int


@dataclass(frozen=True, slots=True)
class Simulated:
    """Everything that happened, in order, and how it ended."""

    days: tuple[date, ...]
    happenings: tuple[Happening, ...]
    cases: tuple[Ended, ...]
    people: tuple[Worked, ...]


def simulate(
    definition: Definition,
    behaviours: Behaviours,
    calendar: Calendar,
    seed: int,
    *,
    organisations: int,
    pace: float = 1.0,
    signs: bool = True,
    progress: Progress = lambda done, total: None,
) -> Simulated:
    """Play the cycle: the same words give the same happenings, whatever the machine.

    `pace` multiplies the time that organisations take; without `signs` nobody signs an exception or holds a
    stage open. Ends when every case has ended, or some weeks after the last stage.
    """
    world = World(
        definition, calendar, behaviours, organisations=organisations, seed=seed, pace=pace, signs=signs
    )
    agendas, people = Agendas(world), list(world.people)
    managers = Managers(world, agendas)
    for case in world.cases:
        enter(world, case)
    lived = 0
    for number, day in enumerate(world.days):
        world.on, lived = day, number + 1
        _live(world, agendas, people, managers)
        progress(lived, len(world.days))
        if all(world.is_over(case) for case in world.cases):
            break
    return Simulated(
        days=tuple(world.days[:lived]),
        happenings=tuple(world.happenings),
        cases=tuple(_ended(world, agendas, case) for case in world.cases),
        people=tuple(_worked(world, person, lived) for person in people),
    )


def _live(world: World, agendas: Agendas, people: Sequence[Person], managers: Managers) -> None:
    morning(world)
    for person in people:
        work(world, agendas, person)
    managers.look()
    for case in world.cases:
        if not world.is_over(case):
            note_gates(world, case)
            _note_held(world, agendas, case)
    for person in people:
        _note_queue(world, agendas, person)


def _note_held(world: World, agendas: Agendas, case: SimulatedCase) -> None:
    """What stands in the way of the case tonight, once anybody has begun to work on it."""
    answer = agendas.of(case).answer
    if isinstance(answer, Refused) and case.begins <= world.on:
        for refusal in answer.refusals:
            world.note("held", case.name, refusal.gate, to=refusal.kind)


def _note_queue(world: World, agendas: Agendas, person: Person) -> None:
    """How many cases wait for the person tonight, by stage; organisations have only their own."""
    if person.scope == "organisation":
        return
    waiting: dict[str, int] = {}
    for number in person.cases:
        case = world.cases[number]
        if person.role in agendas.of(case).roles:
            stage = world.definition.states[case.state].stage
            waiting[stage] = waiting.get(stage, 0) + 1
    for stage, count in waiting.items():
        world.note("queue", "", stage, (person.key,), person.role, count)


def _ended(world: World, agendas: Agendas, case: SimulatedCase) -> Ended:
    answer = agendas.of(case).answer
    refusals = answer.refusals if isinstance(answer, Refused) else ()
    case.times += 1  # days late count until the last day
    return Ended(
        name=case.name,
        overseer=case.place,
        kind=case.kind.key,
        state=case.state,
        final=world.is_over(case),
        history=tuple(case.history.items()),
        dues=world.dues(case),
        because=tuple((each.gate, each.say) for each in refusals),
    )


def _worked(world: World, person: Person, lived: int) -> Worked:
    days = sum(day not in person.away for day in world.days[:lived])
    return Worked(
        person.key, person.role, person.place, len(person.cases), round(person.used), days * person.minutes
    )
