"""What numbers say and what they do not: quartiles, change beside chance, funnels, and faults of coding."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import quantiles

from wccflow.indicators.coding_faults import fault_in
from wccflow.indicators.funnels import Funnel, Verdict, funnel, spread_of
from wccflow.indicators.measures import Kind, Measure, byar, kind_of, size_of, wilson, with_interval
from wccflow.indicators.periods import overlap

__all__ = [
    "Change",
    "Funnel",
    "Kind",
    "Measure",
    "Verdict",
    "byar",
    "change",
    "fault_in",
    "funnel",
    "kind_of",
    "quartiles",
    "size_of",
    "spread_of",
    "wilson",
    "with_interval",
]

LEAST_FOR_QUARTILES = 4


@dataclass(frozen=True, slots=True)
class Change:
    """From one value to another: the difference with its interval at 95 %, where there is one."""

    difference: float
    low: float | None
    high: float | None
    is_within_chance: bool | None  # None where nothing tells
    words: str


def quartiles(values: Sequence[float]) -> tuple[float, float, float] | None:
    """Lower quartile, median and upper quartile by the inclusive method; None for fewer than four."""
    if len(values) < LEAST_FOR_QUARTILES:
        return None
    lower, middle, upper = quantiles(values, n=4, method="inclusive")
    return lower, middle, upper


def change(before: Measure, after: Measure) -> Change | None:
    """How far a value has moved, and whether chance alone would do it; None where either has no value.

    The interval of the difference is put together from those of the two values (Newcombe 1998, method 10, for
    two proportions; Zou and Donner 2008 for any two). Periods that share years make it too wide: it is said.
    """
    if before.value is None or after.value is None:
        return None
    moved = after.value - before.value
    said = f"{'Up' if moved > 0 else 'Down'} by {_figure(abs(moved))}" if moved else "Unchanged"
    if before.interval is None or after.interval is None:
        return Change(moved, None, None, None, f"{said}; without intervals nothing tells whether by chance.")
    low = moved - sqrt((after.value - after.interval[0]) ** 2 + (before.interval[1] - before.value) ** 2)
    high = moved + sqrt((after.interval[1] - after.value) ** 2 + (before.value - before.interval[0]) ** 2)
    within = low <= 0 <= high
    verdict = "within chance" if within else "more than chance"
    shared = " The two periods share years." if overlap(before.period, after.period) else ""
    return Change(moved, low, high, within, f"{said} ({_figure(low)} to {_figure(high)}): {verdict}.{shared}")


def _figure(number: float) -> str:
    """A number with three figures that count, and thousands whole."""
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}"
