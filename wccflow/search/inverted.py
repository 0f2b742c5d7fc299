"""Which entry has which term, how often and where: made of words as they come, or of such tables joined."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wccflow.search.flat import Array


class Terms(dict[Any, int]):
    """Terms numbered as they come."""

    def __missing__(self, term: Any) -> int:
        self[term] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Inverted:
    """The terms in order, and for each the entries that have it, in order: one long list, term after term.

    `times` says how often each of them has it, `places` where: as many for each as `times` says.
    """

    terms: Sequence[bytes]
    counts: Array  # of entries, by term
    numbers: Array
    times: Array
    places: Array | None = None


def of_tokens(known: Terms, ids: Array, lengths: Array, *, places: bool = False) -> Inverted:
    """The table of entries that say these terms one after the other, each so many."""
    terms, renumbered = _in_order([term.encode() for term in known])
    order, ids = _sorted(renumbered[ids])
    numbers = np.repeat(np.arange(len(lengths)), lengths)[order]
    starts = np.flatnonzero(_changes(ids) | _changes(numbers))
    at = np.arange(len(ids)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return Inverted(
        terms,
        counts=np.bincount(ids[starts], minlength=len(terms)),
        numbers=numbers[starts],
        times=np.diff(starts, append=len(ids)),
        places=at[order] if places else None,
    )


def joined(parts: Sequence[tuple[Inverted, Array]]) -> Inverted:
    """Several tables in one; each comes with the new numbers of its entries, -1 for those left out."""
    kept, known = [_living(part, numbers) for part, numbers in parts], Terms()
    ids = [np.repeat(np.array([known[term] for term in each.terms], int), each.counts) for each in kept]
    terms, renumbered = _in_order(list(known))
    order, sorted_ids = _sorted(renumbered[np.concatenate(ids)])
    times = np.concatenate([each.times for each in kept]).astype(np.int64)
    places = [each.places for each in kept if each.places is not None]
    moved = ranges((np.cumsum(times) - times)[order], times[order]) if places else None
    return Inverted(
        terms,
        counts=np.bincount(sorted_ids, minlength=len(terms)),
        numbers=np.concatenate([each.numbers for each in kept])[order],
        times=times[order],
        places=None if moved is None else np.concatenate(places)[moved],
    )


def ranges(starts: Array, lengths: Array) -> Array:
    """The numbers of all the ranges that start so and are so long, one range after the other."""
    ends = np.cumsum(lengths, dtype=np.int64)
    return np.repeat(starts - (ends - lengths), lengths) + np.arange(ends[-1] if len(ends) else 0)


def _living(part: Inverted, new: Array) -> Inverted:
    """The table under the new numbers, without what is left out, and without terms that none has then."""
    numbers = new[part.numbers]
    alive = numbers >= 0
    of_term = np.repeat(np.arange(len(part.terms)), part.counts)[alive]
    counts = np.bincount(of_term, minlength=len(part.terms))
    return Inverted(
        [term for term, count in zip(part.terms, counts, strict=True) if count],
        counts=counts[counts > 0],
        numbers=numbers[alive],
        times=part.times[alive],
        places=None if part.places is None else part.places[np.repeat(alive, part.times)],
    )


def _in_order(terms: list[bytes]) -> tuple[list[bytes], Array]:
    """The terms in order, and by old number the new one."""
    order = sorted(range(len(terms)), key=terms.__getitem__)
    renumbered = np.empty(len(terms), dtype=np.int64)
    renumbered[order] = np.arange(len(terms))
    return [terms[each] for each in order], renumbered


def _sorted(ids: Array) -> tuple[Array, Array]:
    """The order in which equal terms stand together, the earlier first; and the terms so."""
    small = ids.astype(np.uint16) if len(ids) and ids.max() < 65_536 else ids  # sorted by radix, in one go
    order = np.argsort(small, kind="stable")
    return order, ids[order]


def _changes(ids: Array) -> Array:
    changes = np.ones(len(ids), dtype=bool)
    changes[1:] = ids[1:] != ids[:-1]
    return changes
