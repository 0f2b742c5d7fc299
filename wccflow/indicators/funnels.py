"""How far from an average a value may lie by chance alone, given how many people stand behind it.

After Spiegelhalter, Funnel plots for comparing institutional performance (Statistics in Medicine 2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from wccflow.indicators.measures import Z_95, Z_998, Kind

Verdict = Literal["much lower", "lower", "within", "higher", "much higher"]

LEAST_AREAS = 10  # fewer do not tell how far areas lie apart
TRIMMED = 0.1  # of the areas, at either end, before their spread is measured

WORDS: dict[Verdict, str] = {
    "much lower": "far below what chance alone would give (beyond 99.8 %)",
    "lower": "below what chance alone would often give (beyond 95 %)",
    "within": "within what chance alone would give",
    "higher": "above what chance alone would often give (beyond 95 %)",
    "much higher": "far above what chance alone would give (beyond 99.8 %)",
}


@dataclass(frozen=True, slots=True)
class Funnel:
    """The limits around an average at one size: two of 95 % and three of 99.8 %, and where the value lies."""

    low2: float
    high2: float
    low3: float
    high3: float
    verdict: Verdict

    @property
    def words(self) -> str:
        """The verdict for the middle of a sentence."""
        return WORDS[self.verdict]


def funnel(
    value: float | None, denominator: float, average: float, *, kind: Kind, spread: float = 1.0
) -> Funnel | None:
    """The limits around `average` for so many people, and where the value lies; None where there are none.

    Limits are of the binomial for a proportion and of Poisson for a rate, by the normal curve corrected for
    skewness (Cornish and Fisher) and for counts being whole; so each tail holds at most its share of honest
    values. `spread` widens them where areas differ by more than chance anyway: see `spread_of`.
    """
    share = average / kind.per
    if not kind.name or denominator <= 0 or share < 0 or (kind.name == "proportion" and share > 1):
        return None
    low2, high2 = _limits(denominator, share, kind, Z_95, spread)
    low3, high3 = _limits(denominator, share, kind, Z_998, spread)
    verdict = "within" if value is None else _verdict(value, (low3, low2, high2, high3))
    return Funnel(low2, high2, low3, high3, verdict)


def spread_of(areas: Sequence[tuple[float, float]], average: float, *, kind: Kind) -> float:
    """How far areas (value, denominator) lie apart beside chance: 1 is chance, 2 twice as far.

    Spiegelhalter's multiplicative over-dispersion with the outer tenths brought in; never below 1.
    """
    share = average / kind.per
    sizes = [(value / kind.per, size) for value, size in areas if size > 0]
    if not kind.name or len(sizes) < LEAST_AREAS or share <= 0 or (kind.name == "proportion" and share >= 1):
        return 1.0
    scores = sorted((value - share) / sqrt(_variance(size, share, kind)) * size for value, size in sizes)
    cut = int(len(scores) * TRIMMED)
    held = [min(max(each, scores[cut]), scores[-1 - cut]) for each in scores]
    return max(1.0, sqrt(sum(each * each for each in held) / len(held)))


def _limits(size: float, share: float, kind: Kind, z: float, spread: float) -> tuple[float, float]:
    expected, deviation = size * share, sqrt(_variance(size, share, kind)) * spread
    lean = 1 - 2 * share if kind.name == "proportion" else 1.0
    shift = (z * z - 1) * lean / 6
    low = max(0.0, expected - z * deviation + shift - 0.5)
    high = expected + z * deviation + shift + 0.5
    if kind.name == "proportion":
        low, high = min(low, size), min(high, size)
    return low / size * kind.per, high / size * kind.per


def _variance(size: float, share: float, kind: Kind) -> float:
    return size * share * (1 - share) if kind.name == "proportion" else size * share


def _verdict(value: float, limits: tuple[float, float, float, float]) -> Verdict:
    low3, low2, high2, high3 = limits
    if value < low2:
        return "much lower" if value < low3 else "lower"
    if value > high2:
        return "much higher" if value > high3 else "higher"
    return "within"
