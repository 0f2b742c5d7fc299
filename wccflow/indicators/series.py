"""The values of organisations over time, each beside the nation and all areas of its kind."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from wccflow.indicators.measures import Kind
from wccflow.indicators.periods import Period
from wccflow.indicators.rules import upper_quartile
from wccflow.indicators.statistics import (
    Change,
    Funnel,
    Measure,
    change,
    fault_in,
    funnel,
    quartiles,
    size_of,
    spread_of,
)

NATION = "nation"


@dataclass(frozen=True, slots=True)
class Peer:
    """The value of one area beside others."""

    organisation_id: UUID | None
    name: str
    value: float
    size: float | None = None  # how many people stand behind the value


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator and period over all areas of a kind; `average_said` tells where the average is from."""

    average: float | None
    average_said: str
    quartiles: tuple[float, float, float] | None
    upper_quartile: float | None
    peers: tuple[Peer, ...]
    spread: float = 1.0


class Area(Protocol):
    """The value of one area, as its pack has it."""

    @property
    def area_level(self) -> str:
        """Whether it is an organisation, an overseer or the nation."""

    @property
    def area_name(self) -> str:
        """What the source calls it."""

    @property
    def organisation_id(self) -> UUID | None:
        """The organisation that it is."""

    @property
    def value(self) -> float | None:
        """The value; None where it is not shown."""

    @property
    def numerator(self) -> float | None:
        """How many cases."""

    @property
    def denominator(self) -> float | None:
        """Of how many people."""


@dataclass(slots=True, eq=False)
class Crowd:
    """All areas of one indicator in one period; they are compared once somebody asks for it."""

    areas: Collection[Area]
    polarity: str
    kind: Kind
    known: dict[str, Comparison] = field(default_factory=dict)

    def at(self, level: str) -> Comparison:
        """The areas of this level beside one another."""
        found = self.known.get(level)
        if found is None:
            nation = next((each.value for each in self.areas if each.area_level == NATION), None)
            peers = [
                Peer(each.organisation_id, each.area_name, each.value, size_of(each, self.kind))
                for each in self.areas
                if each.area_level == level and each.value is not None
            ]
            found = self.known[level] = comparison_of(peers, nation, self.polarity, self.kind)
        return found


@dataclass(frozen=True, slots=True)
class Point:
    """The value of one organisation in one period, with all that its source says of it."""

    period: Period
    measure: Measure
    is_interval_given: bool
    suppression: str
    quality: str
    source: str
    pack_id: UUID
    loaded_at: datetime
    level: str
    crowd: Crowd
    revised: str = ""

    @property
    def comparison(self) -> Comparison:
        """The nation and all areas of its kind in this period."""
        return self.crowd.at(self.level)


@dataclass(frozen=True, slots=True)
class Beside:
    """The values of another organisation that belong with these: “before the merger, X”."""

    words: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one organisation: the points of one kind of period, the newest last.

    `others` are its values of other kinds of period, each a series of its own: they are never joined.
    """

    indicator: str
    title: str
    unit: str
    polarity: str
    area: str
    kind: Kind
    points: tuple[Point, ...]
    beside: tuple[Beside, ...] = ()
    others: tuple["Series", ...] = ()

    def around(self, period: Period) -> "Series":
        """The series of the kind of this period: itself, unless one of the others is."""
        several = (self, *self.others)
        return next(
            (each for each in several if each.points[-1:] and each.points[-1].period.family == period.family),
            self,
        )

    @property
    def period_kind(self) -> str:
        """What kind of period its values are of, in words."""
        points = self.points or (self.beside[0].points if self.beside else ())
        return points[-1].period.called if points else ""

    @property
    def newest(self) -> Point | None:
        """The point of the last period, whether it has a value or not."""
        return self.points[-1] if self.points else None

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The values in their order."""
        return tuple(each.measure for each in self.points)

    @property
    def fault(self) -> str:
        """What looks like a fault of coding; or nothing."""
        return fault_in(self.measures)

    @property
    def latest_change(self) -> Change | None:
        """From the last value but one to the last."""
        known = [each for each in self.measures if each.value is not None]
        return change(known[-2], known[-1]) if len(known) > 1 else None

    @property
    def funnel(self) -> Funnel | None:
        """Where the newest value lies beside the average, given how many stand behind it."""
        here = self.newest
        size = size_of(here.measure, self.kind) if here is not None else None
        if here is None or size is None or here.comparison.average is None:
            return None
        return funnel(
            here.measure.value, size, here.comparison.average, kind=self.kind, spread=here.comparison.spread
        )


def comparison_of(peers: Sequence[Peer], nation: float | None, polarity: str, kind: Kind) -> Comparison:
    """The comparators of all these areas: the average as its source gives it, else worked out."""
    average, said = (nation, "as the source gives it") if nation is not None else _worked_out(peers, kind)
    known = [each.value for each in peers]
    sized = [(each.value, each.size) for each in peers if each.size]
    spread = spread_of(sized, average, kind=kind) if average is not None else 1.0
    best = upper_quartile(known, polarity)
    return Comparison(average, said, quartiles(known), best, tuple(peers), spread)


def _worked_out(peers: Sequence[Peer], kind: Kind) -> tuple[float | None, str]:
    """All cases over all people where every area tells both, else the plain mean of the areas."""
    if not peers:
        return None, ""
    sized = [(each.value, each.size) for each in peers if each.size]
    if kind.name and len(sized) == len(peers):
        average = sum(value * size for value, size in sized) / sum(size for _, size in sized)
        return average, f"worked out from the numbers of {len(peers)} areas"
    return sum(each.value for each in peers) / len(peers), f"the plain mean of {len(peers)} areas"
