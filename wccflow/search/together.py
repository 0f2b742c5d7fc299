"""The indexes of several audiences read as one: entries numbered through, every list of them one array."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple
from uuid import UUID

import numpy as np

from wccflow.search.allowance import PLACES, Allowance
from wccflow.search.facets import Counted
from wccflow.search.facets import counted as counted_by
from wccflow.search.flat import Array
from wccflow.search.layout import HEADING_STEMS, HEADING_WORDS, KIND, STEMS, VALUES, WORDS, leading, term_of
from wccflow.search.opened import Leaf, Opened
from wccflow.search.places import close
from wccflow.search.port import DAY, Kind
from wccflow.search.segment import Segment
from wccflow.search.tally import (
    NONE,
    PLACE_BITS,
    Tally,
    counted,
    gathered,
    held,
    of_entry,
    tallied,
    windows,
)
from wccflow.search.words import root_of, same_value, stem

CODES = {
    "stems": STEMS,
    "words": WORDS,
    "heading_stems": HEADING_STEMS,
    "heading_words": HEADING_WORDS,
}
LENGTHS = {"stems": "length", "heading_stems": "heading_length"}
FEW_VALUES = 16  # so many times fewer than the index has are looked up one by one


class Place(NamedTuple):
    """The segment that keeps an entry, its number there, and the audience."""

    segment: Segment
    number: int
    audience: UUID


class Together:
    """What a person may read, and nothing else: made of exactly the audiences that are in her scope."""

    def __init__(self, opened: Sequence[tuple[UUID, Opened]]) -> None:
        self.leaves: list[Leaf] = []
        self.owners: list[int] = []
        holding = [(audience, each) for audience, each in opened if each.leaves]
        for owner, (_, each) in enumerate(holding):
            self.leaves += each.leaves
            self.owners += [owner] * len(each.leaves)
        self.audiences = [audience for audience, _ in holding]
        self.opened = [each for _, each in holding]
        sizes = [leaf.segment.size for leaf in self.leaves]
        self.offsets = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
        self._offsets: list[int] = self.offsets.tolist()
        self.size = self._offsets[-1]
        firsts = [at for at, owner in enumerate(self.owners) if at == 0 or owner != self.owners[at - 1]]
        self.starts = self.offsets[firsts]
        self.sizes = np.diff(self.starts, append=self.size)
        self.living = self._living()
        self._kinds: dict[Kind, Array] = {}
        self._counts: dict[Kind, Array] = {}
        self._shares: dict[tuple[str, Kind], Array] = {}
        self._facets: dict[str, Counted] = {}
        self._days: tuple[Array, list[str]] | None = None

    def of_kind(self, kind: Kind) -> Array:
        """Which entries are of a kind."""
        if kind not in self._kinds:
            self._kinds[kind] = self._mask(self._numbers(term_of(KIND, kind)))
        return self._kinds[kind]

    def with_value(self, name: str, value: str, allowance: Allowance) -> Array:
        """Which entries have this value in a field."""
        found = self._numbers(term_of(VALUES, f"{name}={same_value(value)}"))
        allowance.spend(len(found))
        return self._mask(found)

    def among(self, name: str, wanted: Iterable[str], allowance: Allowance) -> Array:
        """Which entries have one of these values in a field; a wide set costs what is there."""
        terms = {f"{name}={same_value(value)}".encode() for value in wanted}
        found = np.zeros(self.size, dtype=bool)
        for leaf, offset in self.placed() if terms else ():
            for number in _chosen(leaf, name, terms):
                there = leaf.segment.numbers(leaf.segment.posting(number))
                found[offset + there.astype(np.int64)] = True
        if self.living is not None:
            found &= self.living
        allowance.spend(int(found.sum()))
        return found

    def word(self, field: str, word: str, allowance: Allowance) -> Tally:
        """How often the word occurs in each entry that has it."""
        return self._said(self._found(term_of(CODES[field], word)), allowance)

    def beginning(self, fields: Sequence[str], prefix: str, allowance: Allowance) -> list[Tally]:
        """By field, how often words that begin so occur in each entry.

        All of them: they stand together, so reading every one costs less than to choose among them.
        """
        found: dict[int, list[Tally]] = {CODES[field]: [] for field in fields}
        first = 0
        for opened in self.opened:
            for span in opened.spans(prefix):
                if span.first < span.last:
                    numbers, times = span.tally()
                    offset = np.int64(self._offsets[first + span.at])
                    found[span.code].append(Tally(numbers + offset, times))
            first += len(opened.leaves)
        tallies = [self._tally(found[CODES[each]], allowance) for each in fields]
        return [gathered(each, self.size) for each in tallies]

    def phrase(self, field: str, words: Sequence[str], allowance: Allowance) -> Tally:
        """How often the words occur in a row in each entry that has them so."""
        if len(words) == 1:
            return self.word(field, words[0], allowance)
        wanted = self._with_all([[word] for word in words], field, allowance)
        starts: Array | None = None
        for distance, word in enumerate(words) if wanted.any() else ():
            here = self._places(field, [word], wanted, allowance) - distance
            starts = here if starts is None else starts[held(starts, here)]
        return NONE if starts is None else counted(starts)

    def near(self, field: str, stems: Sequence[str], distance: int, allowance: Allowance) -> Tally:
        """How often words of all these stems stand within the distance in each entry that has them so."""
        forms = [self._forms(field, each) for each in dict.fromkeys(stems)]
        wanted = self._with_all(forms, field, allowance)
        places = [np.sort(self._places(field, each, wanted, allowance)) for each in forms if wanted.any()]
        if not places:
            return NONE
        together = windows(places, distance)
        found = np.unique(together >> PLACE_BITS)
        times = [close(of_entry(places, int(number)), len(places), distance) for number in found]
        return Tally(found, np.array(times, dtype=np.int64))

    def shares(self, field: str, kind: Kind) -> Array:
        """How long each entry's field is beside the mean of its audience's entries of the kind."""
        if (field, kind) not in self._shares:
            lengths = np.concatenate([leaf.segment.flat.cut(LENGTHS[field]) for leaf in self.leaves])
            totals = self._sums(lengths * self.of_kind(kind))
            counts = self.count(kind)
            usual = np.maximum(1.0, totals / np.maximum(1, counts))
            self._shares[field, kind] = lengths / np.repeat(usual, self.sizes)
        return self._shares[field, kind]

    def facet(self, name: str) -> Counted:
        """A field of all entries, ready to be counted by."""
        if name not in self._facets:
            parts = [(leaf.segment.facet(name), first) for leaf, first in self.placed()]
            self._facets[name] = counted_by(parts, self.size)
        return self._facets[name]

    def count(self, kind: Kind) -> Array:
        """How many entries of the kind each audience has."""
        if kind not in self._counts:
            self._counts[kind] = self._sums(self.of_kind(kind))
        return self._counts[kind]

    def cut(self, numbers: Array) -> Array:
        """How many of these entries, which are in order, are of each audience."""
        return np.diff(np.searchsorted(numbers, self.starts), append=len(numbers))

    def days(self) -> Array:
        """The place of each entry's day among all days; 0 where it has none."""
        if self._days is None:
            facets = [leaf.segment.facet(DAY) for leaf in self.leaves]
            every = sorted({same_value(day) for facet in facets for day in facet.values})
            places = {day: place for place, day in enumerate(every, start=1)}
            made = np.zeros(self.size, dtype=np.int64)
            for facet, offset in zip(facets, self.offsets[:-1], strict=True):
                ranks = np.array([places[same_value(day)] for day in facet.values], dtype=np.int64)
                made[offset + facet.numbers] = np.repeat(
                    ranks, np.diff(facet.starts, append=len(facet.numbers))
                )
            self._days = made, every
        return self._days[0]

    def place(self, number: int) -> Place:
        """Where an entry is kept, and for whom."""
        at = bisect_right(self._offsets, number) - 1
        return Place(self.leaves[at].segment, number - self._offsets[at], self.audiences[self.owners[at]])

    def placed(self) -> Iterator[tuple[Leaf, int]]:
        """The segments, each with the number of its first entry."""
        yield from zip(self.leaves, self._offsets, strict=False)  # of offsets there is one more

    def _sums(self, amounts: Array) -> Array:
        sums: Array = np.add.reduceat(amounts, self.starts, dtype=np.int64)
        return sums

    def _living(self) -> Array | None:
        if all(leaf.living is None for leaf in self.leaves):
            return None
        return np.concatenate(
            [
                np.ones(leaf.segment.size, dtype=bool) if leaf.living is None else leaf.living
                for leaf in self.leaves
            ]
        )

    def _numbers(self, term: bytes) -> Array:
        """The entries that have a term; some may be gone."""
        there = ((at, self.leaves[at].segment, number) for at, number in self._found(term))
        return self._through([(at, each.numbers(each.posting(number))) for at, each, number in there])

    def _found(self, term: bytes) -> list[tuple[int, int]]:
        """The segments that have a term, each with the number of the term there."""
        lead = leading(term)
        numbers = [leaf.segment.find(term, lead) for leaf in self.leaves]
        return [(at, number) for at, number in enumerate(numbers) if number >= 0]

    def _said(self, found: Sequence[tuple[int, int]], allowance: Allowance) -> Tally:
        """How often a word occurs that was found so."""
        parts = [(at, *self.leaves[at].segment.said(number)) for at, number in found]
        if not parts:
            return NONE
        numbers = self._through([(at, numbers) for at, numbers, _ in parts])
        return self._tally([Tally(numbers, np.concatenate([times for _, _, times in parts]))], allowance)

    def _through(self, parts: Sequence[tuple[int, Array]]) -> Array:
        """Entries of these segments as they are numbered through."""
        if not parts:
            return NONE.numbers
        every: Array = np.concatenate([numbers for _, numbers in parts], dtype=np.int64)
        every += np.repeat(self.offsets[[at for at, _ in parts]], [len(numbers) for _, numbers in parts])
        return every

    def _mask(self, numbers: Array) -> Array:
        mask = np.zeros(self.size, dtype=bool)
        mask[numbers] = True
        return mask if self.living is None else mask & self.living

    def _tally(self, parts: Sequence[Tally], allowance: Allowance) -> Tally:
        found = tallied(parts, self.living)
        allowance.spend(len(found.numbers))
        return found

    def _with_all(self, groups: Sequence[Sequence[str]], field: str, allowance: Allowance) -> Array:
        """Which entries have a word of every group."""
        wanted = np.ones(self.size, dtype=bool)
        for words in groups:
            having = np.zeros(self.size, dtype=bool)
            for word in words:
                having[self.word(field, word, allowance).numbers] = True
            wanted &= having
        return wanted

    def _places(self, field: str, words: Sequence[str], wanted: Array, allowance: Allowance) -> Array:
        """Where the words stand in the entries that are wanted: entry and place in one number."""
        allowance.spend(PLACES * int(wanted.sum()))
        terms, found = [term_of(CODES[field], word) for word in words], list[Array]()
        for leaf, offset in self.placed():
            here = wanted[offset : offset + leaf.segment.size]
            for term in terms if here.any() else ():
                number = leaf.segment.find(term)
                if number >= 0:
                    numbers, places = leaf.segment.places(number, here)
                    found.append(((numbers.astype(np.int64) + offset) << PLACE_BITS) + places)
        return np.concatenate(found) if found else NONE.numbers

    def _forms(self, field: str, wanted: str) -> list[str]:
        """The words of a stem that are there."""
        root = term_of(CODES[field], root_of(wanted))
        spans = ((leaf.segment, leaf.segment.span(root)) for leaf in self.leaves)
        words = {term for segment, span in spans for term in segment.terms(*span)}
        return sorted(word for term in words if stem(word := term.decode()) == wanted)


def _chosen(leaf: Leaf, name: str, terms: Set[bytes]) -> Iterator[int]:
    """The numbers of those of the terms that the segment has."""
    first, last = leaf.segment.span(term_of(VALUES, f"{name}="))
    if len(terms) * FEW_VALUES < last - first:
        found = (leaf.segment.find(bytes((VALUES,)) + term) for term in terms)
        yield from (number for number in found if number >= 0)
    else:
        there = leaf.segment.terms(first, last)
        yield from (number for number, term in enumerate(there, start=first) if term in terms)
