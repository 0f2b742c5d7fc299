"""Walking the examples of a workflow, which catches a definition that is sound but says the wrong thing."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from wccflow.engine.decisions import Moved, Refused, Standing, beginning, decide
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.examples import Example, Step
from wccflow.engine.facts import Fact, Tally
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
    standing = beginning(definition)
    if example.begins:
        standing = replace(standing, state=example.begins)
    facts = dict(satisfying(definition))
    try:
        facts |= _facts(example.facts, calendar)
        for number, step in enumerate(example.steps, 1):
            facts |= _facts(step.facts, calendar)
            standing, astray = _stepped(definition, calendar, standing, step, facts)
            if astray:
                yield f"step {number} ({step.event})", astray
                return
    except ValueError as error:
        yield "facts", str(error)


def _misnamed(definition: Definition, example: Example) -> Iterator[Told]:
    """Names that stand for nothing: with one of them a walk would go as told for the wrong reason."""
    used: list[tuple[str, str, list[str], Collection[str]]] = []
    used.append(("begins", "state", [example.begins] if example.begins else [], definition.states))
    used.append(("facts", "fact", list(example.facts), definition.facts))
    for number, step in enumerate(example.steps, 1):
        place = f"step {number} ({step.event})"
        used += [
            (place, "role", [*step.roles, *step.signed], definition.roles),
            (place, "role", [role for roles in step.waived.values() for role in roles], definition.roles),
            (place, "gate", list(step.waived), definition.gates),
            (place, "fact", list(step.facts), definition.facts),
        ]
    for place, what, names, known in used:
        yield from ((place, f"there is no {what} “{name}”") for name in names if name not in known)


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
    definition: Definition, calendar: Calendar, standing: Standing, step: Step, facts: Mapping[str, Fact]
) -> tuple[Standing, str]:
    on = day_of(step.on, calendar)
    if on is None:
        return standing, f"the calendar does not tell {step.on}"
    item = (step.item[0], step.item[1]) if len(step.item) == 2 else None
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
    return _moved(standing, answer, item), _astray(step, answer)


def _moved(standing: Standing, answer: Moved | Refused, item: tuple[str, str] | None) -> Standing:
    if isinstance(answer, Refused):
        return standing
    if item is None:
        return replace(standing, state=answer.to)
    track, key = item
    return replace(
        standing, tracks={**standing.tracks, track: {**standing.tracks.get(track, {}), key: answer.to}}
    )


def _astray(step: Step, answer: Moved | Refused) -> str:
    if isinstance(answer, Moved):
        if step.refused or answer.to != step.state:
            return f"comes to “{answer.to}”, where {_expected(step)} was expected"
        return ""
    sentences = tuple(refusal.say for refusal in answer.refusals)
    if step.state or sentences != step.refused:
        return f"is refused ({answer.sentence}), where {_expected(step)} was expected"
    return ""


def _expected(step: Step) -> str:
    return f"a refusal ({'; '.join(step.refused)})" if step.refused else f"“{step.state}”"


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
