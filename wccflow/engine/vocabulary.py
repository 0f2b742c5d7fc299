"""Who takes part and in which words: roles, audiences, scales and pairs of signatures."""

from dataclasses import dataclass, field
from typing import Literal

from wccflow.engine.content import CommonCases

Scope = Literal["organisation", "overseer", "panel", "nation"]
TakesPart = Literal["organisation", "overseer"]


SIGNED_DAYS = 28  # how long a signature waits for the other, where a definition does not say


@dataclass(frozen=True, slots=True)
class Signatures:
    """Two people of different roles who together may allow an exception; one signature waits so many days."""

    by: tuple[str, ...]
    countersign: tuple[str, ...]
    days: int = SIGNED_DAYS

    def complete(self, signed: frozenset[str]) -> bool:
        """Whether both have signed."""
        return not signed.isdisjoint(self.by) and not signed.isdisjoint(self.countersign)


@dataclass(frozen=True, slots=True)
class Role:
    """A part someone plays within a scope, and the abilities that come with it."""

    key: str
    title: str
    scope: Scope
    may: frozenset[str] = frozenset()
    automatic: bool = False
    account: bool = True


@dataclass(frozen=True, slots=True)
class Level:
    """One value of a scale; a higher rank is better.

    `clauses` are what must be so for it, of every item that has none of its own; `unverified` marks wording
    seen in no source.
    """

    key: str
    title: str
    rank: int
    statement: str = ""
    clauses: tuple[str, ...] = ()
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """How something is rated: levels, red-amber-green, a number, or a narrative with no score at all."""

    key: str
    title: str
    kind: Literal["levels", "rag", "number", "narrative"]
    values: tuple[Level, ...] = ()

    def rank(self, level: str) -> int:
        """The place of a level in the scale; raises KeyError for a level the scale does not have."""
        return {value.key: value.rank for value in self.values}[level]

    def at_least(self, level: str, bound: str) -> bool:
        """Whether a level is the bound or better."""
        return self.rank(level) >= self.rank(bound)


@dataclass(frozen=True, slots=True)
class Audience:
    """Those who may read a thing, by their roles; the tone is a colour, never shown without the title."""

    key: str
    title: str
    roles: tuple[str, ...]
    tone: str = "grey"


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's choice of the workflow: which elements it takes, and which items of them it leaves out.

    `common` is how many cases every overseer rates alike, and by how many people.
    """

    key: str
    title: str
    elements: tuple[str, ...]
    without: tuple[str, ...] = ()
    settings: dict[str, int | str] = field(default_factory=dict)
    common: CommonCases = field(default_factory=CommonCases)
