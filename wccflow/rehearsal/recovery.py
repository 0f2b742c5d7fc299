"""Whether calibration would find the severities that a rehearsal planted, and come nearer to the truth."""

from collections.abc import Sequence
from math import sqrt
from typing import Any

from wccflow.calibration.model import Fitted, NotConnected, RatingRow, fit
from wccflow.rehearsal.ratings import Invented

_NOTHING: dict[str, Any] = {"rmse_raw": None, "rmse_fitted": None, "rank": None}
_DIGITS = 3


def recovery(found: Invented | None) -> dict[str, Any]:
    """The root of the mean squared error of the panels' means and of the fitted values, in levels.

    `rank` is how well the fitted values order the cases (1 is perfectly). Empty, with a sentence, where
    nothing is rated in levels or the overseers share no cases.
    """
    if found is None:
        return {
            **_NOTHING,
            "connected": None,
            "say": "Nothing is rated in levels by panels, so there is nothing to calibrate.",
        }
    try:
        fitted = fit(found.rows, found.groups)
    except NotConnected as fault:
        return {**_NOTHING, "connected": False, "say": str(fault)}
    truth = [found.truth[each.case, each.item] for each in fitted.results]
    raw = _home_means(found.rows, fitted)
    adjusted = [each.adjusted for each in fitted.results]
    return {
        "rmse_raw": round(_rmse(raw, truth), _DIGITS),
        "rmse_fitted": round(_rmse(adjusted, truth), _DIGITS),
        "rank": round(_rank(fitted, found), _DIGITS),
        "ratings": len(found.rows),
        "spreads": {name: round(spread, _DIGITS) for name, spread in sorted(fitted.spreads.items())},
        "leniency": [
            [each.name, *(round(number, _DIGITS) for number in (each.leniency, each.low, each.high))]
            for each in fitted.overseers
        ],
        "connected": True,
        "say": "",
    }


def _home_means(rows: Sequence[RatingRow], fitted: Fitted) -> list[float]:
    """What a case's own panel gave on average: its rows come first."""
    home: dict[str, str] = {}
    sums: dict[tuple[str, str], list[float]] = {}
    for row in rows:
        if home.setdefault(row.case, row.overseer) == row.overseer:
            sums.setdefault((row.case, row.item), []).append(row.value)
    return [sum(of := sums[each.case, each.item]) / len(of) for each in fitted.results]


def _rmse(found: Sequence[float], truth: Sequence[float]) -> float:
    squares = sum((one - other) * (one - other) for one, other in zip(found, truth, strict=True))
    return sqrt(squares / len(truth))


def _rank(fitted: Fitted, found: Invented) -> float:
    """Spearman's correlation of the cases' means, fitted and true."""
    sums: dict[str, list[float]] = {}
    for each in fitted.results:
        mine = sums.setdefault(each.case, [0.0, 0.0])
        mine[0] += each.adjusted
        mine[1] += found.truth[each.case, each.item]
    fitted_places, true_places = (_places([each[at] for each in sums.values()]) for at in (0, 1))
    count = len(sums)
    squares = sum((one - other) ** 2 for one, other in zip(fitted_places, true_places, strict=True))
    return 1 - 6 * squares / (count * (count * count - 1))


def _places(numbers: Sequence[float]) -> list[int]:
    order = sorted(range(len(numbers)), key=lambda at: (numbers[at], at))
    places = [0] * len(numbers)
    for place, at in enumerate(order):
        places[at] = place
    return places
