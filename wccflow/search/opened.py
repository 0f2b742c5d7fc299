"""The Whoosh index of one audience, opened for reading: its postings as plain sets and tallies."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from whoosh.reading import TermNotFound

from wccflow.search.allowance import PLACES, Allowance
from wccflow.search.places import close
from wccflow.search.port import DAY, Kind
from wccflow.search.postings import Damaged, checked
from wccflow.search.shelf import value_term
from wccflow.search.storage import Files
from wccflow.search.words import same_value, stem, values

MOST_CANDIDATES = 5_000
LAST_LETTER = chr(0x10FFFF)  # sorts behind every word


class Stored(NamedTuple):
    """What the index gives back of an entry."""

    key: str
    group: str
    fields: dict[str, str]
    digest: str


class Opened:
    """One generation of one audience's index. Not for several threads at once: hold `lock`."""

    def __init__(self, folder: Path) -> None:
        self.files = Files(folder)
        try:
            found = self.files.open_index()
            # Asked before the reader is opened, so that what is read is of this generation or a later one.
            self.generation = int(found.latest_generation())
            self.reader = found.reader()
        except BaseException:
            self.files.let_go()
            raise
        self.leaves = [each for each in self.reader.leaf_readers() if each[0].doc_count_all()]
        self.lock = Lock()
        self.users = 0
        self.retired = False
        self.allowance: Allowance | None = (
            None  # of the search to which it is lent; what is kept costs nothing
        )
        self.vouched = True  # whether the ledger knows these files
        self._kinds: dict[Kind, frozenset[int]] = {}
        self._lengths: dict[str, list[int]] = {}
        self._usual: dict[tuple[str, Kind], float] = {}
        self._facets: dict[str, dict[str, int]] = {}
        self._keys: dict[int, str] = {}
        self._days: dict[int, str] | None = None
        self._lexicon: list[str] | None = None

    @property
    def segments(self) -> int:
        """How many segments are held open."""
        return len(self.leaves)

    def close(self) -> None:
        """Let go of the files."""
        self.reader.close()
        self.files.let_go()

    def of_kind(self, kind: Kind) -> frozenset[int]:
        """The entries of a kind."""
        if kind not in self._kinds:
            self._kinds[kind] = frozenset(self._word("kind", kind))
        return self._kinds[kind]

    def with_value(self, name: str, value: str) -> frozenset[int]:
        """The entries whose field has this value."""
        return frozenset(self.word("values", value_term(name, value)))

    def word(self, field: str, word: str) -> dict[int, int]:
        """How often the word occurs in each entry that has it."""
        found = self._word(field, word)
        self._spend(len(found))
        return found

    def _word(self, field: str, word: str) -> dict[int, int]:
        found: dict[int, int] = {}
        for leaf, offset in self.leaves:
            matcher = _matcher(leaf, field, word)
            for numbers, weights in checked(matcher, leaf.doc_count_all()) if matcher else ():
                found.update(zip((offset + number for number in numbers), map(round, weights), strict=True))
        return found

    def phrase(self, field: str, words: tuple[str, ...]) -> dict[int, int]:
        """How often the words occur in a row in each entry that has them so."""
        if len(words) == 1:
            return self.word(field, words[0])
        with_all = frozenset.intersection(*(frozenset(self.word(field, word)) for word in words))
        starts: dict[int, set[int]] = {}
        for distance, word in enumerate(words) if with_all else ():
            for number, matcher in self._walk(field, word):
                if number in with_all:
                    here = {place - distance for place in matcher.value_as("positions")}
                    starts[number] = starts[number] & here if number in starts else here
        return {number: len(places) for number, places in starts.items() if places}

    def near(self, field: str, stems: tuple[str, ...], distance: int) -> dict[int, int]:
        """How often words of all these stems stand within the distance in each entry that has them so."""
        forms = [self._forms(field, each) for each in dict.fromkeys(stems)]
        having = (frozenset[int]().union(*(self.word(field, word) for word in each)) for each in forms)
        with_all = frozenset.intersection(*having)
        places: dict[int, list[tuple[int, int]]] = {number: [] for number in with_all}
        for which, words in enumerate(forms if with_all else ()):
            for word in words:
                for number, matcher in self._walk(field, word):
                    if number in with_all:
                        places[number] += [(place, which) for place in matcher.value_as("positions")]
        found = {number: close(sorted(there), len(forms), distance) for number, there in places.items()}
        return {number: times for number, times in found.items() if times}

    def expansions(self, fields: tuple[str, ...], prefix: str, most: int) -> tuple[list[str], bool]:
        """The commonest words that begin so, and whether these are all."""
        candidates = sorted({word for field in fields for word in self._beginning(field, prefix)})
        tried = candidates[:MOST_CANDIDATES]
        if len(tried) <= most:
            return tried, True
        common = {word: sum(self._count(field, word) for field in fields) for word in tried}
        living = [word for word in tried if common[word]]
        best = sorted(living, key=lambda word: (-common[word], word))[:most]
        return best, len(living) <= most and tried == candidates

    def beginning(self, prefix: str) -> dict[str, int]:
        """The words that begin so, each with how many entries have it."""
        lexicon = self.lexicon()
        first = bisect_left(lexicon, prefix)
        last = bisect_left(lexicon, prefix + LAST_LETTER)
        return self.having(lexicon[first:last][:MOST_CANDIDATES])

    def having(self, words: Iterable[str]) -> dict[str, int]:
        """How many entries have each of these words; those that none has any more are left out."""
        counted = {word: self._count("words", word) + self._count("heading_words", word) for word in words}
        return {word: count for word, count in counted.items() if count}

    def lexicon(self) -> list[str]:
        """All words, in order; some may be of entries that are gone."""
        if self._lexicon is None:
            fields = ("words", "heading_words")
            self._lexicon = sorted({each.decode() for name in fields for each in self.reader.lexicon(name)})
        return self._lexicon

    def day(self, number: int) -> str:
        """The day of an entry, as it was put; empty where it has none."""
        if self._days is None:
            self._days = {
                each: term.removeprefix(f"{DAY}=")
                for term in self._beginning("values", f"{DAY}=")
                for each in self._word("values", term)
            }
        return self._days.get(number, "")

    def lengths(self, field: str) -> Sequence[int]:
        """About how many words each entry's field has, by number: Whoosh keeps lengths in one byte."""
        if field not in self._lengths:
            self._lengths[field] = [
                int(leaf.doc_field_length(number, field, 0) or 0)
                for leaf, _ in self.leaves
                for number in range(leaf.doc_count_all())
            ]
        return self._lengths[field]

    def usual_length(self, field: str, kind: Kind) -> float:
        """The mean of that over the entries of a kind, at least 1."""
        if (field, kind) not in self._usual:
            numbers, lengths = self.of_kind(kind), self.lengths(field)
            total = sum(lengths[number] for number in numbers)
            self._usual[field, kind] = max(1.0, total / max(1, len(numbers)))
        return self._usual[field, kind]

    def facet(self, name: str, found: int) -> dict[str, int]:
        """How many of the entries in the bit set have each value of a field."""
        counts = {value: (bits & found).bit_count() for value, bits in self._facet(name).items()}
        return {value: count for value, count in counts.items() if count}

    def stored(self, number: int) -> Stored:
        """What is given back of an entry."""
        return Stored(*self.reader.stored_fields(number)["stored"])

    def key(self, number: int) -> str:
        """The key of an entry; kept, because ties are broken by it."""
        if number not in self._keys:
            self._keys[number] = self.stored(number).key
        return self._keys[number]

    def numbers(self) -> Iterator[int]:
        """All entries."""
        yield from self.reader.all_doc_ids()

    def _facet(self, name: str) -> dict[str, int]:
        if name not in self._facets:
            shown: dict[str, int] = {}
            for term in self._beginning("values", f"{name}="):
                numbers = self._word("values", term)
                if numbers:
                    shown[self._as_put(name, term, min(numbers))] = bit_set(numbers)
            self._facets[name] = shown
        return self._facets[name]

    def _spend(self, postings: int) -> None:
        if self.allowance is not None:
            self.allowance.spend(postings)

    def _as_put(self, name: str, term: str, number: int) -> str:
        same = term.removeprefix(f"{name}=")
        stored = self.stored(number).fields.get(name, "")
        return next((value for value in values(stored) if same_value(value) == same), same)

    def _beginning(self, field: str, prefix: str) -> Iterator[str]:
        for leaf in self.leaves:
            for found, _ in zip(
                leaf[0].expand_prefix(field, prefix), range(MOST_CANDIDATES + 1), strict=False
            ):
                yield found.decode("utf-8")

    def _forms(self, field: str, wanted: str) -> list[str]:
        """The words of a stem that are there; they begin like it, but for its last letter: happi, happy."""
        root = wanted[: max(2, len(wanted) - 1)]
        return sorted({word for word in self._beginning(field, root) if stem(word) == wanted})

    def _count(self, field: str, word: str) -> int:
        if self.reader.has_deletions():
            return len(self._word(field, word))
        return int(self.reader.doc_frequency(field, word))

    def _walk(self, field: str, word: str) -> Iterator[tuple[int, Any]]:
        """Each posting in order. Raises Damaged when the order is broken, so that no walk is endless."""
        for leaf, offset in self.leaves:
            matcher = _matcher(leaf, field, word)
            last, most = -1, leaf.doc_count_all()
            while matcher and matcher.is_active():
                number = matcher.id()
                if not last < number < most:
                    raise Damaged(f"entry {number} after {last} of {most} for {field}:{word}")
                last = number
                self._spend(PLACES)
                yield offset + number, matcher
                matcher.next()


def _matcher(leaf: Any, field: str, word: str) -> Any:
    """The word's postings in one segment, or None."""
    try:
        return leaf.postings(field, word)
    except TermNotFound:
        return None


def bit_set(numbers: Collection[int]) -> int:
    """The numbers as bits of one integer, which counts an intersection in one step."""
    bits = bytearray(max(numbers, default=0) // 8 + 1)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")
