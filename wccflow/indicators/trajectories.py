"""Trajectories without a database: proposing one, looking at it closely, and what came of it later."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wccflow.indicators.figures import figure, way
from wccflow.indicators.rules import HIGHER, LOWER, YEARS

QUARTILE, HOLDING = "quartile", "holding"
PROPOSALS = {
    QUARTILE: "A straight line to the upper quartile of today",
    HOLDING: "Holding what is there",
}
_YEARS = re.compile(r"(?:19|20)\d\d|(?<=[/-])\d\d(?!\d)")
DIGITS = 4  # that a proposed value has at most; nobody aims more finely


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was seen in a trajectory; `warns` where somebody should look again."""

    words: str
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a trajectory: what was aimed at, and what came where that is known."""

    number: int
    period: str
    aimed: float
    came: float | None = None
    low: float | None = None
    high: float | None = None
    polarity: str = ""

    @property
    def words(self) -> str:
        """The year in a sentence: `year 2: aimed 62, came 64`."""
        said = f"Year {self.number}{f' ({self.period})' if self.period else ''}: aimed {figure(self.aimed)}"
        if self.came is None:
            return said
        how = way(self.came - self.aimed, self.polarity)
        judged = {"the same": "as aimed", "up": "higher than aimed", "down": "lower than aimed"}
        said += f", came {figure(self.came)}: {judged.get(how, f'{how} than aimed')}"
        if (
            self.low is not None
            and self.high is not None
            and self.low <= self.aimed <= self.high != self.came
        ):
            said += ", though its interval holds what was aimed at"
        return said


def proposed(how: str, baseline: float | None, quartile: float | None, polarity: str) -> tuple[float, ...]:
    """Five years as proposed; none where there is nothing to propose from.

    Who is better than the upper quartile already is proposed to hold what is there.
    """
    if baseline is None or how not in PROPOSALS:
        return ()
    if how == HOLDING:
        return (baseline,) * YEARS
    if quartile is None:
        return ()
    there = way(baseline - quartile, polarity) == "better" or baseline == quartile
    gap = 0.0 if there else quartile - baseline
    return tuple(_rounded(baseline + gap * year / YEARS) for year in range(1, YEARS + 1))


def checked(
    baseline: float,
    aimed: Sequence[float],
    polarity: str,
    series: Sequence[tuple[str, float]],
    quartile: float | None = None,
) -> list[Check]:
    """What is to be seen in a trajectory: direction, turns, steps never made before, and where it ends."""
    if not aimed:
        return []
    found = [_direction(baseline, aimed, polarity), *_turns(baseline, aimed, polarity)]
    found += _steps(baseline, aimed, series)
    if quartile is not None and polarity in (LOWER, HIGHER):
        reaches = way(aimed[-1] - quartile, polarity) in ("better", "the same")
        end = "reaches" if reaches else "stays short of"
        found.append(Check(f"Year {len(aimed)} {end} the upper quartile of today, {figure(quartile)}."))
    return found


def years(
    aimed: Sequence[float],
    period: str,
    polarity: str,
    came: Sequence[tuple[str, float, float | None, float | None]] = (),
) -> list[Year]:
    """Each year of a trajectory with its period, and what came in it (period, value, low, high)."""
    later = {each: (value, low, high) for each, value, low, high in came}
    found = []
    for number, value in enumerate(aimed, start=1):
        name = ahead(period, number)
        actual, low, high = later.get(name, (None, None, None))
        found.append(Year(number, name, value, actual, low, high, polarity))
    return found


def ahead(period: str, count: int) -> str:
    """The period of the same kind so many years later: `2010/11` is one after `2009/10`."""
    return _YEARS.sub(lambda year: _moved(year[0], count), period)


def _direction(baseline: float, aimed: Sequence[float], polarity: str) -> Check:
    moved = f"from {figure(baseline)} to {figure(aimed[-1])}"
    how = way(aimed[-1] - baseline, polarity)
    if how == "the same":
        return Check(f"This aims to hold what is there, {figure(baseline)}.")
    if how == "worse":
        return Check(f"This aims to get worse: {moved}, and {_better(polarity)}.", warns=True)
    return Check(f"This aims to get better: {moved}." if how == "better" else f"This goes {how}: {moved}.")


def _turns(baseline: float, aimed: Sequence[float], polarity: str) -> list[Check]:
    """Years that are worse than the one before, where the whole does not aim to get worse."""
    if way(aimed[-1] - baseline, polarity) == "worse":
        return []
    return [
        Check(
            f"Year {year} is worse than year {year - 1}."
            if year > 1
            else "Year 1 is worse than the baseline.",
            True,
        )
        for year, (before, after) in enumerate(pairwise([baseline, *aimed]), start=1)
        if way(after - before, polarity) == "worse"
    ]


def _steps(baseline: float, aimed: Sequence[float], series: Sequence[tuple[str, float]]) -> list[Check]:
    """Steps larger than any that the series ever made."""
    moves = [(abs(after - before), one, other) for (one, before), (other, after) in pairwise(series)]
    if not moves:
        return []
    furthest, one, other = max(moves)
    return [
        Check(
            f"Year {year} moves by {figure(abs(after - before))}; the largest step ever made was"
            f" {figure(furthest)}, from {one} to {other}.",
            warns=True,
        )
        for year, (before, after) in enumerate(pairwise([baseline, *aimed]), start=1)
        if abs(after - before) > furthest * 1.0001  # not for the last digit's sake
    ]


def _better(polarity: str) -> str:
    return "lower is better" if polarity == LOWER else "higher is better"


def _moved(year: str, count: int) -> str:
    return str(int(year) + count) if len(year) == 4 else f"{(int(year) + count) % 100:02}"


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
