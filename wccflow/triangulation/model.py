"""Weighing: every source on the organisations' own footing, by its error; what is left is the gap.

All values are in levels of a scale of four. A source's mean in a group of items may differ from the
organisations' own for reasons that are nobody's fault, such as general flattery; the difference of the two
means, over the ratings where both speak, is added to what the source says. What is left is then compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from wccflow.engine.triangulating import Triangulation
from wccflow.ratings.rules import SELF
from wccflow.triangulation.rules import OUTSIDE, SOURCES

Matrix: TypeAlias = NDArray[np.float64]
Vector: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """What each source says of each organisation and item, and its standard error; NaN where it is silent.

    `groups` names each item's group; `counted` says which items make up the gap of an organisation.
    """

    organisations: Sequence[str]
    items: Sequence[str]
    groups: Sequence[str]
    counted: Sequence[bool]
    values: Mapping[str, Matrix]
    errors: Mapping[str, Matrix]

    @classmethod
    def silent(
        cls,
        organisations: Sequence[str],
        items: Sequence[str],
        groups: Sequence[str],
        counted: Sequence[bool],
    ) -> "Table":
        """A table in which nobody has said anything yet, to be filled."""
        shape = (len(organisations), len(items))
        values = {source: np.full(shape, np.nan) for source in SOURCES}
        errors = {source: np.full(shape, np.nan) for source in SOURCES}
        return cls(organisations, items, groups, counted, values, errors)


@dataclass(frozen=True, slots=True)
class Footing:
    """What the nation as a whole says: each source's shift by group, of how many it speaks, the median gap.

    `weighed` are the sources that count; one that speaks of few organisations would only echo their words.
    """

    shifts: Mapping[str, Mapping[str, float]]
    heard: Mapping[str, int]
    weighed: frozenset[str]
    organisations: int
    median: float = 0.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """Organisations by items: what the others say, on the organisations' own footing, the gap, its error.

    `wide` is the mean gap of each organisation beside the median one, with its error.
    """

    outside: Matrix
    gaps: Matrix
    errors: Matrix
    wide: Vector
    wide_errors: Vector


def footing_of(table: Table, rules: Triangulation) -> Footing:
    """What the nation says, from all that is there."""
    own, (names, places) = table.values[SELF], _groups(table.groups)
    shifts: dict[str, dict[str, float]] = {}
    heard: dict[str, int] = {}
    spoken = np.zeros(len(table.organisations), dtype=np.bool_)
    for source in _outside(table):
        apart = own - table.values[source]
        there = np.isfinite(apart)
        sums = np.bincount(places, weights=np.nansum(apart, axis=0), minlength=len(names))
        counts = np.bincount(places, weights=there.sum(axis=0), minlength=len(names))
        means = np.divide(sums, counts, out=np.zeros_like(sums), where=counts > 0)
        shifts[source] = dict(zip(names, means.tolist(), strict=True))
        heard[source] = int(there.any(axis=1).sum())
        spoken |= there.any(axis=1)
    enough = frozenset(source for source, count in heard.items() if count >= rules.fewest_of_source)
    found = Footing(shifts, heard, enough or frozenset(heard), int(spoken.sum()))
    wide = weigh(table, found).wide
    known = wide[np.isfinite(wide)]
    median = float(np.median(known)) if len(known) else 0.0
    return Footing(found.shifts, found.heard, found.weighed, found.organisations, median)


def weigh(table: Table, footing: Footing) -> Weighed:
    """The gaps of these organisations, which may be some of those on which the footing rests."""
    own = table.values[SELF]
    weights, told = np.zeros_like(own), np.zeros_like(own)
    for source in _outside(table):
        if source not in footing.weighed:
            continue
        shift = np.array([footing.shifts[source].get(group, 0.0) for group in table.groups])
        footed = table.values[source] + shift
        weight = np.where(np.isfinite(footed), 1.0 / table.errors[source] ** 2, 0.0)
        weights += weight
        told += weight * np.where(np.isfinite(footed), footed, 0.0)
    silent = np.full_like(own, np.nan)
    outside = np.divide(told, weights, out=silent.copy(), where=weights > 0)
    chance = np.divide(1.0, weights, out=silent.copy(), where=weights > 0)
    gaps, own_chance = own - outside, table.errors[SELF] ** 2
    errors = np.where(np.isfinite(gaps), np.sqrt(chance + own_chance), np.nan)
    wide, wide_errors = _wide(gaps, chance, own_chance, np.array(table.counted, dtype=np.bool_))
    return Weighed(outside, gaps, errors, wide - footing.median, wide_errors)


def _wide(
    gaps: Matrix, chance: Matrix, own_chance: Matrix, counted: NDArray[np.bool_]
) -> tuple[Vector, Vector]:
    """Each organisation's mean gap. Its own chance is less over many items; that of the others is not.

    Partners who like an organisation like all of it, and a strict panel is strict throughout: so the error of
    the others is taken as one for all items.
    """
    there = np.isfinite(gaps) & counted
    count = there.sum(axis=1)
    safe = np.where(count > 0, count, 1)
    mean = np.where(there, gaps, 0.0).sum(axis=1) / safe
    shared = np.where(there, chance, 0.0).sum(axis=1) / safe
    error = np.sqrt(shared + np.where(there, own_chance, 0.0).sum(axis=1) / safe**2)
    return np.where(count > 0, mean, np.nan), np.where(count > 0, error, np.nan)


def _outside(table: Table) -> list[str]:
    """The sources other than the organisation itself that are there."""
    return [source for source in OUTSIDE if source in table.values]


def _groups(groups: Sequence[str]) -> tuple[list[str], NDArray[np.intp]]:
    names = sorted(set(groups))
    place = {name: at for at, name in enumerate(names)}
    return names, np.array([place[group] for group in groups], dtype=np.intp)
