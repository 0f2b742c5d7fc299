"""Where one organisation stands in an indicator, in words: value, trend, nation, best quarter, chance."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from wccflow.indicators.figures import NO_DATA, NOT_SHOWN, figure, in_interval, reason, way
from wccflow.indicators.gathering import series_of
from wccflow.indicators.periods import overlap
from wccflow.indicators.rules import POLARITIES, compared
from wccflow.indicators.series import Point, Series
from wccflow.indicators.statistics import Change, change, fault_in

FEW = 100  # cases; below it the limits of chance say more than the order of values
NO_SIZE = "not told: no size is known"


@dataclass(frozen=True, slots=True)
class Standing:
    """One organisation in one indicator; `kin` tells whose values these are, where a merger lies between."""

    series: Series
    points: tuple[Point, ...]
    kin: str
    before: Point | None
    change: Change | None
    fault: str
    is_one_of_several: bool = False  # whether there are values of other kinds of period

    @property
    def newest(self) -> Point:
        """The last period in which the packs speak of it."""
        return self.points[-1]

    @property
    def polarity(self) -> str:
        """Which way is better."""
        return self.series.polarity

    @property
    def direction(self) -> str:
        """Which way is better, in words."""
        return POLARITIES.get(self.polarity, "")

    @property
    def value(self) -> float | None:
        """The newest value."""
        return self.newest.measure.value

    @property
    def words(self) -> str:
        """The newest value with its interval; what stands there instead, and why, where there is none."""
        return said(self.newest) + (f" ({self.kin})" if self.kin else "")

    @property
    def period(self) -> str:
        """The newest period."""
        return self.newest.period.text

    @property
    def national(self) -> float | None:
        """The national average of that period."""
        return self.newest.comparison.average

    @property
    def quartile(self) -> float | None:
        """Where the best quarter begins in that period."""
        return self.newest.comparison.upper_quartile

    @property
    def trend(self) -> str:
        """Which way it went since the period before, and whether by more than chance."""
        if self.change is None or self.before is None:
            return "no earlier value to compare with"
        moved, since = self.change.difference, self.before.period.text
        if not moved:
            return f"the same as in {since}"
        how = f"{'up' if moved > 0 else 'down'} by {figure(abs(moved))} since {since}"
        if self.change.is_within_chance:
            return f"within chance: {how}"
        if way(moved, self.polarity) in ("better", "worse"):
            how = f"{way(moved, self.polarity)}: {how}"
        if self.change.is_within_chance is None:
            return f"{how}; without intervals nothing tells whether by chance"
        return f"{how}, more than chance"

    @property
    def arrow(self) -> str:
        """The way it went by more than chance, in a word; nothing where it did not, or nobody can tell."""
        moved = self.change
        return way(moved.difference, self.polarity) if moved and moved.is_within_chance is False else ""

    def beside(self, other: float | None) -> str:
        """A comparator, and how the organisation stands to it."""
        if other is None:
            return NO_DATA
        if self.value is None:
            return figure(other)
        return f"{figure(other)} ({compared(self.value, other, self.polarity)} here)"

    @property
    def is_small(self) -> bool:
        """Whether few cases stand behind the value."""
        count = self.newest.measure.numerator
        return count is not None and count < FEW

    @property
    def chance(self) -> str:
        """Where the value lies among organisations of its size, in words."""
        found = self.series.funnel if not self.kin else None
        return found.words if found else NO_SIZE

    @property
    def verdict(self) -> str:
        """The same in a few words."""
        found = self.series.funnel if not self.kin else None
        if found is None:
            return "–"
        return "within chance" if found.verdict == "within" else f"{found.verdict} than chance"

    @property
    def notes(self) -> list[str]:
        """What the source says of the quality of the value, and of what it said before."""
        return [each for each in (self.newest.quality, self.newest.revised) if each]

    @property
    def told(self) -> list[tuple[str, str]]:
        """Everything that is said of it, each under its name, as the scorecard has it."""
        unit = f" {self.series.unit}" if self.series.unit and self.value is not None else ""
        return [
            ("Now", f"{self.words}{unit}, {self.period}"),
            ("Trend", self.trend),
            ("National average", self.beside(self.national)),
            ("Upper quartile", self.beside(self.quartile)),
            ("Among its peers", self.chance),
        ]

    @property
    def sentence(self) -> str:
        """The same in a row, for where there is no table."""
        (_, now), (_, trend), *rest = self.told
        others = "".join(f"; {name.lower()}: {words}" for name, words in rest)
        return f"{now}. Trend: {trend}{others}."

    @property
    def others(self) -> list["Standing"]:
        """Where it stands by values of other kinds of period; they are never joined with these."""
        found = [each for each in map(standing, self.series.others) if each is not None]
        return [replace(each, is_one_of_several=True) for each in found]

    @property
    def where(self) -> str:
        """Where it comes from: source and period."""
        return f"{self.newest.source}, {self.period}"


def said(point: Point) -> str:
    """A value with its interval; what stands there instead, and why, where there is none."""
    found = point.measure
    if found.value is not None:
        return in_interval(found.value, found.low, found.high)
    return f"{NOT_SHOWN}: {reason(point.suppression)}" if point.suppression else NO_DATA


def standings_of(ids: Sequence[UUID], indicators: Collection[str]) -> dict[str, Standing]:
    """By indicator where the organisation of these ids stands; the first with values counts. Four queries."""
    found = series_of(ids, indicators)
    by_indicator = {
        indicator: [found[each, indicator] for each in ids if (each, indicator) in found]
        for indicator in indicators
    }
    return _standing_in(by_indicator)


def standing(series: Series) -> Standing | None:
    """Where the organisation of a series stands; None where only several before a merger have values."""
    kin, points = ("", series.points) if series.points else _only(series)
    if not points:
        return None
    before = _before(points)
    return Standing(
        series=series,
        points=points,
        kin=kin,
        before=before,
        change=change(before.measure, points[-1].measure) if before else None,
        fault=fault_in([each.measure for each in points]),
        is_one_of_several=bool(series.others),
    )


def _standing_in(found: Mapping[str, Sequence[Series]]) -> dict[str, Standing]:
    stands: dict[str, Standing] = {}
    for indicator, several in found.items():
        first = next((each for each in map(standing, several) if each is not None), None)
        if first is not None:
            stands[indicator] = first
    return stands


def _only(series: Series) -> tuple[str, tuple[Point, ...]]:
    return (series.beside[0].words, series.beside[0].points) if len(series.beside) == 1 else ("", ())


def _before(points: Sequence[Point]) -> Point | None:
    """The latest earlier value, of a period that shares no day with the newest where there is one."""
    newest = points[-1]
    if newest.measure.value is None:
        return None
    known = [each for each in points[:-1] if each.measure.value is not None]
    apart = [each for each in known if not overlap(each.period.text, newest.period.text)]
    return next(reversed(apart or known), None)
