"""Which members rate far from the rest of their own panels, over everything that they rated."""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, stdev
from typing import Any

from wccflow.calibration.model import RatingRow

FAR = 0.4  # of a level, on average
SURE = 3.0  # standard errors
FEWEST = 20  # ratings; of fewer nothing is said


def standing_out(rows: Sequence[RatingRow]) -> list[dict[str, Any]]:
    """Those far from the others of their panels, the farthest first: by how much, and of how many ratings."""
    together: dict[tuple[str, str, str], list[RatingRow]] = {}
    for row in rows:
        together.setdefault((row.overseer, row.case, row.item), []).append(row)
    apart: dict[tuple[str, str], list[float]] = {}
    for panel in together.values():
        whole = sum(row.value for row in panel)
        for row in panel if len(panel) > 1 else ():
            others = (whole - row.value) / (len(panel) - 1)
            apart.setdefault((row.overseer, row.rater), []).append(row.value - others)
    found = [
        {"overseer": overseer, "rater": rater, "apart": round(fmean(mine), 2), "ratings": len(mine)}
        for (overseer, rater), mine in sorted(apart.items())
        if _is_far(mine)
    ]
    return sorted(found, key=lambda each: -abs(each["apart"]))


def _is_far(apart: Sequence[float]) -> bool:
    if len(apart) < FEWEST or abs(fmean(apart)) < FAR:
        return False
    return abs(fmean(apart)) >= SURE * stdev(apart) / sqrt(len(apart))
