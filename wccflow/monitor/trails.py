"""What a case has done of the work towards a milestone, day by day, and how long it has waited on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wccflow.engine.calendars import Window
from wccflow.engine.definition import Definition, Move
from wccflow.engine.facts import Facts
from wccflow.monitor.forecasting import Course, Leg, Trail
from wccflow.monitor.steps import Firsts
from wccflow.monitor.ways import Goal, Work, legs, works


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of one case: when it first came to each state, what its items did first, its days."""

    definition: Definition
    state: str
    entered: Mapping[str, date]
    here_since: date
    steps: Firsts
    windows: Mapping[str, Window]
    facts: Facts
    lapses: Mapping[str, date]


def trail(past: Past, goal: Goal, on: date) -> Trail | None:
    """What the case did on the way to this goal; None when it has not come to where that work is done."""
    work = _works(past.definition, goal)
    began = _began(past, goal, work)
    if began is None:
        return None
    reached = past.entered.get(goal.state)
    done = _days(past, work, began, reached or on)
    left = 0 if reached else sum(leg.pieces for leg in _legs(past, goal, on))
    until = max(done) if done and not left else reached or on
    return Trail(began, until, done, tuple(_waits(past, goal)))


def course(past: Past, goal: Goal, usual: Goal | None, on: date) -> Course:
    """Where the case has come to on its way to the goal.

    On the `usual` way all that it has done counts; one that was sent back begins anew where it is now.
    """
    work = _works(past.definition, goal)
    began: date | None = past.here_since
    if usual and any(state == past.state for state, _ in usual.way):
        work = _works(past.definition, usual)
        began = _began(past, usual, work)
    done = _days(past, work, began, on) if began else ()
    first = _days(past, works(past.definition, goal.way[0][1]), past.here_since, on)
    ready = max([past.here_since, *first, *_opened(past, goal.way[0][1])])
    return Course(began or on, done, _legs(past, goal, on), min(ready, on))


def _works(definition: Definition, goal: Goal) -> tuple[Work, ...]:
    return tuple(dict.fromkeys(work for _, move in goal.way for work in works(definition, move)))


def _began(past: Past, goal: Goal, work: Sequence[Work]) -> date | None:
    """The day on which the case first came to a state of the way in which that work can be done."""
    open_in = {state for each in work for state in each.during}
    states = [state for state, _ in goal.way if state in open_in] or [goal.way[0][0]]
    return min((past.entered[state] for state in states if state in past.entered), default=None)


def _days(past: Past, work: Sequence[Work], first: date, last: date) -> tuple[date, ...]:
    """The days between these two on which the pieces of the work came, each item of each work once."""
    found = []
    for each in work:
        known = [past.steps[each.track, event] for event in each.events if (each.track, event) in past.steps]
        for item in each.items:
            days = [firsts[item] for firsts in known if item in firsts]
            if days and first <= min(days) <= last:
                found.append(min(days))
    return tuple(sorted(found))


def _waits(past: Past, goal: Goal) -> Iterator[tuple[str, int]]:
    """For each state of the way that it has left: the days between the end of its work and leaving."""
    onward = [state for state, _ in goal.way[1:]] + [goal.state]
    for (state, move), after in zip(goal.way, onward, strict=True):
        came, left = past.entered.get(state), past.entered.get(after)
        if came and left and came <= left:
            done = _days(past, works(past.definition, move), came, left)
            ready = max([came, *done, *_opened(past, move)])
            yield state, max(0, (left - ready).days)


def _opened(past: Past, move: Move) -> list[date]:
    """The days from which the move's window and dates let it be made, as far as they are known."""
    windows = [past.windows[stage].first for stage in move.stages if stage in past.windows]
    gates = [past.definition.gates[gate] for gate in move.when]
    reached = [past.facts.get(gate.fact) for gate in gates if gate.need.test == "reached"]
    return [*([min(windows)] if windows else []), *(day for day in reached if isinstance(day, date))]


def _legs(past: Past, goal: Goal, on: date) -> tuple[Leg, ...]:
    return legs(past.definition, goal.way, past.facts, past.windows, on, past.lapses)
