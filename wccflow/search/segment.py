"""One segment of an index, read where it lies: terms, the entries that have them, and what is shown."""

import json
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from wccflow.search.flat import Array, Flat
from wccflow.search.inverted import Inverted, ranges
from wccflow.search.layout import ENTRIES_AT_ONCE, KEY_BYTES, PLACED, VALUES, leading, term_of

TERMS_AT_ONCE = 16  # so many that begin alike are read together


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
        self._block: tuple[int, list[bytes]] = (-1, [])

    def find(self, term: bytes, lead: int | None = None) -> int:
        """The number of a term; -1 when nothing has it. `lead` is its leading number, if that is known."""
        number, found = self._at_least(term, leading(term) if lead is None else lead)
        return number if found else -1

    def span(self, beginning: bytes) -> tuple[int, int]:
        """The numbers of the terms that begin so: the first, and the one behind the last."""
        after = beginning[:-1] + bytes((beginning[-1] + 1,))
        if len(beginning) > KEY_BYTES:
            return self._at_least(beginning, leading(beginning))[0], self._at_least(after, leading(after))[0]
        return bisect_left(self._leads, leading(beginning)), bisect_left(self._leads, leading(after))

    def terms(self, first: int, last: int) -> list[bytes]:
        """The terms from one to before another, without the byte that says of what they are."""
        return [term[1:] for term in self._texts("term", first, last)]

    def counts(self, first: int, last: int) -> Array:
        """How many entries have each of these terms."""
        return np.diff(self._posting_at[first : last + 1].astype(np.int64))

    def starts(self, first: int, last: int) -> Array:
        """Where the postings of each of these terms begin, the first at 0."""
        ends = np.cumsum(self.counts(first, last))
        return np.concatenate([[0], ends[:-1]]) if len(ends) else ends

    def postings(self, first: int, last: int) -> slice:
        """Where the entries stand that have the terms from one to before another."""
        return slice(int(self._posting_at[first]), int(self._posting_at[last]))

    def posting(self, term: int) -> slice:
        """Where the entries stand that have a term."""
        return self.postings(term, term + 1)

    def numbers(self, there: slice) -> Array:
        """The entries that stand there."""
        return self.flat.cut("number", there.start, there.stop)

    def times(self, there: slice) -> Array:
        """How often they have the word that brought them there."""
        return self.flat.cut("times", there.start, there.stop)

    def said(self, word: int) -> tuple[Array, Array]:
        """The entries that have a word, and how often each has it."""
        first, last = self._posting_at[word : word + 2].tolist()
        return self.flat.cut("number", first, last), self.flat.cut("times", first, last)

    def places(self, term: int, wanted: Array) -> tuple[Array, Array]:
        """Each place of a word in the entries that are wanted, in order: the entry, and the place."""
        numbers, times = self.said(term)
        times = times.astype(np.int64)
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
        first, last = self._key_at[number : number + 2].tolist()
        return self.flat.raw("key", first, last).decode()

    def line(self, number: int) -> bytes:
        """What is stored of an entry, as it was written."""
        block, within = divmod(number, ENTRIES_AT_ONCE)
        held, lines = self._block
        if held != block:
            first, last = self._stored_at[block : block + 2].tolist()
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
        at = (
            self._term_at[first : last + 1]
            if name == "term"
            else self.flat.cut(f"{name}_at", first, last + 1)
        ).tolist()
        whole = self.flat.raw(name, at[0], at[-1])
        return [whole[start - at[0] : end - at[0]] for start, end in pairwise(at)]

    def _at_least(self, term: bytes, lead: int) -> tuple[int, bool]:
        """The number of the first term that is not before this one, and whether it is this one."""
        leads = self._leads
        low = bisect_left(leads, lead)
        if low == len(leads) or leads[low] != lead:
            return low, False
        if (
            len(term) <= KEY_BYTES and term[-1]
        ):  # none that begins so comes before it: it is the first, or not there
            return low, int(self._term_at[low + 1]) - int(self._term_at[low]) == len(term)
        return self._among_alike(term, low, bisect_right(leads, lead, low))

    def _among_alike(self, term: bytes, low: int, high: int) -> tuple[int, bool]:
        """The same of terms that all begin like this one, from one to before another."""
        while high - low > TERMS_AT_ONCE:
            middle = (low + high) // 2
            if self._texts("term", middle, middle + 1)[0] < term:
                low = middle + 1
            else:
                high = middle
        texts = self._texts("term", low, min(high + 1, len(self._leads)))
        at = bisect_left(texts, term)
        return low + at, at < len(texts) and texts[at] == term

    @cached_property
    def _term_at(self) -> Array:
        return self.flat.cut("term_at")

    @cached_property
    def _posting_at(self) -> Array:
        return self.flat.cut("posting_at")

    @cached_property
    def _key_at(self) -> Array:
        return self.flat.cut("key_at")

    @cached_property
    def _stored_at(self) -> Array:
        return self.flat.cut("stored_at")

    @cached_property
    def _leads(self) -> "memoryview[int]":
        """Of every term the number by which it is looked up: kept, since every search asks every segment."""
        starts, lengths = self._term_at[:-1].astype(np.int64), np.diff(self._term_at)
        whole = np.concatenate([self.flat.cut("term"), np.zeros(KEY_BYTES, dtype=np.uint8)])
        made = np.zeros(len(starts), dtype=np.uint64)
        for place in range(KEY_BYTES):
            letters = np.where(place < lengths, whole[starts + place], 0).astype(np.uint64)
            made |= letters << np.uint64(8 * (KEY_BYTES - 1 - place))
        return made.data
