"""How severe each overseer and each assessor is, and what ratings would be without it: an additive model.

A rating is the mean, plus its item's ease, its case's quality, the quality of the case in the item's group,
the leniency of the overseer and that of the rater, plus chance. All but the mean and the items are drawn
towards nought as far as their spread says, which is found from the ratings themselves (EM).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erf, sqrt
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Vector: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.intp]
NameT = TypeVar("NameT", str, tuple[str, str], tuple[int, int])

MOST_ROUNDS = 60
SETTLED = 1e-3  # relative change of every spread below which the search has ended
_SMALLEST = 1e-6
_NORMAL_95 = 1.959963984540054
_RANDOM = ("case", "overseer", "rater")


class NotConnected(Exception):
    """No adjustment can be defended: some overseers share no case with the others."""

    def __init__(self, parts: Sequence[Sequence[str]]) -> None:
        named = "; ".join(", ".join(part) for part in parts)
        super().__init__(
            "No adjustment can be defended: these groups of overseers have rated no case in common with "
            f"one another: {named}."
        )
        self.parts = tuple(tuple(part) for part in parts)


class RatingRow(NamedTuple):
    """One person's rating of one item of one case, before any discussion."""

    rater: str
    overseer: str
    case: str
    item: str
    value: float


@dataclass(frozen=True, slots=True)
class Leniency:
    """How much higher than others somebody rates, in steps of the scale, with its 95 % interval."""

    name: str
    leniency: float
    error: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Adjusted:
    """One item of one case: the mean of its ratings, the same without leniency, and its standard error."""

    case: str
    item: str
    raw: float
    adjusted: float
    error: float

    def chance_of(self, low: float, high: float) -> float:
        """How likely the value that all would give lies between two bounds."""
        return _normal((high - self.adjusted) / self.error) - _normal((low - self.adjusted) / self.error)


@dataclass(frozen=True, slots=True)
class Fitted:
    """All that the model says, in the order of the names; `spreads` are standard deviations by source."""

    overseers: tuple[Leniency, ...]
    raters: tuple[Leniency, ...]
    results: tuple[Adjusted, ...]
    spreads: Mapping[str, float]
    rounds: int


def parts(rows: Sequence[RatingRow]) -> tuple[tuple[str, ...], ...]:
    """The overseers in groups that share cases, directly or by way of others; one group is connected."""
    joined = {row.overseer: row.overseer for row in rows}
    first_of: dict[str, str] = {}
    for row in rows:
        mine = _root(joined, row.overseer)
        other = _root(joined, first_of.setdefault(row.case, row.overseer))
        joined[max(mine, other)] = min(mine, other)
    groups: dict[str, list[str]] = {}
    for overseer in sorted(joined):
        groups.setdefault(_root(joined, overseer), []).append(overseer)
    return tuple(tuple(group) for group in groups.values())


def fit(rows: Sequence[RatingRow], groups: Mapping[str, str] | None = None) -> Fitted:
    """Fit the model; `groups` names the group of each item, itself where it is missing.

    Raises NotConnected where overseers share no cases, and ValueError without rows.
    """
    if not rows:
        raise ValueError("There are no ratings to fit.")
    found = parts(rows)
    if len(found) > 1:
        raise NotConnected(found)
    design = _Design(rows, groups or {})
    return _told(design, _settled(design))


class _Design:
    """The ratings as numbers: for each source its names, and for each row its place among them."""

    def __init__(self, rows: Sequence[RatingRow], groups: Mapping[str, str]) -> None:
        self.values: Vector = np.array([row.value for row in rows], dtype=np.float64)
        cells = [(row.case, groups.get(row.item, row.item)) for row in rows]
        self.items, self.of_item = _numbered([row.item for row in rows])
        self.cases, self.of_case = _numbered([row.case for row in rows])
        self.cells, self.of_cell = _numbered(cells)
        self.overseers, self.of_overseer = _numbered([row.overseer for row in rows])
        self.raters, self.of_rater = _numbered([(row.overseer, row.rater) for row in rows])
        self.groups = groups
        sizes = [len(self.items), len(self.cases), len(self.overseers), len(self.raters)]
        self.starts = np.concatenate(([0], np.cumsum(sizes)))
        dense = [self.of_item, self.of_case, self.of_overseer, self.of_rater]
        self.columns = [of + start for of, start in zip(dense, self.starts, strict=False)]
        self._count()

    def _count(self) -> None:
        """How often each pair of sources meets, once for all rounds."""
        width, cells = int(self.starts[-1]), len(self.cells)
        self.dense = np.zeros((width, width))
        self.beside = np.zeros((cells, width))
        self.sums = np.zeros(width)
        for column in self.columns:
            np.add.at(self.sums, column, self.values)
            np.add.at(self.beside, (self.of_cell, column), 1.0)
            for other in self.columns:
                np.add.at(self.dense, (column, other), 1.0)
        self.in_cell = np.bincount(self.of_cell, minlength=cells).astype(np.float64)
        self.cell_sums = np.bincount(self.of_cell, weights=self.values, minlength=cells)

    def block(self, source: str) -> slice:
        """Where a random source stands among the dense unknowns."""
        at = 1 + _RANDOM.index(source)
        return slice(int(self.starts[at]), int(self.starts[at + 1]))


@dataclass(slots=True)
class _Solution:
    """The unknowns for given spreads, with the inverse that gives their errors."""

    dense: Vector
    cells: Vector
    inverse: NDArray[np.float64]
    weights: Vector
    carried: NDArray[np.float64]
    spreads: dict[str, float]
    rounds: int = 0


def _solved(design: _Design, variances: Mapping[str, float]) -> _Solution:
    """Penalised least squares; the many cells are eliminated first, since each touches only its own rows."""
    error = variances["error"]
    weights = 1.0 / (design.in_cell + error / variances["cell"])
    carried = weights[:, None] * design.beside
    matrix = design.dense - design.beside.T @ carried
    for source in _RANDOM:
        at = design.block(source)
        matrix[at, at] += np.eye(at.stop - at.start) * (error / variances[source])
    right = design.sums - carried.T @ design.cell_sums
    inverse: NDArray[np.float64] = np.linalg.inv(matrix).astype(np.float64)
    dense = inverse @ right
    cells = weights * design.cell_sums - carried @ dense
    return _Solution(dense, cells, inverse, weights, carried, dict(variances))


def _settled(design: _Design) -> _Solution:
    """Spreads by expectation and maximisation, until they no longer change."""
    whole = max(float(np.var(design.values)), _SMALLEST)
    variances = {"error": whole / 2, "cell": whole / 8} | dict.fromkeys(_RANDOM, whole / 8)
    rounds, change = 0, 1.0
    while rounds < MOST_ROUNDS and change >= SETTLED:
        rounds += 1
        solution = _solved(design, variances)
        after = _variances(design, solution)
        change = max(abs(after[name] - variances[name]) / variances[name] for name in variances)
        variances = after
    solution = _solved(design, variances)
    solution.rounds = rounds
    return solution


def _variances(design: _Design, solution: _Solution) -> dict[str, float]:
    """Each spread as the unknowns show it, with what is uncertain; `used` counts free numbers."""
    error, count = solution.spreads["error"], len(design.values)
    found: dict[str, float] = {}
    used = float(len(design.items))
    for source in _RANDOM:
        at = design.block(source)
        unknown = solution.dense[at]
        trace = float(np.trace(solution.inverse[at, at])) * error
        used += len(unknown) - trace / solution.spreads[source]
        found[source] = max((float(unknown @ unknown) + trace) / len(unknown), _SMALLEST)
    cells = _cell_errors(solution) * error
    used += len(cells) - float(cells.sum()) / solution.spreads["cell"]
    found["cell"] = max(float(solution.cells @ solution.cells + cells.sum()) / len(cells), _SMALLEST)
    fitted = solution.cells[design.of_cell] + sum(solution.dense[column] for column in design.columns)
    left = design.values - fitted
    found["error"] = max(float(left @ left) / max(count - used, 1.0), _SMALLEST)
    return found


def _cell_errors(solution: _Solution) -> Vector:
    """The variance of each cell's unknown, in units of the error's."""
    carried = solution.carried
    found: Vector = solution.weights + np.einsum("ij,ij->i", carried @ solution.inverse, carried)
    return found


def _told(design: _Design, solution: _Solution) -> Fitted:
    spreads = {name: sqrt(variance) for name, variance in solution.spreads.items()}
    raters = [f"{rater} ({overseer})" for overseer, rater in design.raters]
    return Fitted(
        overseers=_leniencies(design.overseers, design.block("overseer"), solution),
        raters=_leniencies(raters, design.block("rater"), solution),
        results=_results(design, solution),
        spreads=spreads,
        rounds=solution.rounds,
    )


def _leniencies(names: Sequence[str], at: slice, solution: _Solution) -> tuple[Leniency, ...]:
    """Each one's leniency; its error knows that the others are not certain either."""
    errors = np.sqrt(np.diag(solution.inverse)[at] * solution.spreads["error"])
    found = []
    for name, value, error in zip(names, solution.dense[at].tolist(), errors.tolist(), strict=True):
        margin = _NORMAL_95 * error
        found.append(Leniency(name, value, error, value - margin, value + margin))
    return tuple(found)


def _results(design: _Design, solution: _Solution) -> tuple[Adjusted, ...]:
    """For every item of every case that was rated."""
    places: list[tuple[int, int]] = list(zip(design.of_case.tolist(), design.of_item.tolist(), strict=True))
    pairs, of_pair = _numbered(places)
    raw = np.bincount(of_pair, weights=design.values) / np.bincount(of_pair)
    item = np.array([item for _, item in pairs], dtype=np.intp)
    case = np.array([case for case, _ in pairs], dtype=np.intp) + design.starts[1]
    cell = np.zeros(len(pairs), dtype=np.intp)
    cell[of_pair] = design.of_cell
    adjusted = solution.dense[item] + solution.dense[case] + solution.cells[cell]
    errors = np.sqrt(np.maximum(_pair_errors(solution, item, case, cell), _SMALLEST))
    return tuple(
        Adjusted(design.cases[at_case], design.items[at_item], mean, value, error)
        for (at_case, at_item), mean, value, error in zip(
            pairs, raw.tolist(), adjusted.tolist(), errors.tolist(), strict=True
        )
    )


def _pair_errors(solution: _Solution, item: Places, case: Places, cell: Places) -> Vector:
    """The variance of item plus case plus cell, whose errors lean on one another."""
    inverse = solution.inverse
    across = -(solution.carried @ inverse)
    own = np.diag(inverse)
    found: Vector = own[item] + own[case] + 2 * inverse[item, case] + _cell_errors(solution)[cell]
    found += 2 * (across[cell, item] + across[cell, case])
    return found * solution.spreads["error"]


def _numbered(names: Sequence[NameT]) -> tuple[list[NameT], Places]:
    """The different names in order, and for each place its name's number."""
    known = sorted(set(names))
    number = {name: at for at, name in enumerate(known)}
    return known, np.array([number[name] for name in names], dtype=np.intp)


def _root(joined: dict[str, str], name: str) -> str:
    while joined[name] != name:
        joined[name] = joined[joined[name]]
        name = joined[name]
    return name


def _normal(steps: float) -> float:
    return 0.5 * (1 + erf(steps / sqrt(2)))
