"""How often something occurs in which entries, as arrays, and what can be told from places in texts."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from wccflow.search.flat import Array

PLACE_BITS = 32  # below the number of the entry, when both are one number


class Tally(NamedTuple):
    """The numbers of entries, and how often each has it."""

    numbers: Array
    times: Array


NONE = Tally(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))


def tallied(parts: Sequence[Tally], living: Array | None) -> Tally:
    """The parts one after the other, without entries that are gone."""
    if not parts:
        return NONE
    whole = len(parts) == 1
    numbers, times = (
        parts[0][at] if whole else np.concatenate([part[at] for part in parts]) for at in (0, 1)
    )
    if living is None:
        return Tally(numbers, times)
    kept = living[numbers]
    return Tally(numbers[kept], times[kept])


def gathered(tally: Tally, size: int) -> Tally:
    """The tally with every entry once, its times added."""
    if len(tally.numbers) * 8 > size:
        times = np.bincount(tally.numbers, tally.times, minlength=size)
        numbers = np.flatnonzero(times)
        return Tally(numbers, times[numbers])
    numbers, where = np.unique(tally.numbers, return_inverse=True)
    return Tally(numbers, np.bincount(where, tally.times, minlength=len(numbers)))


def held(wanted: Array, there: Array) -> Array:
    """Which of the wanted are there; both are in order."""
    if not len(there):
        return np.zeros(len(wanted), dtype=bool)
    same: Array = there[np.minimum(np.searchsorted(there, wanted), len(there) - 1)] == wanted
    return same


def counted(places: Array) -> Tally:
    """How many of the places, which are in order, are of each entry."""
    numbers = places >> PLACE_BITS
    first = np.ones(len(numbers), dtype=bool)
    first[1:] = numbers[1:] != numbers[:-1]
    starts = np.flatnonzero(first)
    return Tally(numbers[starts], np.diff(starts, append=len(numbers)))


def windows(places: Sequence[Array], distance: int) -> Array:
    """The places from which, within the distance, each of the words stands; each word's are in order."""
    starts = np.sort(np.concatenate(places))
    for there in places:
        starts = starts[_follows(starts, there, distance)]
    return starts


def of_entry(places: Sequence[Array], number: int) -> list[tuple[int, int]]:
    """The places of one entry in order, each with the number of the word that stands there."""
    first, last = number << PLACE_BITS, (number + 1) << PLACE_BITS
    cut = (
        (which, there[slice(*np.searchsorted(there, (first, last)))]) for which, there in enumerate(places)
    )
    return sorted((int(place) - first, which) for which, there in cut for place in there)


def _follows(starts: Array, there: Array, distance: int) -> Array:
    if not len(there):
        return np.zeros(len(starts), dtype=bool)
    at = np.searchsorted(there, starts)
    next_one = there[np.minimum(at, len(there) - 1)]
    return (at < len(there)) & (next_one <= starts + distance)
