"""One value of one period with all that is known of it, and its interval where the file gives none.

The methods are those of the Association of Public Health Observatories, Technical Briefing 3: Commonly used
public health statistics and their confidence intervals (2008).
"""

import re
from dataclasses import dataclass
from math import sqrt
from typing import Literal, Protocol

Z_95 = 1.959964  # two-sided 95 %
Z_998 = 3.090232  # two-sided 99.8 %: the outer limits of a funnel
STANDARDISED = 0.01  # a value this far, as a share, from numerator over denominator is a standardised one

_PER = re.compile(r"\bper\s+([\d,]+)")
_SHARES = re.compile(r"%|\bper ?cent\b|\bpercentage\b|\bproportion\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """A proportion or a rate, and of how many it tells; `name` is empty for anything else."""

    name: Literal["proportion", "rate", ""] = ""
    per: float = 1.0


@dataclass(frozen=True, slots=True)
class Measure:
    """The value of one period; its interval is at 95 %."""

    period: str
    value: float | None
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Low and high, where both are there."""
        return None if self.low is None or self.high is None else (self.low, self.high)


def kind_of(unit: str) -> Kind:
    """What the unit says a value is: “%” is a proportion of 100, “per 100,000 population” a rate."""
    per = _PER.search(unit)
    if per is not None and per[1].replace(",", ""):
        return Kind("rate", float(per[1].replace(",", "")))
    if unit.strip().casefold() == "proportion":
        return Kind("proportion", 1.0)
    return Kind("proportion", 100.0) if _SHARES.search(unit) else Kind()


def with_interval(measure: Measure, kind: Kind) -> Measure:
    """The measure with an interval: the file's own, else one worked out, else none.

    A proportion's is Wilson's score interval and needs numerator and denominator; a rate's is Byar's around
    the count. Where the value is not numerator over denominator it is standardised: only its file can tell.
    """
    if measure.value is None or measure.interval is not None or not kind.name or not _is_crude(measure, kind):
        return measure
    found = _wilsons(measure, kind) if kind.name == "proportion" else _byars(measure, kind)
    if found is None:
        return measure
    return Measure(measure.period, measure.value, found[0], found[1], measure.numerator, measure.denominator)


class Counted(Protocol):
    """A value with what it was worked out from."""

    @property
    def value(self) -> float | None:
        """The value."""

    @property
    def numerator(self) -> float | None:
        """How many cases."""

    @property
    def denominator(self) -> float | None:
        """Of how many people."""


def size_of(measure: Counted, kind: Kind) -> float | None:
    """How many people stand behind a value: the denominator, else what value and numerator imply."""
    if measure.denominator:
        return measure.denominator
    if not kind.name or not measure.value or not measure.numerator or measure.value < 0:
        return None
    return measure.numerator * kind.per / measure.value


def wilson(numerator: float, denominator: float, z: float = Z_95) -> tuple[float, float]:
    """Wilson's score interval of a proportion (1927; Newcombe 1998, method 3), between 0 and 1."""
    share, spread = numerator / denominator, z * z / denominator
    centre = share + spread / 2
    arm = z * sqrt(max(0.0, share * (1 - share)) / denominator + spread / (4 * denominator))
    low, high = (centre - arm) / (1 + spread), (centre + arm) / (1 + spread)
    return (0.0 if numerator <= 0 else low), (1.0 if numerator >= denominator else high)


def byar(count: float, z: float = Z_95) -> tuple[float, float]:
    """Byar's interval of a count (Breslow and Day 1987), close to the exact one of Poisson even for few."""
    more = count + 1
    low = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3 if count > 0 else 0.0
    high = more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3
    return max(0.0, low), high


def _is_crude(measure: Measure, kind: Kind) -> bool:
    if measure.value is None or measure.numerator is None or not measure.denominator:
        return True
    crude = kind.per * measure.numerator / measure.denominator
    return abs(measure.value - crude) <= STANDARDISED * max(abs(crude), abs(measure.value))


def _wilsons(measure: Measure, kind: Kind) -> tuple[float, float] | None:
    whole, part = measure.denominator, measure.numerator
    if not whole or whole < 0 or measure.value is None:
        return None
    part = measure.value * whole / kind.per if part is None else part
    if not 0 <= part <= whole:
        return None
    low, high = wilson(part, whole)
    return low * kind.per, high * kind.per


def _byars(measure: Measure, kind: Kind) -> tuple[float, float] | None:
    count, value = measure.numerator, measure.value
    if value is None:
        return None
    if count is None:
        count = value * measure.denominator / kind.per if measure.denominator else None
    if count is None or count < 0:
        return None
    if count == 0:
        return (0.0, byar(0)[1] * kind.per / measure.denominator) if measure.denominator else None
    low, high = byar(count)
    return value * low / count, value * high / count
