"""Telling a fault of coding from a change in health: values that turn back, or run further than health does.

The rule, on the logarithms of the values so that halving counts as much as doubling:

- *there and back*: within five periods a value moves by half as much again (or a third less), then moves
  back by as much, and both moves are beyond chance at 99.8 %;
- *too far*: within two periods a value becomes a third, or threefold, beyond chance at 99.8 %.

Where a value has no interval, chance cannot be told from change, and the moves must be threefold or fourfold.
Neither is proof: somebody looks at the records before the value is read as better or worse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf, log, sqrt

from wccflow.indicators.measures import Z_95, Z_998, Measure

WINDOW = 4  # periods from the first value to the one that is back
SOON = 2  # periods in which health does not change threefold
BACK, FAR = log(1.5), log(3.0)
BACK_UNSURE, FAR_UNSURE = log(3.0), log(4.0)  # where no interval tells how much is chance
LEAST_SHARE = 0.01  # of the highest value, what nought counts as: it has no logarithm
LEAST_MEASURES = 3
STEADY = 1.499  # times the lowest value; no rule speaks of less than half as much again

ASK = "Look at the records before this is read as a change in health."


@dataclass(frozen=True, slots=True)
class _Point:
    place: int
    measure: Measure
    log: float
    error: float | None


def fault_in(series: Sequence[Measure]) -> str:
    """What looks like a fault of coding in these values, in their order; nothing when all may be true."""
    if _is_steady(series):
        return ""
    points = _points(series)
    if len(points) < LEAST_MEASURES:
        return ""
    return _there_and_back(points) or _too_far(points)


def _is_steady(series: Sequence[Measure]) -> bool:
    """Whether no two values lie far enough apart for any rule; so it is with nearly all."""
    known = [each.value for each in series if each.value is not None]
    return not known or (min(known) > 0 and max(known) / min(known) < STEADY)


def _points(series: Sequence[Measure]) -> list[_Point]:
    known = [(place, each, each.value) for place, each in enumerate(series) if each.value is not None]
    highest = max((value for _, _, value in known), default=0.0)
    if highest <= 0 or any(value < 0 for _, _, value in known):
        return []  # balances and differences pass nought, so no ratio means anything
    least = highest * LEAST_SHARE
    return [_Point(place, each, log(max(value, least)), _error(each, least)) for place, each, value in known]


def _error(measure: Measure, least: float) -> float | None:
    """The standard error of the logarithm, from the longer arm of the interval."""
    if measure.interval is None or measure.value is None:
        return None
    value = max(measure.value, least)
    low, high = max(measure.interval[0], least), max(measure.interval[1], least)
    return max(log(value / low), log(high / value), 0.0) / Z_95


def _there_and_back(points: Sequence[_Point]) -> str:
    """The furthest move that turns back."""
    found, furthest = "", 0.0
    for first, turn, last in combinations(points, 3):
        away, back = turn.log - first.log, last.log - turn.log
        if last.place - first.place > WINDOW or away * back >= 0:
            continue
        if min(_excess(first, turn, BACK, BACK_UNSURE), _excess(turn, last, BACK, BACK_UNSURE)) < 0:
            continue
        if min(abs(away), abs(back)) > furthest:
            furthest = min(abs(away), abs(back))
            found = f"{_said(first)} became {_said(turn)} and then {_said(last)}: so large a change that "
            found += f"turns back is more often a fault of coding. {ASK}"
    return found


def _too_far(points: Sequence[_Point]) -> str:
    found, furthest = "", -inf
    for first, last in combinations(points, 2):
        excess = _excess(first, last, FAR, FAR_UNSURE)
        if last.place - first.place <= SOON and excess >= 0 and excess > furthest:
            furthest = excess
            found = (
                f"{_said(first)} became {_said(last)}: further than health changes in so short a time, and "
            )
            found += f"more often a fault of coding. {ASK}"
    return found


def _excess(one: _Point, other: _Point, sure: float, unsure: float) -> float:
    """By how much two values differ more than is needed; below nought when they do not."""
    moved = abs(other.log - one.log)
    if one.error is None or other.error is None:
        return moved - unsure
    return moved - max(sure, Z_998 * sqrt(one.error**2 + other.error**2))


def _said(point: _Point) -> str:
    return f"{point.measure.value:g} ({point.measure.period})"
