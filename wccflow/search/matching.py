"""Which entries of one audience a query finds, and how well: sets and BM25F over plain postings."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import reduce
from math import log
from typing import Protocol, TypeAlias

from wccflow.base.errors import Refused
from wccflow.search.port import Kind
from wccflow.search.tree import Among, And, Compare, Field, Near, Not, Or, Phrase, Prefix, Text, Tree, Word

Part: TypeAlias = tuple[str, str]
"""The field of stems and the field of exact words of one part of an entry."""

TEXT: Part = ("stems", "words")
HEADING: Part = ("heading_stems", "heading_words")

MOST_EXPANSIONS = 50
# Robertson and Zaragoza (2009), the usual values of BM25; a word in a heading counts half as much again.
SATURATION = 1.2
LENGTH_SHARE = 0.75
WEIGHTS: Mapping[Part, float] = {TEXT: 1.0, HEADING: 1.5}

Tally: TypeAlias = dict[int, int]
"""How often something occurs, by number of the entry."""


class Postings(Protocol):
    """What is asked of the index of one audience; entries are numbered."""

    def of_kind(self, kind: Kind) -> frozenset[int]:
        """The entries of a kind."""

    def with_value(self, name: str, value: str) -> frozenset[int]:
        """The entries whose field has this value."""

    def word(self, field: str, word: str) -> Tally:
        """How often the word occurs in each entry that has it."""

    def phrase(self, field: str, words: tuple[str, ...]) -> Tally:
        """How often the words occur in a row in each entry that has them so."""

    def near(self, field: str, stems: tuple[str, ...], distance: int) -> Tally:
        """How often words of all these stems stand within the distance in each entry that has them so."""

    def expansions(self, fields: tuple[str, ...], prefix: str, most: int) -> tuple[list[str], bool]:
        """The commonest words that begin so, and whether these are all."""

    def lengths(self, field: str) -> Sequence[int]:
        """About how many words each entry's field has, by number."""

    def usual_length(self, field: str, kind: Kind) -> float:
        """The mean of that over the entries of a kind, at least 1."""


@dataclass(frozen=True, slots=True)
class Found:
    """The entries found with their scores; `exact` is false when a prefix was cut short."""

    scores: Mapping[int, float]
    exact: bool


def match(tree: Tree, postings: Postings, kind: Kind) -> Found:
    """Evaluate a query over one audience's entries of a kind."""
    return _Match(postings, kind).found(tree)


class _Match:
    def __init__(self, postings: Postings, kind: Kind) -> None:
        self.postings = postings
        self.kind = kind
        self.everything = postings.of_kind(kind)
        self.tallies: list[dict[Part, Tally]] = []
        self.exact = True

    def found(self, tree: Tree) -> Found:
        numbers = self._numbers(tree, positive=True)
        scores = dict.fromkeys(numbers, 0.0)
        for tally in self.tallies:
            self._add(tally, scores)
        return Found(scores, self.exact)

    def _numbers(self, tree: Tree, *, positive: bool) -> Set[int]:
        match tree:
            case And(parts):
                return reduce(
                    lambda found, part: found & self._numbers(part, positive=positive), parts, self.everything
                )
            case Or(parts):
                return frozenset().union(*(self._numbers(part, positive=positive) for part in parts))
            case Not(part):
                return self.everything - self._numbers(part, positive=not positive)
            case Field():
                return self.postings.with_value(tree.field, tree.wanted) & self.everything
            case Among(field, values):
                having = (self.postings.with_value(field, each) for each in values)
                return self.everything & frozenset[int]().union(*having)
            case Compare():
                raise Refused(f'The index of texts cannot compare by "{tree.label}".')
            case _:
                return self._leaf({part: self._tally(tree, part) for part in WEIGHTS}, positive)

    def _leaf(self, tallies: dict[Part, Tally], positive: bool) -> Set[int]:
        if positive:
            self.tallies.append(tallies)
        return self.everything & frozenset().union(*tallies.values())

    def _tally(self, leaf: Text, part: Part) -> Tally:
        stems, exact = part
        match leaf:
            case Word():
                return self.postings.word(stems, leaf.stem)
            case Phrase(words):
                return self.postings.phrase(exact, words)
            case Near():
                return self.postings.near(exact, leaf.stems, leaf.distance)
            case Prefix(text):
                return self._prefix(exact, text)

    def _prefix(self, field: str, text: str) -> Tally:
        fields = tuple(exact for _, exact in WEIGHTS)
        words, all_tried = self.postings.expansions(fields, text, MOST_EXPANSIONS)
        self.exact &= all_tried
        tally: Tally = {}
        for word in words:
            for number, times in self.postings.word(field, word).items():
                tally[number] = tally.get(number, 0) + times
        return tally

    def _add(self, tallies: dict[Part, Tally], scores: dict[int, float]) -> None:
        having = self.everything & frozenset().union(*tallies.values())
        rarity = log(1 + (len(self.everything) - len(having) + 0.5) / (len(having) + 0.5))
        weights: dict[int, float] = {}
        for part, tally in tallies.items():
            lengths = self.postings.lengths(part[0])
            share = LENGTH_SHARE / self.postings.usual_length(part[0], self.kind)
            for number in tally.keys() & scores.keys():
                weight = WEIGHTS[part] * tally[number] / (1 - LENGTH_SHARE + share * lengths[number])
                weights[number] = weights.get(number, 0.0) + weight
        for number, weight in weights.items():
            scores[number] += rarity * weight / (SATURATION + weight)
