"""Checks that each gate asks for something that can be had, of people who can help."""

from collections.abc import Iterator

from wccflow.engine.check_roles import people
from wccflow.engine.definition import Definition, Gate, Track
from wccflow.engine.findings import Finding
from wccflow.engine.needs import TESTS_OF, Need
from wccflow.engine.process import Count

_NUMBERED = ("at_least", "at_most", "between")


def findings(definition: Definition) -> Iterator[Finding]:
    """Tests that suit no fact of their kind, bounds out of reach, and help from people who cannot give it."""
    for gate in definition.gates.values():
        wrong = list(_need(definition, gate))
        yield from wrong
        if not wrong:
            yield from _bounds(definition, gate)
        yield from _help(definition, gate)
        if gate.override and gate.need.test == "set":
            yield Finding(
                "gates", gate.key, "override", "cannot be used: what is not known is never passed over"
            )


def _need(definition: Definition, gate: Gate) -> Iterator[Finding]:
    kind = definition.facts.get(gate.fact)
    if kind is None:
        return
    need = gate.need
    if need.test not in TESTS_OF[kind.type]:
        fitting = ", ".join(sorted(TESTS_OF[kind.type]))
        say = f"“{need.test}” does not suit a {kind.type}, which can be tested by {fitting}"
        yield Finding("gates", gate.key, "need", say)
    elif need.test == "is" and need.arguments[0] not in ("true", "false"):
        yield Finding("gates", gate.key, "need", "a flag is true or false")
    elif need.test in _NUMBERED:
        for argument in need.arguments:
            if argument.endswith("%") and kind.type == "tally":
                continue
            if not argument.replace(".", "", 1).isdigit():
                say = f"“{argument}” is not a number that a {kind.type} can be tested by"
                yield Finding("gates", gate.key, "need", say)


def _bounds(definition: Definition, gate: Gate) -> Iterator[Finding]:
    need = gate.need
    if need.test not in _NUMBERED:
        yield from _countable(definition, gate)
        return
    low, high = _bound(need.arguments[0]), _bound(need.arguments[-1])
    if need.test == "between" and high < low:
        yield Finding("gates", gate.key, "need", f"nothing lies between {low:g} and {high:g}")
    if need.test == "at_least" and low == 0:
        yield Finding("gates", gate.key, "need", "always holds, so it asks for nothing")
    if need.arguments[0].endswith("%") and low > 100:
        yield Finding("gates", gate.key, "need", "asks for more than all of them")
    yield from _countable(definition, gate)


def _countable(definition: Definition, gate: Gate) -> Iterator[Finding]:
    """A fact that is counted can come no higher than the number of items that are counted."""
    for track in definition.tracks.values():
        count = track.counts.get(gate.fact)
        if count is None or not track.items:
            continue
        there = _counted(definition, track, count)
        share = gate.need.arguments[-1:] and gate.need.arguments[-1].endswith("%")
        if there == 0 and share:
            yield Finding("gates", gate.key, "need", "asks for a share of nothing, which is never reached")
        elif _lowest(gate.need) > there:
            say = f"asks for {_lowest(gate.need):g}, and there are only {there}"
            yield Finding("gates", gate.key, "need", say)


def _help(definition: Definition, gate: Gate) -> Iterator[Finding]:
    if not gate.who:
        yield Finding("gates", gate.key, "who", "nobody is named who can help")
    for role in gate.who:
        if role in definition.roles and not people(definition, (role,)):
            say = f"“{definition.roles[role].title}” has no account and cannot help"
            yield Finding("gates", gate.key, "who", say)
    for track in definition.tracks.values():
        moving = {role for move in track.moves for role in move.by}
        for role in gate.who if gate.fact in track.counts else ():
            if role in definition.roles and role not in moving:
                say = f"“{definition.roles[role].title}” cannot help: it moves no item of “{track.title}”"
                yield Finding("gates", gate.key, "who", say)


def _counted(definition: Definition, track: Track, count: Count) -> int:
    if count.only == "all":
        return len(track.items)
    slots = [definition.slots[key] for key in track.items if key in definition.slots]
    return sum(slot.required if count.only == "required" else slot.board_approved for slot in slots)


def _lowest(need: Need) -> float:
    """The least number that passes; a share is none."""
    if need.test in ("at_least", "between") and not need.arguments[0].endswith("%"):
        return float(need.arguments[0])
    return 0


def _bound(argument: str) -> float:
    return float(argument.removesuffix("%"))
