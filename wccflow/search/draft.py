"""A segment while it is written: the entries as they come, and older segments that are taken in."""

from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from wccflow.search import flat
from wccflow.search.flat import Array
from wccflow.search.inverted import Inverted, Terms, joined, of_tokens
from wccflow.search.layout import TABLES, of_entries, of_tables, stored_line, value_term
from wccflow.search.port import KEY, Entry
from wccflow.search.segment import Segment
from wccflow.search.words import stem, values, words


class Tokens:
    """The terms of one part of every entry, one after the other."""

    def __init__(self) -> None:
        self.known = Terms()
        self.ids = array("q")
        self.lengths = array("q")

    def add(self, terms: Iterable[str]) -> None:
        """The terms of the next entry."""
        before = len(self.ids)
        self.ids.extend(map(self.known.__getitem__, terms))
        self.lengths.append(len(self.ids) - before)

    def table(self, *, places: bool = False) -> Inverted:
        """Which entry has which term."""
        return of_tokens(self.known, numbers(self.ids), numbers(self.lengths), places=places)

    def stemmed(self) -> Inverted:
        """Which entry has which stem; every word is stemmed but once."""
        stems = Terms()
        of_word = np.array([stems[stem(word)] for word in self.known], dtype=np.int64)
        return of_tokens(stems, of_word[numbers(self.ids)], numbers(self.lengths))


class Draft:
    """What will be one segment."""

    def __init__(self) -> None:
        self.text, self.heading = Tokens(), Tokens()
        self.values, self.kinds, self.groups = Tokens(), Tokens(), Tokens()
        self.keys: list[bytes] = []
        self.lines: list[bytes] = []
        self.labels: dict[bytes, str] = {}
        self.taken: list[tuple[Segment, Array]] = []
        self._known: dict[
            tuple[str, str], tuple[str, ...]
        ] = {}  # the terms of a field, which many entries share

    def add(self, entry: Entry) -> None:
        """The next entry."""
        self.text.add(words(entry.text))
        self.heading.add(words(entry.heading or ""))
        self.values.add(self._value_terms(entry))
        self.kinds.add([entry.kind])
        self.groups.add([entry.group])
        self.keys.append(entry.key.encode())
        self.lines.append(stored_line(entry))

    def take_in(self, segment: Segment, living: Array) -> None:
        """The living entries of an older segment, behind those that are there."""
        self.taken.append((segment, living))

    def write(self, path: Path) -> None:
        """Write the segment."""
        tables = self._tables()
        for segment, living in self.taken:
            self._take_entries(segment, living)
        lengths = {name: self._lengths(name, each) for name, each in self._parts().items()}
        flat.write(path, {**lengths, **of_tables(tables, self.labels), **of_entries(self.keys, self.lines)})

    def _parts(self) -> dict[str, Tokens]:
        return {"length": self.text, "heading_length": self.heading}

    def _value_terms(self, entry: Entry) -> Iterable[str]:
        """The terms of the fields, and of the key, by which a name in a query may mean single entries."""
        yield value_term(KEY, entry.key)
        for named in entry.fields.items():
            if named not in self._known:
                self._known[named] = tuple(self._terms(*named))
            yield from self._known[named]

    def _terms(self, name: str, kept: str) -> Iterator[str]:
        for value in values(kept):
            term = value_term(name, value)
            self.labels.setdefault(term.encode(), value)
            yield term

    def _tables(self) -> dict[int, Inverted]:
        own = (
            self.text.table(places=True),
            self.heading.table(places=True),
            self.text.stemmed(),
            self.heading.stemmed(),
            *(each.table() for each in (self.values, self.kinds, self.groups)),
        )
        made = dict(zip(TABLES, own, strict=True))
        if not self.taken:
            return made
        new = [np.arange(len(self.keys)), *self._renumbered()]
        older = [segment for segment, _ in self.taken]
        return {
            code: joined(list(zip([table, *(each.table(code) for each in older)], new, strict=True)))
            for code, table in made.items()
        }

    def _renumbered(self) -> Iterable[Array]:
        """The new number of every entry that is taken in, -1 for the dead."""
        first = len(self.keys)
        for _, living in self.taken:
            yield np.where(living, first + np.cumsum(living) - 1, -1)
            first += int(living.sum())

    def _take_entries(self, segment: Segment, living: Array) -> None:
        chosen = np.flatnonzero(living).tolist()
        self.keys += [segment.key(each).encode() for each in chosen]
        self.lines += [segment.line(each) for each in chosen]
        for term, label in segment.labels():
            self.labels.setdefault(term, label)

    def _lengths(self, name: str, own: Tokens) -> Array:
        taken = [segment.flat.cut(name)[living] for segment, living in self.taken]
        return np.concatenate([numbers(own.lengths), *taken])


def numbers(gathered: "array[int]") -> Array:
    """The numbers gathered, without copying them."""
    return np.frombuffer(gathered, dtype=np.int64)
