"""Which entries a query finds in the audiences of a scope, and how well: sets and BM25F over arrays."""

from collections.abc import Mapping
from math import log
from typing import NamedTuple, TypeAlias

import numpy as np

from wccflow.base.errors import Refused
from wccflow.search.allowance import Allowance
from wccflow.search.flat import Array
from wccflow.search.port import Kind
from wccflow.search.tally import Tally
from wccflow.search.together import Together
from wccflow.search.tree import Among, And, Compare, Field, Near, Not, Or, Phrase, Prefix, Text, Tree, Word

Part: TypeAlias = tuple[str, str]
"""The field of stems and the field of exact words of one part of an entry."""

TEXT: Part = ("stems", "words")
HEADING: Part = ("heading_stems", "heading_words")

# Robertson and Zaragoza (2009), the usual values of BM25; a word in a heading counts half as much again.
SATURATION = 1.2
LENGTH_SHARE = 0.75
WEIGHTS: Mapping[Part, float] = {TEXT: 1.0, HEADING: 1.5}


class Found(NamedTuple):
    """Which entries are found, their numbers and scores."""

    mask: Array
    numbers: Array
    scores: Array


def match(tree: Tree, within: Together, kind: Kind, allowance: Allowance) -> Found:
    """Evaluate a query over the entries of a kind. Every audience is weighed by itself.

    Raises Refused when the search costs too much.
    """
    return _Match(within, kind, allowance).found(tree)


class _Match:
    def __init__(self, within: Together, kind: Kind, allowance: Allowance) -> None:
        self.within = within
        self.kind = kind
        self.allowance = allowance
        self.everything = within.of_kind(kind)
        self.leaves: list[tuple[Array, list[Tally]]] = []
        self.scratch = np.zeros(within.size)

    def found(self, tree: Tree) -> Found:
        mask = self._mask(tree, positive=True)
        numbers = np.flatnonzero(mask)
        scores = np.zeros(self.within.size)
        for having, tallies in self.leaves:
            self._add(having, tallies, mask, scores)
        return Found(mask, numbers, scores[numbers])

    def _mask(self, tree: Tree, *, positive: bool) -> Array:
        match tree:
            case And(parts):
                found = self.everything
                for part in parts:
                    found = found & self._mask(part, positive=positive)
                return found
            case Or(parts):
                found = np.zeros(self.within.size, dtype=bool)
                for part in parts:
                    found |= self._mask(part, positive=positive)
                return found
            case Not(part):
                return self.everything & ~self._mask(part, positive=not positive)
            case Field():
                return self.everything & self.within.with_value(tree.field, tree.value, self.allowance)
            case Among(field, values):
                return self.everything & self.within.among(field, values, self.allowance)
            case Compare():
                raise Refused(f'The index of texts cannot compare by "{tree.label}".')
            case _:
                return self._leaf(self._tallies(tree), positive)

    def _leaf(self, tallies: list[Tally], positive: bool) -> Array:
        having = np.zeros(self.within.size, dtype=bool)
        for tally in tallies:
            having[tally.numbers] = True
        having &= self.everything
        if positive:
            self.leaves.append((having, tallies))
        return having

    def _tallies(self, leaf: Text) -> list[Tally]:
        """How often the leaf occurs in which entries, by part."""
        match leaf:
            case Word():
                return [self.within.word(stems, leaf.stem, self.allowance) for stems, _ in WEIGHTS]
            case Phrase(words):
                return [self.within.phrase(exact, words, self.allowance) for _, exact in WEIGHTS]
            case Near():
                return [
                    self.within.near(exact, leaf.stems, leaf.distance, self.allowance) for _, exact in WEIGHTS
                ]
            case Prefix(text):
                fields = [exact for _, exact in WEIGHTS]
                return self.within.beginning(fields, text, self.allowance)

    def _add(self, having: Array, tallies: list[Tally], found: Array, scores: Array) -> None:
        for (part, weight), tally in zip(WEIGHTS.items(), tallies, strict=True):
            kept = found[tally.numbers]
            numbers, times = tally.numbers[kept], tally.times[kept]
            if len(numbers):
                shares = self.within.shares(part[0], self.kind)[numbers]
                self.scratch[numbers] += weight * times / (1 - LENGTH_SHARE + LENGTH_SHARE * shares)
        there = np.flatnonzero(having)
        scored = there[found[there]]
        weights = self.scratch[scored]
        self.scratch[scored] = 0.0
        scores[scored] += self._rarity(there, scored) * weights / (SATURATION + weights)

    def _rarity(self, there: Array, scored: Array) -> Array:
        """How much it says of each that it has this, by how rare it is within its audience."""
        totals, counts = self.within.count(self.kind), self.within.cut(there)
        said = [
            log(1 + (total - count + 0.5) / (count + 0.5))
            for total, count in zip(totals.tolist(), counts.tolist(), strict=True)
        ]
        return np.repeat(said, self.within.cut(scored))
