"""The index of one audience, opened for reading: its segments, which of their entries live, and its words."""

import time
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from wccflow.search import shelf
from wccflow.search.flat import Array
from wccflow.search.layout import HEADING_WORDS, WORDS, term_of
from wccflow.search.segment import Segment, Stored
from wccflow.search.storage import Files
from wccflow.search.tally import Tally

MOST_CANDIDATES = 5_000
TRIES, PAUSE_SECONDS = 10, 0.05  # while a writer replaces the files that are being opened


class Leaf(NamedTuple):
    """One segment, and which of its entries are alive: None for all."""

    segment: Segment
    living: Array | None

    def count(self, term: int) -> int:
        """How many living entries have a term."""
        numbers = self.segment.numbers(self.segment.posting(term))
        return len(numbers) if self.living is None else int(np.count_nonzero(self.living[numbers]))


class Span(NamedTuple):
    """The terms of one sort, from one to before another, of one of an index's segments."""

    at: int
    leaf: Leaf
    code: int
    first: int
    last: int

    def counted(self) -> Iterator[tuple[bytes, int]]:
        """Each term with how many living entries have it."""
        segment, living = self.leaf
        terms, counts = segment.terms(self.first, self.last), segment.counts(self.first, self.last)
        if living is not None and terms:
            alive = living[segment.numbers(segment.postings(self.first, self.last))]
            counts = np.add.reduceat(alive, segment.starts(self.first, self.last), dtype=np.int64)
        return zip(terms, counts.tolist(), strict=True)

    def tally(self) -> Tally:
        """The entries that have one of the words, once for each that they have; some may be gone."""
        there = self.leaf.segment.postings(self.first, self.last)
        return Tally(self.leaf.segment.numbers(there), self.leaf.segment.times(there))


class Opened:
    """One generation of one audience's index. It never changes, so any number of threads may read it."""

    def __init__(self, folder: Path) -> None:
        self.vouched = True  # whether the ledger knows these files
        for tried in range(TRIES):
            try:
                self.generation, self.leaves = _read(folder)
                return
            except FileNotFoundError:
                if tried == TRIES - 1:
                    raise
                time.sleep(PAUSE_SECONDS)

    @property
    def segments(self) -> int:
        """How many segments are held open."""
        return len(self.leaves)

    @cached_property
    def entries(self) -> int:
        """How many entries are alive."""
        return sum(
            leaf.segment.size if leaf.living is None else int(leaf.living.sum()) for leaf in self.leaves
        )

    def spans(self, prefix: str) -> list[Span]:
        """The words that begin so: of each segment two stretches of its terms."""
        return [
            Span(at, leaf, code, *leaf.segment.span(term_of(code, prefix)))
            for at, leaf in enumerate(self.leaves)
            for code in (WORDS, HEADING_WORDS)
        ]

    def beginning(self, prefix: str) -> dict[str, int]:
        """The words that begin so, each with how many entries have it."""
        counted = _counted(self.spans(prefix))
        return {word.decode(): counted[word] for word in sorted(counted)[:MOST_CANDIDATES] if counted[word]}

    def having(self, words: Iterable[str]) -> dict[str, int]:
        """How many entries have each of these words; those that none has any more are left out."""
        counted = {word: sum(self._counts(word)) for word in words}
        return {word: count for word, count in counted.items() if count}

    def as_long(self, least: int, most: int) -> set[str]:
        """The words of so many letters; some may be of entries that are gone."""
        every = (
            leaf.segment.terms(*leaf.segment.span(bytes((code,))))
            for leaf in self.leaves
            for code in (WORDS, HEADING_WORDS)
        )
        return {word for terms in every for term in terms if least <= len(word := term.decode()) <= most}

    def contents(self) -> dict[str, dict[str, str]]:
        """The groups, and in each the digest of every entry by key."""
        groups: dict[str, dict[str, str]] = {}
        for stored in self._stored():
            groups.setdefault(stored.group, {})[stored.key] = stored.digest
        return groups

    def _stored(self) -> Iterator[Stored]:
        for segment, living in self.leaves:
            numbers = range(segment.size) if living is None else np.flatnonzero(living).tolist()
            yield from map(segment.stored, numbers)

    def _counts(self, word: str) -> Iterator[int]:
        for leaf in self.leaves:
            for code in (WORDS, HEADING_WORDS):
                found = leaf.segment.find(term_of(code, word))
                if found >= 0:
                    yield leaf.count(found)


def _counted(spans: Iterable[Span]) -> dict[bytes, int]:
    counted: dict[bytes, int] = {}
    for span in spans:
        for word, count in span.counted():
            counted[word] = counted.get(word, 0) + count
    return counted


def _read(folder: Path) -> tuple[int, list[Leaf]]:
    files = Files(folder)
    try:
        found = files.open_index()
        # Asked before the segments are opened, so that what is read is of this generation or a later one.
        generation = int(found.latest_generation())
        segments = [each for each in found._segments() if each.doc_count_all()]
        return generation, [Leaf(shelf.opened(folder, each), shelf.living(each)) for each in segments]
    finally:
        files.let_go()
