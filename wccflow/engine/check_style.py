"""Checks that words look alike everywhere: capitals, full stops, and nothing called the same as another."""

from collections.abc import Iterable, Iterator

from wccflow.engine.definition import Definition
from wccflow.engine.findings import Finding

_UNLIKE = (
    "roles",
    "scales",
    "audiences",
    "stages",
    "states",
    "facts",
    "tracks",
    "milestones",
    "elements",
    "slots",
    "areas",
)
_TITLES = (
    "roles",
    "scales",
    "audiences",
    "stages",
    "states",
    "tracks",
    "milestones",
    "elements",
    "slots",
    "areas",
)


def findings(definition: Definition) -> Iterator[Finding]:
    """Labels and sentences that break the conventions, and two things that a reader could not tell apart."""
    yield from _titles(definition)
    yield from _sentences(definition)
    yield from _twice(definition)
    yield from _numbers(definition)


def _titles(definition: Definition) -> Iterator[Finding]:
    titles = [
        (kind, key, "title", thing.title)
        for kind in _TITLES
        for key, thing in getattr(definition, kind).items()
    ]
    titles += [("states", key, "public", state.public) for key, state in definition.states.items()]
    titles += [("moves", move.event, "label", move.label) for move in definition.moves.values()]
    for track in definition.tracks.values():
        titles += [("tracks", track.key, f"moves.{move.event}.label", move.label) for move in track.moves]
    steps = definition.line_of_sight.steps
    titles += [("line_of_sight", f"steps.{key}", "title", step.title) for key, step in steps.items()]
    kinds = definition.partners.kinds
    titles += [("partners", f"kinds.{key}", "title", kind.title) for key, kind in kinds.items()]
    for kind, key, field, words in titles:
        if words[:1].islower():
            yield Finding(kind, key, field, "begins without a capital letter")
        if words.endswith("."):
            yield Finding(kind, key, field, "ends with a full stop, yet it is no sentence")
    for key, role in definition.roles.items():
        if role.title.partition(" ")[0].lower() in ("the", "a", "an"):
            yield Finding("roles", key, "title", "begins with an article, and sentences say “the” before it")


def _sentences(definition: Definition) -> Iterator[Finding]:
    """What is asked before a move is a sentence; what a gate says is joined to others by semicolons."""
    for move in definition.moves.values():
        if move.confirm and not _is_sentence(move.confirm):
            yield Finding(
                "moves", move.event, "confirm", "should begin with a capital and end with a full stop"
            )
    for milestone in definition.milestones.values():
        if milestone.lapse_say.strip() and not _is_sentence(milestone.lapse_say):
            say = "should begin with a capital and end with a full stop"
            yield Finding("milestones", milestone.key, "lapse_say", say)
    own = {word for words in definition.words.values() for word in words.split()}
    inner = [("gates", key, "say", gate.say) for key, gate in definition.gates.items()]
    inner += [("facts", key, "title", kind.title) for key, kind in definition.facts.items()]
    for kind, key, field, words in inner:
        first = words.split(" ", 1)[0].strip(",:;")
        if first[:1].isupper() and first[1:].islower() and first not in own:
            say = "begins with a capital letter, yet it stands in the middle of a sentence"
            yield Finding(kind, key, field, say)
        if words.endswith("."):
            yield Finding(kind, key, field, "ends with a full stop, yet other words may follow")


def _is_sentence(words: str) -> bool:
    return not words[:1].islower() and words.rstrip("”’)")[-1:] in (".", "?", "!")


def _twice(definition: Definition) -> Iterator[Finding]:
    for kind in _UNLIKE:
        pairs = ((key, thing.title) for key, thing in getattr(definition, kind).items())
        yield from _same(pairs, kind, "title")
    steps = ((f"steps.{key}", step.title) for key, step in definition.line_of_sight.steps.items())
    yield from _same(steps, "line_of_sight", "title")
    partners = definition.partners
    kinds = ((f"kinds.{key}", kind.title) for key, kind in partners.kinds.items())
    yield from _same(kinds, "partners", "title")
    asked = ((f"questions.{key}", each.text) for key, each in partners.questions.items())
    yield from _same(asked, "partners", "text")
    for element in (*definition.elements, None):
        for parent in {item.parent for item in definition.items.values() if item.element == element}:
            siblings = [
                item for item in definition.items.values() if (item.element, item.parent) == (element, parent)
            ]
            yield from _same(((item.key, item.title) for item in siblings), "items", "title")
    for state in definition.states:
        leaving = [move for move in definition.moves.values() if state in move.sources]
        yield from _same(((move.event, move.label) for move in leaving), "moves", "label")
    for track in definition.tracks.values():
        yield from _same_of_items(track.key, [(move.event, move.label) for move in track.moves])
        yield from _same(
            ((f"{track.key}.states.{state}", words) for state, words in track.states.items()), "tracks", ""
        )
    met: dict[str, str] = {}
    for milestone in definition.milestones.values():
        other = met.setdefault(str(milestone.met), milestone.title)
        if other != milestone.title:
            yield Finding("milestones", milestone.key, "met", f"is met together with “{other}”")


def _same(pairs: Iterable[tuple[str, str]], kind: str, field: str) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for key, words in pairs:
        other = seen.setdefault(words.strip().casefold(), key)
        if other != key and words.strip():
            yield Finding(
                kind, key, field, f"“{words}” is what “{other.rpartition('.')[2]}” is called already"
            )


def _same_of_items(track: str, pairs: list[tuple[str, str]]) -> Iterator[Finding]:
    """One event may be told in several moves, which then have one label; two events have two."""
    seen: dict[str, str] = {}
    for event, label in pairs:
        other = seen.setdefault(label.strip().casefold(), event)
        if other != event:
            say = f"“{label}” is what “{other}” is called already"
            yield Finding("tracks", track, f"moves.{event}.label", say)


def _numbers(definition: Definition) -> Iterator[Finding]:
    """Reminders count days back from a due day, the farthest first, and escalation counts days after it."""
    for milestone in definition.milestones.values():
        days = milestone.remind
        if any(not 0 <= day <= 366 for day in days) or list(days) != sorted(days, reverse=True):
            say = "should be days before the due day, from nought to a year, the most first"
            yield Finding("milestones", milestone.key, "remind", say)
        if milestone.escalate and not 0 <= milestone.escalate.after_days <= 366:
            say = "should be days after the due day, from nought to a year"
            yield Finding("milestones", milestone.key, "escalate.after_days", say)
