"""Checks that everything a person will read is there, and that sentences ask only for numbers that exist."""

from collections.abc import Iterator
from difflib import get_close_matches
from string import Formatter

from wccflow.engine.definition import Definition, Gate
from wccflow.engine.findings import Finding

_NUMBERS = {"tally": {"have", "total", "short", "missing", "needed"}}
_OTHERS = {"value", "needed"}
Text = tuple[str, str, str, str]
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
    "areas",
)


def findings(definition: Definition) -> Iterator[Finding]:
    """Missing titles, labels and sentences; numbers in them that cannot be told; braces never filled in."""
    for kind, key, field, text in texts(definition):
        if not text.strip() and field != "confirm":
            yield Finding(kind, key, field, "is empty")
    for gate in definition.gates.values():
        yield from _gate(definition, gate)
    for milestone in definition.milestones.values():
        yield from _sentence(milestone.lapse_say, {"due"}, "milestones", milestone.key, "lapse_say")
    yield from _plain(definition)


def _gate(definition: Definition, gate: Gate) -> Iterator[Finding]:
    kind = definition.facts.get(gate.fact)
    if not gate.say.strip():
        yield Finding("gates", gate.key, "say", "is empty")
    if kind is not None:
        known = _NUMBERS.get(kind.type, _OTHERS)
        yield from _sentence(gate.say, known, "gates", gate.key, "say")


def _sentence(say: str, known: set[str], kind: str, key: str, field: str) -> Iterator[Finding]:
    try:
        asked = [(name, form, turn) for _, name, form, turn in Formatter().parse(say) if name is not None]
    except ValueError as error:
        yield Finding(kind, key, field, f"its braces cannot be read: {error}")
        return
    for name, form, turn in asked:
        if name not in known or form or turn:
            near = get_close_matches(name, sorted(known), n=1)
            hint = f"; did you mean {{{near[0]}}}?" if near else ""
            words = ", ".join(f"{{{one}}}" for one in sorted(known))
            yield Finding(kind, key, field, f"asks for {{{name}}}; what can be told is {words}{hint}")


def _plain(definition: Definition) -> Iterator[Finding]:
    """Texts that are shown as they stand, in which nothing is filled in."""
    for kind, key, field, text in texts(definition):
        if "{" in text or "}" in text:
            yield Finding(kind, key, field, "has braces, and nothing is filled in here")
        if text != " ".join(text.split()):
            yield Finding(kind, key, field, "has spaces too many")


def texts(definition: Definition) -> Iterator[Text]:
    """Every text without numbers that a person reads: kind of thing, key, field and the words."""
    for kind in _TITLED:
        for key, thing in getattr(definition, kind).items():
            yield kind, key, "title", thing.title
    for number, part in enumerate(definition.panel.agenda, 1):
        yield "panel", f"agenda.{number}", "title", part.title
    for key, state in definition.states.items():
        yield "states", key, "public", state.public
    for move in definition.moves.values():
        yield "moves", move.event, "label", move.label
        yield "moves", move.event, "confirm", move.confirm
    for key, track in definition.tracks.items():
        yield from (("tracks", key, f"states.{state}", words) for state, words in track.states.items())
        yield from (("tracks", key, f"moves.{move.event}.label", move.label) for move in track.moves)
    for key, step in definition.line_of_sight.steps.items():
        yield "line_of_sight", f"steps.{key}", "title", step.title
        yield "line_of_sight", f"steps.{key}", "question", step.question
    for key, each in definition.partners.kinds.items():
        yield "partners", f"kinds.{key}", "title", each.title
    for key, asked in definition.partners.questions.items():
        yield "partners", f"questions.{key}", "text", asked.text
        if asked.help:
            yield "partners", f"questions.{key}", "help", asked.help
    for key, words in definition.words.items():
        yield "words", key, "", words
