"""How far raters agree, in two ways: both are shown, because uneven levels pull them apart.

Krippendorff's alpha for ordered levels (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011)
and Gwet's AC2 with ordinal weights (K. L. Gwet, Handbook of Inter-Rater Reliability, 2014).
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import comb

import numpy as np
from numpy.typing import NDArray

from wccflow.calibration.model import RatingRow

Matrix = NDArray[np.float64]


def units_of(rows: Iterable[RatingRow]) -> list[list[float]]:
    """The ratings of each item of each case, together."""
    found: dict[tuple[str, str], list[float]] = {}
    for row in rows:
        found.setdefault((row.case, row.item), []).append(row.value)
    return list(found.values())


def alpha(units: Sequence[Sequence[float]]) -> float | None:
    """Krippendorff's ordinal alpha: 1 whole agreement, 0 as by chance; None where nothing was rated twice."""
    paired = [unit for unit in units if len(unit) > 1]
    levels = sorted({value for unit in paired for value in unit})
    if not paired or len(levels) < 2:
        return 1.0 if paired else None
    counts = _counts(paired, levels)
    sizes = counts.sum(axis=1)
    together = (counts.T / (sizes - 1)) @ counts - np.diag((counts.T / (sizes - 1)).sum(axis=1))
    totals = together.sum(axis=1)
    apart = _apart(totals.tolist())
    expected = float((np.outer(totals, totals) * apart).sum())
    return 1 - (float(totals.sum()) - 1) * float((together * apart).sum()) / expected


def gwet(units: Sequence[Sequence[float]], is_ordinal: bool = True) -> float | None:
    """Gwet's AC2 with ordinal weights, or AC1 where order does not count; None as for alpha."""
    rated = [unit for unit in units if unit]
    levels = sorted({value for unit in rated for value in unit})
    if not any(len(unit) > 1 for unit in rated):
        return None
    if len(levels) < 2:
        return 1.0
    counts, weights = _counts(rated, levels), _weights(len(levels), is_ordinal)
    sizes = counts.sum(axis=1)
    twice = sizes > 1
    agreed = (counts * (counts @ weights - 1))[twice].sum(axis=1) / (sizes * (sizes - 1))[twice]
    shares = (counts / sizes[:, None]).mean(axis=0)
    by_chance = float(weights.sum() * (shares * (1 - shares)).sum()) / (len(levels) * (len(levels) - 1))
    return (float(agreed.mean()) - by_chance) / (1 - by_chance)


def _counts(units: Sequence[Sequence[float]], levels: Sequence[float]) -> Matrix:
    return np.array([[unit.count(level) for level in levels] for unit in units], dtype=np.float64)


def _apart(totals: Sequence[float]) -> Matrix:
    """How far two levels are apart: by how many ratings lie between them, squared."""
    middle = np.array(list(accumulate(totals))) - np.array(totals) / 2
    found: Matrix = (middle[:, None] - middle[None, :]) ** 2
    return found


def _weights(levels: int, is_ordinal: bool) -> Matrix:
    if not is_ordinal:
        return np.eye(levels)
    most = comb(levels, 2)
    return np.array(
        [[1 - comb(abs(one - other) + 1, 2) / most for other in range(levels)] for one in range(levels)]
    )
