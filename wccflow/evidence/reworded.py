"""Which passages of the new version an old one may have become: by its words, and by where it stood.

A passage of which half the words changed is known by its place more than by its words: between the same
neighbours, in the same order. One that was moved and reworded is known by the pairs of words that are left.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from wccflow.evidence.likeness import Signs, alike, pairs, shared
from wccflow.evidence.same_words import NONE, Same

OLD, NEW = 0, 1
MOST_CELLS = 40_000  # of one gap: beyond, only passages that share rare words are compared
MOST_CELLS_OF_ALL = 600_000
RARE = 24  # a word or pair of words in more passages than this leads nowhere
LOOKED_AT = 8  # passages with the most rare words in common
BESIDE, NEAR = (-1, 1, -2, 2, -3, 3), 8  # passages that say where a row stood, and how far it may have gone
NAMED = 0.5  # how alike rows of one name are at least
WORTH = 0.12  # below this likeness, being in the same place says nothing
IN_PLACE = 0.3  # how much standing in the same place weighs beside the words
ENOUGH = 5  # words: fewer are likely to stand elsewhere by chance
LEAST_SCORE = 0.33
LEAST_ELSEWHERE = 0.45
CLEAR = 0.7  # reworded so little, and in its place: nothing else is looked for
PARTLY = 0.9  # how alike one is to what holds all of it, or of which it holds all
AKIN = 0.04
TAKEN = 0.2  # what a candidate loses that another passage became


class Said(Protocol):
    """What matching asks of a passage."""

    @property
    def key(self) -> str:
        """Its name, which comes from its words."""
        ...

    @property
    def text(self) -> str:
        """Its words."""
        ...

    @property
    def heading(self) -> str | None:
        """The headings under which it stands."""
        ...

    @property
    def kind(self) -> str:
        """Whether it is a heading, a paragraph, a row of a table …"""
        ...


@dataclass(frozen=True, slots=True)
class Offer:
    """One new passage that an old one may have become."""

    after: int
    likeness: float
    score: float


@dataclass
class Likely:
    """The best pairs of reworded passages, each passage once, and all candidates of each, best first."""

    pairs: dict[int, int] = field(default_factory=dict)
    offers: dict[int, list[Offer]] = field(default_factory=dict)


class Texts:
    """The passages of both versions in signs, made when they are first compared."""

    def __init__(self, old: Sequence[Said], new: Sequence[Said]) -> None:
        self._said = {OLD: old, NEW: new}
        self._signs = Signs()
        self._known: dict[tuple[int, int], str] = {}

    def old(self, at: int) -> str:
        """An old passage in signs."""
        return self._of(OLD, at)

    def new(self, at: int) -> str:
        """A new passage in signs."""
        return self._of(NEW, at)

    def alike(self, before: int, after: int) -> float:
        """How alike an old and a new passage are, 0 to 1."""
        return alike(self.old(before), self.new(after))

    def name(self, side: int, at: int) -> str:
        """The first cell of a row, by which it is known whatever its numbers are; else nothing."""
        name, bar, _ = self._said[side][at].text.partition(" | ")
        return name if bar and not name[:1].isdigit() else ""

    def are_akin(self, before: int, after: int) -> bool:
        """Whether both are of one kind and stand under the same heading."""
        one, other = self._said[OLD][before], self._said[NEW][after]
        return one.kind == other.kind and one.heading == other.heading

    def _of(self, side: int, at: int) -> str:
        if (side, at) not in self._known:
            self._known[side, at] = self._signs.of(self._said[side][at].text)
        return self._known[side, at]


def likely(texts: Texts, same: Same, chain: Sequence[int]) -> Likely:
    """What the passages not paired yet may have become; `chain` are the pairs that kept their order."""
    free_old = [at for at, image in enumerate(same.to_new) if image == NONE]
    free_new = [at for at, origin in enumerate(same.to_old) if origin == NONE]
    found: dict[tuple[int, int], Offer] = {}
    for before, offer in _in_gaps(texts, same, chain):
        _keep(found, before, offer)
    for before, offer in _by_name(texts, same, free_old, free_new):
        _keep(found, before, offer)
    clear = {before for (before, _), offer in found.items() if offer.likeness >= CLEAR}
    for before, offer in _by_rare_words(texts, [at for at in free_old if at not in clear], free_new):
        _keep(found, before, offer)
    return _assigned(found)


def _keep(found: dict[tuple[int, int], Offer], before: int, offer: Offer) -> None:
    known = found.get((before, offer.after))
    if known is None or known.score < offer.score:
        found[before, offer.after] = offer


def _assigned(found: Mapping[tuple[int, int], Offer]) -> Likely:
    """Each passage in one pair at most, the surest first; all candidates remain offered."""
    result = Likely()
    taken: set[int] = set()
    for (before, after), offer in sorted(found.items(), key=lambda item: -item[1].score):
        if offer.score >= LEAST_SCORE and before not in result.pairs and after not in taken:
            result.pairs[before] = after
            taken.add(after)
    owner = {after: before for before, after in result.pairs.items()}
    listed: dict[int, list[tuple[float, Offer]]] = defaultdict(list)
    for (before, after), offer in found.items():
        lost = TAKEN if owner.get(after, before) != before else 0.0
        first = 1.0 if result.pairs.get(before) == after else 0.0
        listed[before].append((first + offer.score - lost, offer))
    for before, offers in listed.items():
        result.offers[before] = [offer for _, offer in sorted(offers, key=lambda each: -each[0])]
    return result


def _in_gaps(texts: Texts, same: Same, chain: Sequence[int]) -> Iterator[tuple[int, Offer]]:
    """Passages between the same neighbours, in order."""
    left = MOST_CELLS_OF_ALL
    for old_gap, new_gap in _gaps(same, chain):
        cells = len(old_gap) * len(new_gap)
        if cells > MOST_CELLS or cells > left:
            continue
        left -= cells
        yield from _in_gap(texts, old_gap, new_gap)


def _gaps(same: Same, chain: Sequence[int]) -> Iterator[tuple[list[int], list[int]]]:
    """What is free between pairs that kept their order, and between pairs that moved together."""
    seen: set[tuple[int, int]] = set()
    paired = [at for at, image in enumerate(same.to_new) if image != NONE]
    for row in (chain, paired):
        for low, high in zip((-1, *row), (*row, len(same.old)), strict=True):
            start, end = same.image(low), same.image(high)
            near = end - start <= 2 * (high - low) + 40
            if high - low < 2 or end - start < 2 or (low, high) in seen or not (near or row is chain):
                continue
            seen.add((low, high))
            old_gap = [at for at in range(low + 1, high) if same.to_new[at] == NONE]
            new_gap = [at for at in range(start + 1, end) if same.to_old[at] == NONE]
            if old_gap and new_gap:
                yield old_gap, new_gap


def _in_gap(texts: Texts, old_gap: Sequence[int], new_gap: Sequence[int]) -> Iterator[tuple[int, Offer]]:
    table = cdist(
        [texts.old(at) for at in old_gap],
        [texts.new(at) for at in new_gap],
        scorer=Indel.normalized_similarity,
        dtype=np.float32,
    )
    _name_rows(texts, old_gap, new_gap, table)
    path = _path(table)
    sole = _sureness(texts, old_gap, new_gap)
    for row, before in enumerate(old_gap):
        for column in np.argsort(-table[row])[:4]:
            likeness = float(table[row, column])
            if likeness >= WORTH or (row, int(column)) in path:
                weight = IN_PLACE * sole if (row, int(column)) in path else 0.0
                yield before, _offer(texts, before, new_gap[int(column)], likeness, weight)
        for column in (column for line, column in path if line == row):
            likeness = float(table[row, column])
            yield before, _offer(texts, before, new_gap[column], likeness, IN_PLACE * sole)


def _by_name(texts: Texts, same: Same, old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, Offer]]:
    """Rows of one name near each other's neighbours: a table in another order, with other numbers."""
    named: dict[str, list[int]] = defaultdict(list)
    for after in new:
        named[texts.name(NEW, after)].append(after)
    for before in old:
        places = named.get(texts.name(OLD, before), []) if texts.name(OLD, before) else []
        near = next(
            (same.image(before + step) - step for step in BESIDE if same.image(before + step) != NONE), NONE
        )
        if near == NONE:
            continue
        for after in places[bisect_left(places, near - NEAR) : bisect_right(places, near + NEAR)]:
            likeness = max(texts.alike(before, after), NAMED)
            yield before, _offer(texts, before, after, likeness, IN_PLACE / 2)


def _sureness(texts: Texts, old_gap: Sequence[int], new_gap: Sequence[int]) -> float:
    """How much more the same place says where as many stand in it, and where it is one row of one name."""
    if len(old_gap) != len(new_gap):
        return 1.0
    name = texts.name(OLD, old_gap[0])
    return 2.8 if len(old_gap) == 1 and name and name == texts.name(NEW, new_gap[0]) else 1.2


def _name_rows(
    texts: Texts, old_gap: Sequence[int], new_gap: Sequence[int], table: NDArray[np.float32]
) -> None:
    """Hold rows of one name for alike, though all their numbers changed."""
    columns: dict[str, list[int]] = defaultdict(list)
    for column, after in enumerate(new_gap):
        columns[texts.name(NEW, after)].append(column)
    for row, before in enumerate(old_gap):
        name = texts.name(OLD, before)
        for column in columns.get(name, ()) if name else ():
            table[row, column] = max(float(table[row, column]), NAMED)


def _path(table: NDArray[np.float32]) -> set[tuple[int, int]]:
    """The pairs of rows and columns in order that are together most alike."""
    rows, columns = table.shape
    if rows == columns == 1:
        return {(0, 0)} if table[0, 0] >= WORTH else set()
    worth = table - WORTH
    best = np.zeros((rows + 1, columns + 1), dtype=np.float32)
    for row in range(rows):
        diagonal = np.maximum(best[row, :-1] + worth[row], best[row, 1:])
        best[row + 1, 1:] = np.maximum.accumulate(diagonal)
    return set(_back(best, worth))


def _back(best: NDArray[np.float32], worth: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    row, column = worth.shape
    while row and column:
        if best[row, column] == best[row, column - 1]:
            column -= 1
        elif best[row, column] == best[row - 1, column]:
            row -= 1
        else:
            row, column = row - 1, column - 1
            yield row, column


def _by_rare_words(texts: Texts, old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, Offer]]:
    """Passages anywhere that share rare words or pairs of words."""
    pairs_new = {at: pairs(texts.new(at)) for at in new}
    index: dict[str, list[int]] = defaultdict(list)
    for at, found in pairs_new.items():
        for mark in found.union(texts.new(at)):
            index[mark].append(at)
    for before in old:
        pairs_old = pairs(texts.old(before))
        known = min(1.0, len(texts.old(before)) / ENOUGH)
        for after in _nearest(pairs_old.union(texts.old(before)), index):
            part = PARTLY * shared(pairs_old, pairs_new[after])
            likeness = known * max(texts.alike(before, after), part)
            if likeness >= LEAST_ELSEWHERE:
                yield before, _offer(texts, before, after, likeness, 0.0)


def _nearest(marks: Iterable[str], index: Mapping[str, list[int]]) -> list[int]:
    votes: Counter[int] = Counter()
    for mark in marks:
        places = index.get(mark, ())
        if len(places) <= RARE:
            votes.update(places)
    return [after for after, _ in votes.most_common(LOOKED_AT)]


def _offer(texts: Texts, before: int, after: int, likeness: float, weight: float) -> Offer:
    akin = AKIN if texts.are_akin(before, after) else 0.0
    return Offer(after, likeness, likeness + weight * min(1.0, likeness / 0.3) + akin)
