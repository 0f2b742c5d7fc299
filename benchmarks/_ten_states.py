"""The same small case in four ways: ten states in a row, and a gate on each move to the next."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from statemachine import State as TheirState
from statemachine import StateMachine
from statemachine.exceptions import TransitionNotAllowed
from transitions import Machine

from wccflow.engine.decisions import Moved, Standing, available, decide
from wccflow.engine.definition import Definition, FactKind, Gate, Move, Need, Role, Stage, State
from wccflow.engine.facts import Tally
from wccflow.engine.loading import load

STATES = tuple(f"s{number}" for number in range(10))
STEPS = tuple(pairwise(STATES))
ON = date(2010, 1, 4)
SHORT, WHOLE = Tally(8, 9, ("the plan",)), Tally(9, 9)


class Runner(Protocol):
    """One engine with its cases: each is tried with the gate closed and open, and listed."""

    def begin(self, count: int) -> list[Any]:
        """So many cases in the first state."""
        ...

    def walk(self, cases: list[Any]) -> int:
        """Bring every case to the end, each step refused once and then taken; gives the decisions made."""
        ...

    def list_moves(self, cases: list[Any]) -> int:
        """How many moves leave the states of these cases; each is asked whether it is open."""
        ...


class Ours:
    """wccflow: a case is a standing, and the facts come beside it."""

    name = "wccflow"

    def __init__(self, workflows: Path) -> None:
        self.definition = _definition(load(workflows / "wcc").editions["2009-10"])
        self.closed, self.open = {"documents": SHORT}, {"documents": WHOLE}
        self.roles = frozenset({"lead"})

    def begin(self, count: int) -> list[Any]:
        return [Standing(STATES[0]) for _ in range(count)]

    def walk(self, cases: list[Any]) -> int:
        definition, roles = self.definition, self.roles
        for place, standing in enumerate(cases):
            for source, to in STEPS:
                event = f"{source}_{to}"
                decide(definition, standing, event, roles=roles, facts=self.closed, on=ON, windows={})
                answer = decide(definition, standing, event, roles=roles, facts=self.open, on=ON, windows={})
                assert isinstance(answer, Moved)
                standing = Standing(answer.to, standing.tracks)
            cases[place] = standing
        return 2 * len(STEPS) * len(cases)

    def list_moves(self, cases: list[Any]) -> int:
        definition, roles, facts = self.definition, self.roles, self.closed
        return sum(
            len(available(definition, standing, roles=roles, facts=facts, on=ON, windows={}))
            for standing in cases
        )


class Statemachine:
    """python-statemachine: a case is a machine of its own with a guard for each event."""

    name = "python-statemachine"

    def __init__(self) -> None:
        self.machine = _their_machine()

    def begin(self, count: int) -> list[Any]:
        return [self.machine() for _ in range(count)]

    def walk(self, cases: list[Any]) -> int:
        for case in cases:
            for source, to in STEPS:
                case.whole = False
                try:
                    case.send(f"{source}_{to}")
                except TransitionNotAllowed:
                    case.whole = True
                case.send(f"{source}_{to}")
        return 2 * len(STEPS) * len(cases)

    def list_moves(self, cases: list[Any]) -> int:
        for case in cases:
            case.enabled_events()
        return sum(len(case.allowed_events) for case in cases)


class Transitions:
    """transitions: one machine for all, and a model with a condition for each case."""

    name = "transitions"

    def begin(self, count: int) -> list[Any]:
        steps = [
            {"trigger": f"{source}_{to}", "source": source, "dest": to, "conditions": "is_whole"}
            for source, to in STEPS
        ]
        self.machine = Machine(
            model=None, states=list(STATES), transitions=steps, initial=STATES[0], auto_transitions=False
        )
        cases = [_Case() for _ in range(count)]
        self.machine.add_model(cases)
        return cases

    def walk(self, cases: list[Any]) -> int:
        for case in cases:
            for source, to in STEPS:
                case.whole = False
                case.trigger(f"{source}_{to}")
                case.whole = True
                case.trigger(f"{source}_{to}")
        return 2 * len(STEPS) * len(cases)

    def list_moves(self, cases: list[Any]) -> int:
        found = [(case, event) for case in cases for event in self.machine.get_triggers(case.state)]
        for case, event in found:
            case.may_trigger(event)
        return len(found)


class _Case:
    whole = False
    state: str

    def is_whole(self) -> bool:
        return self.whole


def _their_machine() -> type[Any]:
    states = {name: TheirState(initial=name == STATES[0], final=name == STATES[-1]) for name in STATES}
    events: Mapping[str, Any] = {
        f"{source}_{to}": states[source].to(states[to], cond="is_whole") for source, to in STEPS
    }
    is_whole: Callable[[Any], bool] = lambda self: self.whole  # noqa: E731 - a method of the class below
    return type("Ten", (StateMachine,), {**states, **events, "whole": False, "is_whole": is_whole})


def _definition(model: Definition) -> Definition:
    """The ten states in the words of a definition; what the model has besides does not matter here."""
    moves = {
        f"{source}_{to}": Move(
            event=f"{source}_{to}",
            sources=(source,),
            to=to,
            by=("lead",),
            label=f"Go on to {to}",
            when=("documents_filed",),
        )
        for source, to in STEPS
    }
    need = Need.parse("documents complete")
    say = "{short} of {total} documents are missing: {missing}"
    return replace(
        model,
        roles={"lead": Role("lead", "Lead", "organisation")},
        stages={"only": Stage("only", "The only stage", STATES)},
        states={name: State(name, name, name, "only", final=name == STATES[-1]) for name in STATES},
        facts={"documents": FactKind("documents", "tally", "documents")},
        gates={"documents_filed": Gate("documents_filed", need, say, ("lead",))},
        moves=moves,
        tracks={},
        milestones={},
    )


def engines(workflows: Path) -> list[Any]:
    """Ours, and the two others."""
    return [Ours(workflows), Transitions(), Statemachine()]


def state_of(case: Any) -> str:
    """Where a case of any of the engines stands."""
    there = case.configuration[0].id if isinstance(case, StateMachine) else case.state
    return str(there)
