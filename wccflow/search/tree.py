"""The tree that a query becomes, and how it is said back in words."""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from wccflow.search.words import folded, same_value, stem


@dataclass(frozen=True, slots=True)
class Word:
    """Entries with this word in any of its forms: plan, plans, planning."""

    text: str

    @property
    def stem(self) -> str:
        """What the index is asked for."""
        return stem(folded(self.text))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Entries with exactly these words in a row."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Entries in which these words stand close to each other, in any order and in any of their forms."""

    words: tuple[str, ...]
    distance: int  # the most words from the first of them to the last

    @property
    def stems(self) -> tuple[str, ...]:
        """What the index is asked for."""
        return tuple(stem(folded(word)) for word in self.words)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Entries with a word that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """Entries whose field has this value; case and spacing of the value do not matter."""

    field: str
    value: str
    label: str

    @property
    def wanted(self) -> str:
        """The value as it is compared."""
        return same_value(self.value)


@dataclass(frozen=True, slots=True)
class Compare:
    """Entries whose field is a number or a day that stands so to the value: <, <=, >, >= or =."""

    field: str
    sign: str
    value: int | date
    label: str

    def holds(self, found: int | date | None) -> bool:
        """Whether what is found stands so to the value; what is not known, or of another kind, never does."""
        if type(found) is not type(self.value):
            return False
        return _COMPARED[self.sign](found, self.value)


@dataclass(frozen=True, slots=True)
class Among:
    """Entries whose field has one of these values: what a name in a query stood for in the database."""

    field: str
    values: frozenset[str]
    said: str


@dataclass(frozen=True, slots=True)
class Not:
    """All entries but those of the part."""

    part: "Tree"


@dataclass(frozen=True, slots=True)
class And:
    """Entries that every part finds."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Entries that any part finds."""

    parts: tuple["Tree", ...]


Text: TypeAlias = Word | Phrase | Near | Prefix
Leaf: TypeAlias = Text | Field | Compare | Among
Tree: TypeAlias = Leaf | Not | And | Or

EVERYTHING: Tree = Not(Among("key", frozenset(), "nothing"))

_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
_NUMBER_WORDS = {"<": "less than", "<=": "at most", ">": "more than", ">=": "at least", "=": "exactly"}
_DATE_WORDS = {"<": "before", "<=": "on or before", ">": "after", ">=": "on or after", "=": "on"}


def understood(tree: Tree) -> list[str]:
    """What the query was taken to mean, one chip for each thing that must hold."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    return [_said(part) for part in parts]


def leaves(tree: Tree) -> Iterator[Leaf]:
    """Every leaf, excluded ones too."""
    match tree:
        case Not(part):
            yield from leaves(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case _:
            yield tree


def rewritten(tree: Tree, change: Callable[[Leaf], Tree]) -> Tree:
    """The tree with every leaf changed, excluded ones too."""
    match tree:
        case Not(part):
            return Not(rewritten(part, change))
        case And(parts):
            return And(tuple(rewritten(part, change) for part in parts))
        case Or(parts):
            return Or(tuple(rewritten(part, change) for part in parts))
        case _:
            return change(tree)


def wanted(tree: Tree) -> Iterator[Leaf]:
    """The leaves whose finding speaks for an entry: those not excluded."""
    return _wanted(tree, True)


def _said(tree: Tree) -> str:
    match tree:
        case Word(text):
            return f"“{text}”"
        case Phrase(words):
            return f"exactly “{' '.join(words)}”"
        case Near(words, distance):
            return f"{_listed(words)} within {distance} words"
        case Prefix(text):
            return f"words that begin with “{text}”"
        case Field(_, value, label):
            return f"{label}: {value}"
        case Compare(_, sign, value, label):
            said = _compared(sign, value)
            return f"{label}: {said.removeprefix('on ') if label.endswith('since') else said}"
        case Among(_, _, said):
            return said
        case Not(part):
            return f"without {_bracketed(part)}"
        case And(parts):
            return " and ".join(_bracketed(part) for part in parts)
        case Or(parts):
            return " or ".join(_bracketed(part) for part in parts)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words[:-1]) + f" and “{words[-1]}”"


def _compared(sign: str, value: int | date) -> str:
    if isinstance(value, date):
        return f"{_DATE_WORDS[sign]} {value.day} {value:%B %Y}"
    return f"{_NUMBER_WORDS[sign]} {value}"


def _bracketed(tree: Tree) -> str:
    return f"({_said(tree)})" if isinstance(tree, And | Or) else _said(tree)


def _wanted(tree: Tree, positive: bool) -> Iterator[Leaf]:
    match tree:
        case Not(part):
            yield from _wanted(part, not positive)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part, positive)
        case _:
            if positive:
                yield tree
