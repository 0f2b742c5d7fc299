"""What is otherwise in one definition than in another, for whoever must decide to go there."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from wccflow.engine.definition import Definition

_KINDS = {
    "stages": "stage",
    "states": "state",
    "moves": "move",
    "gates": "gate",
    "facts": "fact",
    "milestones": "milestone",
    "roles": "role",
    "audiences": "audience",
    "scales": "scale",
    "elements": "element",
    "items": "item",
    "slots": "document",
    "tracks": "track",
}


class Difference(NamedTuple):
    """One thing that is new, gone or changed: its kind in words, and what it is called."""

    how: str
    kind: str
    called: str


def differences(old: Definition, new: Definition) -> tuple[Difference, ...]:
    """Everything that is otherwise: first what is new, then what is gone, then what is changed."""
    found = [each for name, kind in _KINDS.items() for each in _of_kind(old, new, name, kind)]
    if old.panel != new.panel:
        found.append(Difference("changed", "panel", "its size, seats, skills or agenda"))
    if (old.words, old.settings) != (new.words, new.settings):
        found.append(Difference("changed", "words", "the workflow's words or settings"))
    order = ("new", "gone", "changed")
    return tuple(sorted(found, key=lambda each: order.index(each.how)))


def _of_kind(old: Definition, new: Definition, name: str, kind: str) -> Iterator[Difference]:
    before: Mapping[str, Any] = getattr(old, name)
    after: Mapping[str, Any] = getattr(new, name)
    for key, thing in after.items():
        if key not in before:
            yield Difference("new", kind, _called(thing))
        elif before[key] != thing:
            yield Difference("changed", kind, _called(thing))
    for key, thing in before.items():
        if key not in after:
            yield Difference("gone", kind, _called(thing))


def _called(thing: Any) -> str:
    return str(getattr(thing, "title", "") or getattr(thing, "label", "") or thing.key)
