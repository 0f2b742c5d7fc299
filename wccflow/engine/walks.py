"""Walking the examples of a workflow, which catches a definition that is sound but says the wrong thing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from wccflow.engine import check_examples
from wccflow.engine.calendars import dated
from wccflow.engine.counting import counted
from wccflow.engine.decisions import Moved, Refused, Standing, beginning, decide
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.examples import Example, Refusing, Step
from wccflow.engine.facts import Fact, Tally
from wccflow.engine.faults import nearly
from wccflow.engine.moments import Moment
from wccflow.engine.needs import Need
from wccflow.engine.windows import Calendar, day_of

Told = tuple[str, str]


def walk(workflow: Workflow, example: Example) -> Iterator[Told]:
    """What goes otherwise than the example says: the step and a sentence; it ends where it goes astray."""
    definition = workflow.editions.get(example.edition)
    calendar = workflow.calendars.get(example.calendar)
    if definition is None or calendar is None:
        yield "edition", f"there is no edition “{example.edition}” with a calendar “{example.calendar}”"
        return
    misnamed = list(_misnamed(definition, example))
    if misnamed:
        yield from misnamed
        return
    try:
        yield from _walked(definition, calendar, example)
    except (ValueError, OverflowError) as error:
        yield "facts", str(error)


def _walked(definition: Definition, calendar: Calendar, example: Example) -> Iterator[Told]:
    given = _facts(example.facts, calendar)
    usual = {} if example.strict else satisfying(definition)
    yield from check_examples.findings(definition, calendar, example, {**usual, **given})
    standing, been = _begun(definition, example), dict[str, date]()
    first = min(window.opens for window in calendar.windows.values())
    been[standing.state] = first
    for number, step in enumerate(example.steps, 1):
        given |= _facts(step.facts, calendar)
        told = (
            {**counted(definition, standing), **dated(definition, calendar, been)} if example.counts else {}
        )
        facts = {**usual, **told, **given}
        for item in _items(definition, step):
            standing, astray = _stepped(definition, calendar, standing, step, facts, item)
            if not astray and not step.item and step.state:
                astray = _met(definition, step, been)
            if astray:
                yield f"step {number} ({step.event})", astray
                return
        been.setdefault(standing.state, day_of(step.on, calendar) or first)


def _begun(definition: Definition, example: Example) -> Standing:
    """Where the walk begins; items stand where the example says, those that are fixed stay there."""
    standing = beginning(definition)
    tracks = dict(standing.tracks)
    for track, state in example.items.items():
        first = definition.tracks[track].initial
        tracks[track] = {key: state if now == first else now for key, now in tracks[track].items()}
    return Standing(example.begins or standing.state, tracks)


def _items(definition: Definition, step: Step) -> Sequence[tuple[str, str] | None]:
    """The items that make the step; none where it is a move of the case."""
    if not step.item:
        return [None]
    track, *keys = step.item
    every = definition.tracks[track].items if track in definition.tracks else ()
    return [(track, key) for key in keys or every]


def _met(definition: Definition, step: Step, been: Collection[str]) -> str:
    meeting = [
        one.key
        for one in definition.milestones.values()
        if one.met.kind == "state" and one.met.name == step.state and step.state not in been
    ]
    if step.meets is None or sorted(step.meets) == sorted(meeting):
        return ""
    return (
        f"meets {', '.join(meeting) or 'no milestone'}, where {', '.join(step.meets) or 'none'} was expected"
    )


def _misnamed(definition: Definition, example: Example) -> Iterator[Told]:
    """Names that stand for nothing: with one of them a walk would go as told for the wrong reason."""
    tracks = definition.tracks
    used: list[tuple[str, str, list[str], Collection[str]]] = [
        ("begins", "state", [example.begins] if example.begins else [], definition.states),
        ("facts", "fact", list(example.facts), definition.facts),
        ("items", "track", list(example.items), tracks),
    ]
    for track, state in example.items.items():
        used.append((f"items.{track}", "state", [state], tracks[track].states if track in tracks else ()))
    for number, step in enumerate(example.steps, 1):
        place = f"step {number} ({step.event})"
        used += [
            (place, "role", [*step.roles, *step.signed], definition.roles),
            (place, "role", [role for roles in step.waived.values() for role in roles], definition.roles),
            (place, "gate", list(step.waived), definition.gates),
            (place, "fact", list(step.facts), definition.facts),
            (place, "track", list(step.item[:1]), tracks),
            (place, "milestone", list(step.meets or ()), definition.milestones),
        ]
    for place, what, names, known in used:
        for name in names:
            if name not in known:
                yield place, f"there is no {what} “{name}”{nearly(name, known)}"


def satisfying(definition: Definition) -> Mapping[str, Fact]:
    """For every fact something that satisfies all of its gates as far as one value can; a date long gone."""
    blanks: dict[str, Fact] = {"tally": Tally(1, 1), "number": 0, "flag": True, "date": date(2000, 1, 1)}
    facts = {key: blanks[kind.type] for key, kind in definition.facts.items()}
    for gate in definition.gates.values():
        facts[gate.fact] = _enough(gate.need, facts[gate.fact])
    return facts


def _enough(need: Need, before: Fact) -> Fact:
    if need.test == "is":
        return need.arguments == ("true",)
    if need.test == "at_least" and not need.arguments[0].endswith("%"):
        count = int(float(need.arguments[0]) + 0.999)
        return Tally(count, count) if isinstance(before, Tally) else count
    if need.test == "between":
        return int(float(need.arguments[0]) + 0.999)
    return before


def _stepped(
    definition: Definition,
    calendar: Calendar,
    standing: Standing,
    step: Step,
    facts: Mapping[str, Fact],
    item: tuple[str, str] | None,
) -> tuple[Standing, str]:
    on = day_of(step.on, calendar)
    if on is None:
        return standing, f"the calendar does not tell {step.on}"
    answer = decide(
        definition,
        standing,
        step.event,
        roles=frozenset(step.roles),
        facts=facts,
        on=on,
        windows=calendar.windows,
        reason=step.reason,
        signed=frozenset(step.signed),
        waived={gate: frozenset(roles) for gate, roles in step.waived.items()},
        item=item,
    )
    return _moved(standing, answer, item), _astray(definition, step, answer)


def _moved(standing: Standing, answer: Moved | Refused, item: tuple[str, str] | None) -> Standing:
    if isinstance(answer, Refused):
        return standing
    if item is None:
        return replace(standing, state=answer.to)
    track, key = item
    return replace(
        standing, tracks={**standing.tracks, track: {**standing.tracks.get(track, {}), key: answer.to}}
    )


def _astray(definition: Definition, step: Step, answer: Moved | Refused) -> str:
    if isinstance(answer, Moved):
        if step.refused or answer.to != step.state:
            return f"comes to “{answer.to}”, where {_expected(step)} was expected"
        if step.then is not None and step.then != answer.effects:
            return f"is followed by {_listed(answer.effects)}, where {_listed(step.then)} was expected"
        return ""
    sentences = tuple(refusal.say for refusal in answer.refusals)
    if step.state or sentences != step.sentences:
        return f"is refused ({answer.sentence}), where {_expected(step)} was expected"
    for refusal, told in zip(answer.refusals, step.refused, strict=True):
        if isinstance(told, Refusing) and definition.titles(told.who) != refusal.who:
            return f"can be helped by {_listed(refusal.who)}, where {_listed(told.who)} was expected"
        if isinstance(told, Refusing) and told.override != refusal.override:
            return f"has other signatures to pass over it than was expected ({refusal.say})"
    return ""


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "nothing"


def _expected(step: Step) -> str:
    return f"a refusal ({'; '.join(step.sentences)})" if step.refused else f"“{step.state}”"


def _facts(written: Mapping[str, object], calendar: Calendar) -> dict[str, Fact]:
    return {name: _fact(name, value, calendar) for name, value in written.items()}


def _fact(name: str, value: Any, calendar: Calendar) -> Fact:
    if isinstance(value, str):
        return None if value == "unknown" else day_of(Moment.parse(value), calendar)
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict) and {"have", "total"} <= set(value) <= {"have", "total", "missing"}:
        return Tally(value["have"], value["total"], tuple(value.get("missing", ())))
    raise ValueError(f"{name} should be a number, true or false, a day, “unknown”, or have and total")
