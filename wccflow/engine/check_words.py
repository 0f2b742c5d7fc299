"""Checks that everything a person will read is there, and that sentences ask only for numbers that exist."""

from collections.abc import Iterator
from string import Formatter

from wccflow.engine.definition import Definition, Gate
from wccflow.engine.findings import Finding
from wccflow.engine.needs import TESTS_OF

_NUMBERS = {"tally": {"have", "total", "short", "missing", "needed"}}
_OTHERS = {"value", "needed"}
_TITLED = (
    "roles",
    "scales",
    "audiences",
    "stages",
    "states",
    "facts",
    "tracks",
    "milestones",
    "elements",
    "items",
    "slots",
)


def findings(definition: Definition) -> Iterator[Finding]:
    """Missing titles, labels and sentences; unknown numbers in them; tests that do not suit their fact."""
    yield from _titles(definition)
    for move in definition.moves.values():
        if not move.label.strip():
            yield Finding("moves", move.event, "label", "is empty")
    for gate in definition.gates.values():
        yield from _gate(definition, gate)
    for milestone in definition.milestones.values():
        yield from _sentence(milestone.lapse_say, {"due"}, "milestones", milestone.key, "lapse_say")
    yield from _used(definition)


def _titles(definition: Definition) -> Iterator[Finding]:
    for kind in _TITLED:
        for key, thing in getattr(definition, kind).items():
            if not thing.title.strip():
                yield Finding(kind, key, "title", "is empty")
    for key, state in definition.states.items():
        if not state.public.strip():
            yield Finding("states", key, "public", "is empty")
    for key, track in definition.tracks.items():
        for move in track.moves:
            if not move.label.strip():
                yield Finding("tracks", key, f"moves.{move.event}.label", "is empty")


def _gate(definition: Definition, gate: Gate) -> Iterator[Finding]:
    kind = definition.facts.get(gate.fact)
    if kind is None:
        return
    if gate.need.test not in TESTS_OF[kind.type]:
        fitting = ", ".join(sorted(TESTS_OF[kind.type]))
        say = f"“{gate.need.test}” does not suit a {kind.type}, which can be tested by {fitting}"
        yield Finding("gates", gate.key, "need", say)
    if not gate.say.strip():
        yield Finding("gates", gate.key, "say", "is empty")
    yield from _sentence(gate.say, _NUMBERS.get(kind.type, _OTHERS), "gates", gate.key, "say")
    if gate.need.test == "is" and gate.need.arguments[0] not in ("true", "false"):
        yield Finding("gates", gate.key, "need", "a flag is true or false")


def _sentence(say: str, known: set[str], kind: str, key: str, field: str) -> Iterator[Finding]:
    try:
        asked = [(name, form, turn) for _, name, form, turn in Formatter().parse(say) if name is not None]
    except ValueError as error:
        yield Finding(kind, key, field, f"its braces cannot be read: {error}")
        return
    for name, form, turn in asked:
        if name not in known or form or turn:
            words = ", ".join(f"{{{one}}}" for one in sorted(known))
            yield Finding(kind, key, field, f"asks for {{{name}}}; what can be told is {words}")


def _used(definition: Definition) -> Iterator[Finding]:
    gates = {key for move in definition.moves.values() for key in move.when}
    gates |= {one.met.name for one in definition.milestones.values() if one.met.kind == "gate"}
    facts = {gate.fact for gate in definition.gates.values()}
    facts |= {one.due.name for one in definition.milestones.values() if one.due.anchor == "fact"}
    for key in definition.gates:
        if key not in gates:
            yield Finding("gates", key, "", "stands at no move and no milestone")
    for key in definition.facts:
        if key not in facts:
            yield Finding("facts", key, "", "is tested by no gate and dates no milestone")
