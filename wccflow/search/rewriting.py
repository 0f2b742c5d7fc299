"""A query written anew from its tree: one part of it taken off, or another put beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wccflow.base.errors import Refused
from wccflow.search.grammar import FieldKind, parse
from wccflow.search.tree import (
    Among,
    And,
    Compare,
    Field,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Tree,
    Word,
    understood,
)

Fields = Mapping[str, FieldKind]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that must hold: its words, and the query without it (None when it cannot be taken off)."""

    tree: Tree
    words: str
    without: str | None


def parts_of(tree: Tree, fields: Fields) -> list[Part]:
    """Everything that a query asks for, each with the query that is left without it."""
    trees = tree.parts if isinstance(tree, And) else (tree,)
    return [
        Part(each, words, _left(trees[:at] + trees[at + 1 :], fields))
        for at, (each, words) in enumerate(zip(trees, understood(tree), strict=True))
    ]


def with_value(query: str, tree: Tree, field: str, value: str) -> str:
    """The query narrowed to a value of a field; what OR joins stays together."""
    said = f'"{value}"' if " " in value else value
    return f"({query}) {field}:{said}" if isinstance(tree, Or) else f"{query} {field}:{said}"


def _left(trees: Sequence[Tree], fields: Fields) -> str | None:
    """These parts as a query that is read back as exactly these; None when they cannot be written."""
    if not trees:
        return ""
    wanted = trees[0] if len(trees) == 1 else And(tuple(trees))
    written = _written(wanted, fields, outermost=True)
    try:
        return written if parse(written, fields=fields) == wanted else None
    except Refused:
        return None


def _written(tree: Tree, fields: Fields, *, outermost: bool = False) -> str:
    match tree:
        case And(parts) | Or(parts):
            joined = (" OR " if isinstance(tree, Or) else " ").join(_written(each, fields) for each in parts)
            return joined if outermost else f"({joined})"
        case Not(part):
            return f"NOT {_written(part, fields)}"
        case Word(text):
            return text
        case Prefix(text):
            return f"{text}*"
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case Near(words, distance):
            return f'"{" ".join(words)}"~{distance}'
        case Field(field, value, label):
            return f'{_named(field, label, fields)}:"{value}"'
        case Compare(field, sign, value, label):
            return f"{_named(field, label, fields)}{':' if sign == '=' else sign}{value}"
        case Among():
            return ""  # no query says so; what is read back differs


def _named(field: str, label: str, fields: Fields) -> str:
    """How the field is called in a query, if it is."""
    called = (name for name, kind in fields.items() if (kind.field, kind.label) == (field, label))
    return next(called, field)
