"""What a workflow's drawing shows, in words: for whoever cannot see it, and where there is no room for it."""

from collections.abc import Collection
from dataclasses import dataclass

from wccflow.engine.definition import Definition, Move
from wccflow.engine.drawing import everywhere
from wccflow.engine.refusals import either

HERE, PASSED = "You are here", "Passed"


@dataclass(frozen=True, slots=True)
class MoveTold:
    """A move from a state: where it leads, who makes it, and whether it leads back and needs a reason."""

    label: str
    to: str
    who: str
    back: bool


@dataclass(frozen=True, slots=True)
class StateTold:
    """A state with its mark (`now`, `passed` or nothing) and the moves that leave it."""

    key: str
    title: str
    mark: str
    final: bool
    moves: tuple[MoveTold, ...]


@dataclass(frozen=True, slots=True)
class StageTold:
    """A stage with its states."""

    key: str
    title: str
    states: tuple[StateTold, ...]


def told(
    definition: Definition, *, here: str | None = None, passed: Collection[str] = ()
) -> tuple[StageTold, ...]:
    """The drawing as a list, stage by stage."""
    return tuple(
        StageTold(
            stage.key,
            stage.title,
            tuple(_state(definition, state, here, passed) for state in stage.states),
        )
        for stage in definition.stages.values()
        if stage.states
    )


def always(definition: Definition) -> tuple[MoveTold, ...]:
    """The moves that are open from every state that is no end."""
    return tuple(
        _move(definition, event) for event, move in definition.moves.items() if everywhere(definition, move)
    )


def described(
    definition: Definition, *, here: str | None, passed: Collection[str], name: str
) -> tuple[str, str]:
    """A title for the drawing, and what it shows in two sentences."""
    title = f"{name}: the way through the cycle" if name else f"{definition.title}: the way of a case"
    stages = [stage.title for stage in definition.stages.values() if stage.states]
    words = f"{len(definition.states)} states in the stages {', '.join(stages)}."
    if here is not None:
        words += f" The case is at “{definition.states[here].title}”"
        words += f" and has passed {len(passed)} others." if passed else "."
    return title, f"{words} A dotted line leads back and needs a reason. The same stands in the list."


def whose(definition: Definition, move: Move) -> str:
    """Who makes a move: people by their roles, and the calendar, which is nobody."""
    people = tuple(role for role in move.by if not _is_automatic(definition, role))
    said = either(definition.titles(people)) if people else ""
    if len(people) == len(move.by):
        return said
    return f"{said}, or by itself on its day" if people else "By itself on its day"


def _is_automatic(definition: Definition, role: str) -> bool:
    return role in definition.roles and definition.roles[role].automatic


def _state(definition: Definition, key: str, here: str | None, passed: Collection[str]) -> StateTold:
    state = definition.states[key]
    mark = "now" if key == here else "passed" if key in passed else ""
    moves = (move for move in definition.moves_from.get(key, ()) if not everywhere(definition, move))
    return StateTold(
        key, state.title, mark, state.final, tuple(_move(definition, move.event) for move in moves)
    )


def _move(definition: Definition, event: str) -> MoveTold:
    move = definition.moves[event]
    to = definition.states[move.to].title
    return MoveTold(move.label, to, whose(definition, move), move.reason_required)
