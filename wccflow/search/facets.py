"""A field of many entries made ready, so that counting by it costs what is found and not what is there."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from wccflow.search.flat import Array
from wccflow.search.inverted import Terms
from wccflow.search.segment import Facet


class Counted(NamedTuple):
    """The values of a field; and the value of each entry, -1 for none, or where some have several, pairs."""

    values: Sequence[str]
    ids: Array
    numbers: Array | None

    def among(self, mask: Array, numbers: Array) -> list[tuple[str, int]]:
        """How many of the entries, given both ways, have each value; the commonest first."""
        found = self.ids[numbers] if self.numbers is None else self.ids[mask[self.numbers]]
        counts = np.bincount(found[found >= 0], minlength=len(self.values)).tolist()
        pairs = [(value, count) for value, count in zip(self.values, counts, strict=True) if count]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def counted(parts: Sequence[tuple[Facet, int]], size: int) -> Counted:
    """The field of all the segments, each with the number of its first entry."""
    known = Terms()
    numbers = np.concatenate([facet.numbers + np.int64(first) for facet, first in parts])
    ids = np.concatenate([_ids(known, facet) for facet, _ in parts])
    if np.bincount(numbers, minlength=size).max(initial=0) > 1:
        return Counted(list(known), ids, numbers)
    single = np.full(size, -1, dtype=np.int32)
    single[numbers] = ids
    return Counted(list(known), single, None)


def _ids(known: Terms, facet: Facet) -> Array:
    """For each entry in the lists of the values, the number of the value."""
    of_value = np.array([known[value] for value in facet.values], dtype=np.int32)
    return np.repeat(of_value, np.diff(facet.starts, append=len(facet.numbers)))
