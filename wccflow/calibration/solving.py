"""The unknowns of the additive model by penalised least squares, the spreads by what the ratings show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Vector: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.intp]
NameT = TypeVar("NameT", str, tuple[str, str], tuple[int, int])

MOST_ROUNDS = 60
SETTLED = 1e-3  # relative change of every spread below which the search has ended
SMALLEST = 1e-6
_RANDOM = ("case", "overseer", "rater")


class RatingRow(NamedTuple):
    """One person's rating of one item of one case, before any discussion."""

    rater: str
    overseer: str
    case: str
    item: str
    value: float


class Design:
    """The ratings as numbers: for each source its names, and for each row its place among them."""

    def __init__(self, rows: Sequence[RatingRow], groups: Mapping[str, str]) -> None:
        self.values: Vector = np.array([row.value for row in rows], dtype=np.float64)
        cells = [(row.case, groups.get(row.item, row.item)) for row in rows]
        self.items, self.of_item = numbered([row.item for row in rows])
        self.cases, self.of_case = numbered([row.case for row in rows])
        self.cells, self.of_cell = numbered(cells)
        self.overseers, self.of_overseer = numbered([row.overseer for row in rows])
        self.raters, self.of_rater = numbered([(row.overseer, row.rater) for row in rows])
        self.groups = groups
        sizes = [len(self.items), len(self.cases), len(self.overseers), len(self.raters)]
        self.starts = np.concatenate(([0], np.cumsum(sizes)))
        dense = [self.of_item, self.of_case, self.of_overseer, self.of_rater]
        self.columns = [of + start for of, start in zip(dense, self.starts, strict=False)]
        self._count()

    def _count(self) -> None:
        """How often each pair of sources meets, once for all rounds."""
        width, cells = int(self.starts[-1]), len(self.cells)
        self.dense, self.beside = np.zeros((width, width)), np.zeros((cells, width))
        self.sums = np.zeros(width)
        for column in self.columns:
            self.sums += np.bincount(column, weights=self.values, minlength=width)
            self.beside += _together(self.of_cell, column, cells, width)
            for other in self.columns:
                self.dense += _together(column, other, width, width)
        self.in_cell = np.bincount(self.of_cell, minlength=cells).astype(np.float64)
        self.cell_sums = np.bincount(self.of_cell, weights=self.values, minlength=cells)
        self.meetings = _meetings(self.beside)

    def block(self, source: str) -> slice:
        """Where a random source stands among the dense unknowns."""
        at = 1 + _RANDOM.index(source)
        return slice(int(self.starts[at]), int(self.starts[at + 1]))


class Meetings(NamedTuple):
    """Every pair of dense unknowns that meet in a cell: in which, where in the square of all, how often."""

    cell: Places
    place: Places
    times: Vector


@dataclass(slots=True)
class Solution:
    """The unknowns for given spreads, with the inverse that gives their errors."""

    dense: Vector
    cells: Vector
    inverse: NDArray[np.float64]
    weights: Vector
    spreads: dict[str, float]
    rounds: int = 0


def solved(design: Design, variances: Mapping[str, float]) -> Solution:
    """Penalised least squares; the many cells are eliminated first, since each touches only its own rows."""
    error = variances["error"]
    weights = 1.0 / (design.in_cell + error / variances["cell"])
    matrix = design.dense - _carried(design, weights)
    for source in _RANDOM:
        at = design.block(source)
        matrix[at, at] += np.eye(at.stop - at.start) * (error / variances[source])
    inverse: NDArray[np.float64] = np.linalg.inv(matrix).astype(np.float64)
    dense = inverse @ (design.sums - (weights * design.cell_sums) @ design.beside)
    cells = weights * (design.cell_sums - design.beside @ dense)
    return Solution(dense, cells, inverse, weights, dict(variances))


def settled(design: Design) -> Solution:
    """Spreads by expectation and maximisation, until they no longer change."""
    whole = max(float(np.var(design.values)), SMALLEST)
    variances = {"error": whole / 2, "cell": whole / 8} | dict.fromkeys(_RANDOM, whole / 8)
    rounds, change = 0, 1.0
    while rounds < MOST_ROUNDS and change >= SETTLED:
        rounds += 1
        solution = solved(design, variances)
        after = _variances(design, solution)
        change = max(abs(after[name] - variances[name]) / variances[name] for name in variances)
        variances = after
    solution = solved(design, variances)
    solution.rounds = rounds
    return solution


def _variances(design: Design, solution: Solution) -> dict[str, float]:
    """Each spread as the unknowns show it, with what is uncertain; `used` counts free numbers."""
    error, count = solution.spreads["error"], len(design.values)
    found: dict[str, float] = {}
    used = float(len(design.items))
    for source in _RANDOM:
        at = design.block(source)
        unknown = solution.dense[at]
        trace = float(np.trace(solution.inverse[at, at])) * error
        used += len(unknown) - trace / solution.spreads[source]
        found[source] = max((float(unknown @ unknown) + trace) / len(unknown), SMALLEST)
    cells = cell_errors(design, solution) * error
    used += len(cells) - float(cells.sum()) / solution.spreads["cell"]
    found["cell"] = max(float(solution.cells @ solution.cells + cells.sum()) / len(cells), SMALLEST)
    fitted = solution.cells[design.of_cell] + sum(solution.dense[column] for column in design.columns)
    left = design.values - fitted
    found["error"] = max(float(left @ left) / max(count - used, 1.0), SMALLEST)
    return found


def cell_errors(design: Design, solution: Solution) -> Vector:
    """The variance of each cell's unknown, in units of the error's."""
    met, count = design.meetings, len(design.cells)
    leaning = np.bincount(met.cell, weights=met.times * solution.inverse.ravel()[met.place], minlength=count)
    found: Vector = solution.weights + solution.weights**2 * leaning
    return found


def _carried(design: Design, weights: Vector) -> NDArray[np.float64]:
    """What the eliminated cells leave between the dense unknowns; few of these meet in any one cell."""
    met, width = design.meetings, design.dense.shape[0]
    found = np.bincount(met.place, weights=weights[met.cell] * met.times, minlength=width * width)
    return found.astype(np.float64).reshape(width, width)


def _meetings(beside: NDArray[np.float64]) -> Meetings:
    cell, column = np.nonzero(beside)
    times, sizes = beside[cell, column], np.bincount(cell, minlength=len(beside))
    of_one = sizes[cell]  # with how many each one meets, itself among them
    one = np.repeat(np.arange(len(cell)), of_one)
    place_in_cell = np.arange(len(one)) - np.repeat(np.cumsum(of_one) - of_one, of_one)
    other = (np.cumsum(sizes) - sizes)[cell[one]] + place_in_cell
    return Meetings(cell[one], column[one] * beside.shape[1] + column[other], times[one] * times[other])


def _together(one: Places, other: Places, rows: int, columns: int) -> NDArray[np.intp]:
    """How often each place of one source stands in the same rating as each place of another."""
    return np.bincount(one * columns + other, minlength=rows * columns).reshape(rows, columns)


def numbered(names: Sequence[NameT]) -> tuple[list[NameT], Places]:
    """The different names in order, and for each place its name's number."""
    known = sorted(set(names))
    number = {name: at for at, name in enumerate(known)}
    return known, np.array([number[name] for name in names], dtype=np.intp)
