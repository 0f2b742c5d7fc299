"""How severe each overseer and each assessor is, and what ratings would be without it: an additive model.

A rating is the mean, plus its item's ease, its case's quality, the quality of the case in the item's group,
the leniency of the overseer and that of the rater, plus chance. All but the mean and the items are drawn
towards nought as far as their spread says, which is found from the ratings themselves (EM).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erf, sqrt

import numpy as np

from wccflow.calibration.solving import (
    SMALLEST,
    Design,
    Places,
    RatingRow,
    Solution,
    Vector,
    cell_errors,
    numbered,
    settled,
    solved,
)

__all__ = [
    "Adjusted",
    "Fitted",
    "Leniency",
    "NotConnected",
    "RatingRow",
    "designed",
    "fit",
    "fitted",
    "leniencies",
    "parts",
]

_NORMAL_95 = 1.959963984540054


class NotConnected(Exception):
    """No adjustment can be defended: some overseers share no case with the others."""

    def __init__(self, parts: Sequence[Sequence[str]]) -> None:
        named = "; ".join(", ".join(part) for part in parts)
        super().__init__(
            "No adjustment can be defended: these groups of overseers have rated no case in common with "
            f"one another: {named}."
        )
        self.parts = tuple(tuple(part) for part in parts)


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
    met = {(row.overseer, row.case) for row in rows}
    joined = {overseer: overseer for overseer, _ in met}
    first_of: dict[str, str] = {}
    for overseer, case in met:
        mine = _root(joined, overseer)
        other = _root(joined, first_of.setdefault(case, overseer))
        joined[max(mine, other)] = min(mine, other)
    groups: dict[str, list[str]] = {}
    for overseer in sorted(joined):
        groups.setdefault(_root(joined, overseer), []).append(overseer)
    return tuple(tuple(group) for group in groups.values())


def designed(rows: Sequence[RatingRow], groups: Mapping[str, str] | None = None) -> Design:
    """The ratings made ready; `groups` names the group of each item, itself where it is missing.

    Raises NotConnected where overseers share no cases, and ValueError without rows.
    """
    if not rows:
        raise ValueError("There are no ratings to fit.")
    found = parts(rows)
    if len(found) > 1:
        raise NotConnected(found)
    return Design(rows, groups or {})


def fit(rows: Sequence[RatingRow], groups: Mapping[str, str] | None = None) -> Fitted:
    """Fit the model. Raises as `designed` does."""
    return fitted(designed(rows, groups))


def fitted(design: Design) -> Fitted:
    """The same of ratings that are ready."""
    return _told(design, settled(design))


def leniencies(
    design: Design, spreads: Mapping[str, float], *, overseers_vary: float = 1.0
) -> tuple[Leniency, ...]:
    """The overseers' with spreads that were found before, their own variance so many times as large."""
    variances = {name: max(spread * spread, SMALLEST) for name, spread in spreads.items()}
    variances["overseer"] *= overseers_vary
    return _leniencies(design.overseers, design.block("overseer"), solved(design, variances))


def _told(design: Design, solution: Solution) -> Fitted:
    spreads = {name: sqrt(variance) for name, variance in solution.spreads.items()}
    raters = [f"{rater} ({overseer})" for overseer, rater in design.raters]
    return Fitted(
        overseers=_leniencies(design.overseers, design.block("overseer"), solution),
        raters=_leniencies(raters, design.block("rater"), solution),
        results=_results(design, solution),
        spreads=spreads,
        rounds=solution.rounds,
    )


def _leniencies(names: Sequence[str], at: slice, solution: Solution) -> tuple[Leniency, ...]:
    """Each one's leniency beside the mean of all; its error knows that the others are not certain either.

    How lenient all are together is not known and does not matter, so it is no part of the error.
    """
    values, variances = solution.dense[at], solution.inverse[at, at]
    beside = np.eye(len(names)) - 1.0 / len(names)
    spread = np.diag(beside @ variances @ beside) * solution.spreads["error"]
    errors = np.sqrt(np.maximum(spread, 0.0))
    found = []
    for name, value, error in zip(names, (beside @ values).tolist(), errors.tolist(), strict=True):
        margin = _NORMAL_95 * error
        found.append(Leniency(name, value, error, value - margin, value + margin))
    return tuple(found)


def _results(design: Design, solution: Solution) -> tuple[Adjusted, ...]:
    """For every item of every case that was rated."""
    places: list[tuple[int, int]] = list(zip(design.of_case.tolist(), design.of_item.tolist(), strict=True))
    pairs, of_pair = numbered(places)
    raw = np.bincount(of_pair, weights=design.values) / np.bincount(of_pair)
    item = np.array([item for _, item in pairs], dtype=np.intp)
    case = np.array([case for case, _ in pairs], dtype=np.intp) + design.starts[1]
    cell = np.zeros(len(pairs), dtype=np.intp)
    cell[of_pair] = design.of_cell
    own, uncertain = _own_part(of_pair, design.values - _fitted(design, solution))
    adjusted = solution.dense[item] + solution.dense[case] + solution.cells[cell] + own
    errors = np.sqrt(np.maximum(_pair_errors(design, solution, item, case, cell), SMALLEST) + uncertain)
    return tuple(
        Adjusted(design.cases[at_case], design.items[at_item], mean, value, error)
        for (at_case, at_item), mean, value, error in zip(
            pairs, raw.tolist(), adjusted.tolist(), errors.tolist(), strict=True
        )
    )


def _fitted(design: Design, solution: Solution) -> Vector:
    """What the model would have given for every rating."""
    found: Vector = solution.cells[design.of_cell] + sum(solution.dense[each] for each in design.columns)
    return found


def _own_part(of_pair: Places, left: Vector) -> tuple[Vector, Vector]:
    """What an item of a case has of its own beside its group, where members see it alike; and its variance.

    Members who agree on what the model does not expect have seen something: as far as such agreement goes
    beyond chance over all items, it is believed.
    """
    counts = np.bincount(of_pair).astype(np.float64)
    means = np.bincount(of_pair, weights=left) / counts
    free = float((counts - 1).sum())
    if free < 1:
        return np.zeros_like(means), np.zeros_like(means)
    chance = float(((left - means[of_pair]) ** 2).sum()) / free / counts
    beyond = max(float((means**2 - chance).mean()), 0.0)
    share = beyond / (beyond + np.maximum(chance, SMALLEST))
    return share * means, share * chance


def _pair_errors(design: Design, solution: Solution, item: Places, case: Places, cell: Places) -> Vector:
    """The variance of item plus case plus cell, whose errors lean on one another."""
    inverse = solution.inverse
    across = -(solution.weights[:, None] * design.beside) @ inverse
    own = np.diag(inverse)
    found: Vector = own[item] + own[case] + 2 * inverse[item, case] + cell_errors(design, solution)[cell]
    found += 2 * (across[cell, item] + across[cell, case])
    return found * solution.spreads["error"]


def _root(joined: dict[str, str], name: str) -> str:
    while joined[name] != name:
        joined[name] = joined[joined[name]]
        name = joined[name]
    return name


def _normal(steps: float) -> float:
    return 0.5 * (1 + erf(steps / sqrt(2)))
