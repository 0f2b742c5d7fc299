"""Answers to a wish to move: done, with what follows; or refused, with everything that stands in the way."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from wccflow.engine.facts import Fact, Tally
from wccflow.engine.needs import Need
from wccflow.engine.process import Gate
from wccflow.engine.vocabulary import Signatures

Kind = Literal["state", "role", "gate", "unknown", "window", "reason", "signature"]

_NAMED = 6


class Refusal(NamedTuple):
    """One thing in the way: its kind, the gate or stage, a sentence, who can help, and who may waive it."""

    kind: Kind
    gate: str
    say: str
    who: tuple[str, ...] = ()
    override: Signatures | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that is allowed: the effects are names which the caller carries out."""

    event: str
    source: str
    to: str
    effects: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A move that is not allowed, with all the reasons."""

    event: str
    source: str
    refusals: tuple[Refusal, ...]

    @property
    def sentence(self) -> str:
        """All the reasons in one line."""
        return "; ".join(refusal.say for refusal in self.refusals)


def told(say: str, fact: Fact, need: Need) -> str:
    """A gate's sentence with the numbers of the fact in it."""
    values: dict[str, object] = {"needed": " and ".join(need.arguments)}
    if isinstance(fact, Tally):
        values.update(have=fact.have, total=fact.total, short=fact.short, missing=listed(fact.missing))
    else:
        values["value"] = day(fact) if isinstance(fact, date) else fact
    return say.format_map(values)


def sentence_of(gate: Gate, fact: Fact) -> str:
    """What a gate says of this fact: with its numbers, or that there is nothing to count yet."""
    if gate.empty and isinstance(fact, Tally) and not fact.total:
        return gate.empty
    return told(gate.say, fact, gate.need)


def listed(names: tuple[str, ...]) -> str:
    """Names in a sentence, the first few and how many more."""
    if len(names) <= _NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


def either(titles: tuple[str, ...]) -> str:
    """Titles in a sentence, the last two joined by `or`."""
    *most, last = titles
    return f"{', '.join(most)} or {last}" if most else last


def day(on: date) -> str:
    """A date in words, such as 4 January 2010."""
    return f"{on.day} {on:%B %Y}"
