"""A query as PostgreSQL is asked it: a condition over one entry, and how well an entry meets it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wccflow.base.errors import Refused
from wccflow.search.layout import value_term
from wccflow.search.matching import HEADING, TEXT, WEIGHTS
from wccflow.search.postgres_schema import SCHEMA, quoted
from wccflow.search.tree import Among, And, Compare, Field, Near, Not, Or, Phrase, Prefix, Text, Tree, Word

PARTS = (TEXT, HEADING)


@dataclass(slots=True)
class Asked:
    """The condition and the score of a query, with the values that they name."""

    condition: str = "TRUE"
    score: str = "0"
    values: dict[str, Any] = field(default_factory=dict)


def asked(tree: Tree) -> Asked:
    """The tree as SQL over the table of entries. Every value is bound, none is written into the SQL."""
    made = _Making()
    condition = made.condition(tree, positive=True)
    return Asked(condition, " + ".join(made.scores) or "0", made.values)


class _Making:
    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.scores: list[str] = []

    def condition(self, tree: Tree, *, positive: bool) -> str:
        match tree:
            case And(parts):
                return self._joined(" AND ", parts, positive)
            case Or(parts):
                return self._joined(" OR ", parts, positive)
            case Not(part):
                return f"NOT ({self.condition(part, positive=not positive)})"
            case Field(name, value):
                return f"terms @> ARRAY[CAST({self._bound(value_term(name, value))} AS text)]"
            case Among(name, chosen):
                terms = [value_term(name, value) for value in sorted(chosen)]
                return f"terms && CAST({self._bound(terms)} AS text[])"
            case Compare():
                raise Refused(f'The index of texts cannot compare by "{tree.label}".')
            case _:
                return " OR ".join(self._leaf(tree, positive))

    def _joined(self, joiner: str, parts: tuple[Tree, ...], positive: bool) -> str:
        return joiner.join(f"({self.condition(part, positive=positive)})" for part in parts)

    def _leaf(self, leaf: Text, positive: bool) -> Iterator[str]:
        """A condition for the text and one for the heading: no phrase runs from one to the other."""
        for part in PARTS:
            vector, query = _vector(leaf, part), f"CAST({self._bound(_query(leaf))} AS tsquery)"
            if positive:
                self.scores.append(f"{WEIGHTS[part]} * ts_rank({vector}, {query}, 1)")
            found = f"{vector} @@ {query}"
            if isinstance(leaf, Near):
                stems, distance = self._bound(list(leaf.stems)), self._bound(leaf.distance)
                found += f" AND {SCHEMA}.near({vector}, CAST({stems} AS text[]), {distance})"
            yield f"({found})"

    def _bound(self, value: Any) -> str:
        name = f"q{len(self.values)}"
        self.values[name] = value
        return f":{name}"


def _vector(leaf: Text, part: tuple[str, str]) -> str:
    stems, exact = part
    return stems if isinstance(leaf, Word | Near) else exact


def _query(leaf: Text) -> str:
    """The leaf as a tsquery is written; words hold letters and digits alone."""
    match leaf:
        case Word():
            return quoted(leaf.stem)
        case Near():
            return " & ".join(map(quoted, leaf.stems))
        case Phrase(words):
            return " <-> ".join(map(quoted, words))
        case Prefix(text):
            return f"{quoted(text)}:*"
