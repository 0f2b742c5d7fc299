"""The data packs as areas to browse: which indicators each holds, and which stand in none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle
from wccflow.cycles.queries import cycles, cycles_for
from wccflow.engine.content import Area
from wccflow.indicators.models import IndicatorValue, PackWithdrawal
from wccflow.indicators.periods import read_period
from wccflow.indicators.rules import POLARITIES, area_of
from wccflow.people.rights import Reach

OTHER, OTHERS = "other", "Other"


@dataclass(frozen=True, slots=True)
class Kind:
    """One indicator: what it measures, where its file puts it, and for which periods it has values."""

    key: str
    title: str
    unit: str
    polarity: str
    area: str
    periods: tuple[str, ...]
    count: int

    @property
    def newest(self) -> str:
        """The newest period."""
        return self.periods[-1]

    @property
    def direction(self) -> str:
        """Which way is better, in words."""
        return POLARITIES.get(self.polarity, "")


@dataclass(frozen=True, slots=True)
class Shelf:
    """One area of the data packs, with the indicators that stand in it."""

    key: str
    title: str
    statement: str
    kinds: Sequence[Kind]

    @property
    def address(self) -> str:
        """The page of the area."""
        return f"/indicators/{self.key}"


def shelves(reach: Reach) -> list[Shelf]:
    """The areas that the newest of this reader's cycles names, and last what stands in none."""
    named, kinds = _named(reach), _kinds()
    held: dict[str, list[Kind]] = {key: [] for key in [*named, OTHER]}
    for kind in kinds:
        held[area_of(kind.key, kind.area, named) or OTHER].append(kind)
    found = [Shelf(key, area.title, area.statement, held[key]) for key, area in named.items()]
    return [*found, *([Shelf(OTHER, OTHERS, "", held[OTHER])] if held[OTHER] else [])]


def shelf(reach: Reach, key: str) -> Shelf:
    """The area of this key. Raises NotFound."""
    found = next((each for each in shelves(reach) if each.key == key), None)
    if found is None:
        raise NotFound("There is no such area of indicators.")
    return found


def home_of(reach: Reach, indicator: str) -> tuple[Shelf, Kind]:
    """An indicator and the area in which it stands. Raises NotFound where no pack speaks of it."""
    for each in shelves(reach):
        for kind in each.kinds:
            if kind.key == indicator:
                return each, kind
    raise NotFound("No data pack speaks of this indicator.")


def named() -> Mapping[str, Area]:
    """The areas that the newest cycle names which names any: for whoever loads a pack."""
    return _first(cycles())


def _named(reach: Reach) -> Mapping[str, Area]:
    return _first(cycles_for(reach))


def _first(several: Iterable[Cycle]) -> Mapping[str, Area]:
    definitions = (pinned(cycle.digest) for cycle in several)
    return next((each.areas for each in definitions if each.areas), {})


def _kinds() -> list[Kind]:
    """Every indicator of which there is a value, by title. One query."""
    query = (
        select(
            IndicatorValue.indicator,
            func.max(IndicatorValue.title),
            func.max(IndicatorValue.unit),
            func.max(IndicatorValue.polarity),
            func.max(IndicatorValue.area),
            IndicatorValue.period,
            func.count(IndicatorValue.area_code.distinct()),
        )
        .where(IndicatorValue.pack_id.not_in(select(PackWithdrawal.pack_id)))
        .group_by(IndicatorValue.indicator, IndicatorValue.period)
    )
    rows: dict[str, list[Sequence[Any]]] = {}
    for row in session().execute(query):
        rows.setdefault(row[0], []).append(tuple(row))
    found = [_kind(key, each) for key, each in rows.items()]
    return sorted(found, key=lambda kind: kind.title.casefold())


def _kind(key: str, rows: Sequence[Sequence[Any]]) -> Kind:
    by_period = {row[5]: row for row in rows}
    periods = tuple(sorted(by_period, key=_when))
    last = by_period[periods[-1]]
    return Kind(key, last[1], last[2], last[3], last[4], periods, max(row[6] for row in rows))


def _when(period: str) -> tuple[str, str]:
    try:
        return read_period(period).ends.isoformat(), period
    except ValueError:
        return "", period
