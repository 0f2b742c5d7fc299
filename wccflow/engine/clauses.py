"""The clauses of which levels are made: which there are, what they bear out, what is lacking."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256

from wccflow.engine.content import Item
from wccflow.engine.vocabulary import Level, Scale

KEY_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that must be so for a level; its key stays as long as its words do."""

    key: str
    level: str
    words: str


def clauses_of(scale: Scale, item: Item | None = None) -> tuple[Clause, ...]:
    """The clauses of an item, the lowest level first: its own for a level that it has, else the scale's."""
    own = item.clauses if item else {}
    return tuple(
        Clause(key_of(level.key, words), level.key, words)
        for level in in_order(scale)
        for words in own.get(level.key, level.clauses)
    )


def key_of(level: str, words: str) -> str:
    """The key of a clause: made from its level and its words."""
    return f"c-{sha256(f'{level} {words}'.encode()).hexdigest()[:KEY_DIGITS]}"


def borne_out(scale: Scale, clauses: Sequence[Clause], met: Collection[str]) -> Level | None:
    """The highest level of which all clauses are met, and of every level below it; None without clauses.

    The lowest level needs none; above it a level of which nothing is said is never the answer.
    """
    if not clauses:
        return None
    levels = in_order(scale)
    if wanting(clauses, levels[0].key, met):
        return None
    found = levels[0]
    for level in levels[1:]:
        if wanting(clauses, level.key, met):
            break
        if any(each.level == level.key for each in clauses):
            found = level
    return found


def wanting(clauses: Sequence[Clause], level: str, met: Collection[str]) -> list[Clause]:
    """The clauses of a level that are not met."""
    return [each for each in clauses if each.level == level and each.key not in met]


def next_above(scale: Scale, level: str) -> Level | None:
    """The level above this one, or None where it is the highest; the lowest for one that is none."""
    levels = in_order(scale)
    keys = [each.key for each in levels]
    place = keys.index(level) + 1 if level in keys else 0
    return levels[place] if place < len(levels) else None


def in_order(scale: Scale) -> list[Level]:
    """The levels of a scale, the lowest first."""
    return sorted(scale.values, key=lambda level: level.rank)
