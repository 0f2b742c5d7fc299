"""One segment of an index, read where it lies: terms, the entries that have them, and what is shown."""

import json
import zlib
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from wccflow.search.flat import Array, Flat
from wccflow.search.inverted import Inverted, ranges
from wccflow.search.layout import ENTRIES_AT_ONCE, PLACED, TERMS_AT_ONCE, VALUES, leading, term_of


class Stored(NamedTuple):
    """What the index gives back of an entry."""

    key: str
    group: str
    fields: dict[str, str]
    digest: str


class Facet(NamedTuple):
    """A field of all entries: for each of its values the entries that have it, one value after the other."""

    values: list[str]
    numbers: Array
    starts: Array


class Segment:
    """The arrays of one file. Nothing of it changes, so any number of threads may read it."""

    def __init__(self, path: Path) -> None:
        self.flat = Flat(path)
        self.size = self.flat.count("rank")
        self._terms = self.flat.count("term_at") - 1
        self._leading = self.flat.cut("leading")
        self._block: tuple[int, list[bytes]] = (-1, [])

    def find(self, term: bytes, lead: np.uint64 | None = None) -> int:
        """The number of a term; -1 when nothing has it. `lead` is its leading number, if that is known."""
        number, found = self._at_least(term, leading(term) if lead is None else lead)
        return number if found else -1

    def span(self, beginning: bytes) -> tuple[int, int]:
        """The numbers of the terms that begin so: the first, and the one behind the last."""
        after = beginning[:-1] + bytes((beginning[-1] + 1,))
        return self._at_least(beginning, leading(beginning))[0], self._at_least(after, leading(after))[0]

    def terms(self, first: int, last: int) -> list[bytes]:
        """The terms from one to before another, without the byte that says of what they are."""
        return [term[1:] for term in self._texts("term", first, last)]

    def counts(self, first: int, last: int) -> Array:
        """How many entries have each of these terms."""
        return np.diff(self.flat.cut("posting_at", first, last + 1).astype(np.int64))

    def starts(self, first: int, last: int) -> Array:
        """Where the postings of each of these terms begin, the first at 0."""
        ends = np.cumsum(self.counts(first, last))
        return np.concatenate([[0], ends[:-1]]) if len(ends) else ends

    def postings(self, first: int, last: int) -> slice:
        """Where the entries stand that have the terms from one to before another."""
        at = self.flat.cut("posting_at", first, first + 1), self.flat.cut("posting_at", last, last + 1)
        return slice(int(at[0][0]), int(at[1][0]))

    def posting(self, term: int) -> slice:
        """Where the entries stand that have a term."""
        start, stop = self.flat.cut("posting_at", term, term + 2).tolist()
        return slice(start, stop)

    def numbers(self, there: slice) -> Array:
        """The entries that stand there."""
        return self.flat.cut("number", there.start, there.stop)

    def times(self, there: slice) -> Array:
        """How often they have the word that brought them there."""
        return self.flat.cut("times", there.start, there.stop)

    def places(self, term: int, wanted: Array) -> tuple[Array, Array]:
        """Each place of a word in the entries that are wanted, in order: the entry, and the place."""
        there = self.posting(term)
        numbers, times = self.numbers(there), self.times(there).astype(np.int64)
        first, last = self.flat.cut("place_at", term, term + 2).tolist()
        starts, kept = np.cumsum(times) - times, wanted[numbers]
        times = times[kept]
        places = self.flat.cut("place", first, last)[ranges(starts[kept], times)]
        return np.repeat(numbers[kept], times), places

    def facet(self, name: str) -> Facet:
        """A field of all entries."""
        first, last = self.span(term_of(VALUES, f"{name}="))
        numbers = self.numbers(self.postings(first, last))
        return Facet(list(self._values(first, last)), numbers, self.starts(first, last))

    def labels(self) -> Iterator[tuple[bytes, str]]:
        """The values that were put otherwise than they stand in their terms."""
        first, last = self.span(bytes((VALUES,)))
        for term, label in zip(self.terms(first, last), self._labels(0, last - first), strict=True):
            if label:
                yield term, label.decode()

    def key(self, number: int) -> str:
        """The key of an entry."""
        first, last = self.flat.cut("key_at", number, number + 2).tolist()
        return self.flat.raw("key", first, last).decode()

    def line(self, number: int) -> bytes:
        """What is stored of an entry, as it was written."""
        block, within = divmod(number, ENTRIES_AT_ONCE)
        held, lines = self._block
        if held != block:
            first, last = self.flat.cut("stored_at", block, block + 2).tolist()
            lines = zlib.decompress(self.flat.raw("stored", first, last)).split(b"\n")
            self._block = block, lines
        return lines[within]

    def stored(self, number: int) -> Stored:
        """What is given back of an entry."""
        return Stored(self.key(number), *json.loads(self.line(number)))

    def table(self, code: int) -> Inverted:
        """Which entry has which term of this sort."""
        first, last = self.span(bytes((code,)))
        there = self.postings(first, last)
        numbers = self.numbers(there)
        places = self.flat.cut("place_at", first, last + 1) if code in PLACED else None
        return Inverted(
            self.terms(first, last),
            counts=self.counts(first, last),
            numbers=numbers,
            times=self.times(there) if code < VALUES else np.ones(len(numbers), dtype=np.uint8),
            places=None if places is None else self.flat.cut("place", int(places[0]), int(places[-1])),
        )

    @cached_property
    def _first_value(self) -> int:
        return self.span(bytes((VALUES,)))[0]

    def _values(self, first: int, last: int) -> Iterator[str]:
        """Values as they were put, by the numbers of their terms."""
        labels = self._labels(first - self._first_value, last - self._first_value)
        for term, label in zip(self.terms(first, last), labels, strict=True):
            yield (label or term.partition(b"=")[2]).decode()

    def _labels(self, first: int, last: int) -> list[bytes]:
        return self._texts("label", first, last)

    def _texts(self, name: str, first: int, last: int) -> list[bytes]:
        at = self.flat.cut(f"{name}_at", first, last + 1).tolist()
        whole = self.flat.raw(name, at[0], at[-1])
        return [whole[start - at[0] : end - at[0]] for start, end in pairwise(at)]

    def _at_least(self, term: bytes, lead: np.uint64) -> tuple[int, bool]:
        """The number of the first term that is not before this one, and whether it is this one."""
        first, last = self._stretch(term, lead)
        at = self.flat.cut("term_at", first, last + 1).tolist()
        whole, start = self.flat.raw("term", at[0], at[-1]), at[0]
        low, high = 0, len(at) - 1
        while low < high:
            middle = (low + high) // 2
            if whole[at[middle] - start : at[middle + 1] - start] < term:
                low = middle + 1
            else:
                high = middle
        return first + low, low < len(at) - 1 and whole[at[low] - start : at[low + 1] - start] == term

    def _stretch(self, term: bytes, lead: np.uint64) -> tuple[int, int]:
        """Between which numbers the first term that is not before this one stands, if it is there at all."""
        low = max(0, int(self._leading.searchsorted(lead)) - 1)
        high = int(self._leading.searchsorted(lead, "right"))
        while high - low > 1:  # several stretches begin alike
            middle = (low + high) // 2
            if self._texts("term", middle * TERMS_AT_ONCE, middle * TERMS_AT_ONCE + 1)[0] < term:
                low = middle
            else:
                high = middle
        return low * TERMS_AT_ONCE, min(self._terms, high * TERMS_AT_ONCE + 1)  # the last may be it
