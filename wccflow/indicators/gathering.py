"""Gathering series from the packs that count: the newest version of each value, in constant queries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import select

from wccflow.base.clock import business_day
from wccflow.base.work import session
from wccflow.indicators.lineage import Kin, kin_of
from wccflow.indicators.measures import Kind, Measure, kind_of, size_of, with_interval
from wccflow.indicators.models import DataPack, IndicatorValue, PackWithdrawal
from wccflow.indicators.periods import Period, read_period
from wccflow.indicators.series import Beside, Comparison, Peer, Point, Series, comparison_of

Given: TypeAlias = Any  # a row of _COLUMNS, asked by their names
NATION = "nation"

_COLUMNS = (
    IndicatorValue.pack_id,
    IndicatorValue.indicator,
    IndicatorValue.title,
    IndicatorValue.period,
    IndicatorValue.organisation_id,
    IndicatorValue.area_level,
    IndicatorValue.area_code,
    IndicatorValue.area_name,
    IndicatorValue.area,
    IndicatorValue.value,
    IndicatorValue.low,
    IndicatorValue.high,
    IndicatorValue.numerator,
    IndicatorValue.denominator,
    IndicatorValue.unit,
    IndicatorValue.polarity,
    IndicatorValue.suppression,
    IndicatorValue.quality,
    IndicatorValue.source,
    DataPack.loaded_at,
)


def series_of(
    organisation_ids: Collection[UUID], indicators: Collection[str], *, as_of: datetime | None = None
) -> dict[tuple[UUID, str], Series]:
    """By organisation and indicator what is known, with comparators; four queries however many are asked for.

    `as_of` reads the versions that counted then. What has no value anywhere is not in the answer.
    """
    found: dict[tuple[UUID, str], Series] = {}
    kin = kin_of(organisation_ids)
    for indicator, sheet in _sheets(_rows(indicators, as_of)).items():
        for organisation_id in organisation_ids:
            series = sheet.series(kin[organisation_id])
            if series is not None:
                found[organisation_id, indicator] = series
    return found


def _rows(indicators: Collection[str], as_of: datetime | None) -> Sequence[Given]:
    """Every version of every value, the oldest first."""
    withdrawn = select(PackWithdrawal.pack_id)
    query = select(*_COLUMNS).join(DataPack, DataPack.id == IndicatorValue.pack_id)
    query = query.where(IndicatorValue.indicator.in_(indicators), DataPack.id.not_in(withdrawn))
    if as_of is not None:
        query = query.where(DataPack.loaded_at <= as_of)
    order = (DataPack.loaded_at, IndicatorValue.pack_id, IndicatorValue.row)
    return session().execute(query.order_by(*order)).all()


@lru_cache(maxsize=4096)
def _period(text: str) -> Period | None:
    """The period; None for what an older pack may still hold and nothing can read."""
    try:
        return read_period(text)
    except ValueError:
        return None


@dataclass(slots=True)
class _Sheet:
    """All values of one indicator: by period and area, with what was said of each before."""

    last: Given
    values: dict[Period, dict[tuple[str, str], Given]] = field(default_factory=dict)
    revised: dict[tuple[Period, tuple[str, str]], str] = field(default_factory=dict)
    comparisons: dict[tuple[Period, str], Comparison] = field(default_factory=dict)
    own: dict[UUID, dict[Period, Given]] = field(default_factory=dict)
    kind: Kind = field(default_factory=Kind)

    def take(self, row: Given) -> None:
        """Put a value in its place, where a later one counts before an earlier."""
        period = _period(row.period)
        if period is None:
            return
        self.last = row
        areas, key = self.values.setdefault(period, {}), (row.area_level, row.area_code)
        before = areas.get(key)
        if before is not None and before.value != row.value:
            self.revised[period, key] = _revised(before, row)
        areas[key] = row

    def finish(self) -> None:
        """Keep only the kind of period that the newest pack has, and put it in order."""
        newest = _period(self.last.period)
        family = newest.family if newest else None
        kept = [each for each in self.values if each.family == family]
        self.kind = kind_of(self.last.unit)
        self.values = {each: self.values[each] for each in sorted(kept, key=lambda one: one.sort_key)}
        for period, areas in self.values.items():
            for row in areas.values():
                if row.organisation_id is not None:
                    self.own.setdefault(row.organisation_id, {})[period] = row

    def series(self, kin: Sequence[Kin]) -> Series | None:
        """The series of one organisation with its kin, or None where neither has a value."""
        same = [each.organisation_id for each in kin if not each.words]
        points = self._points(same)
        others = [(each.words, self._points([each.organisation_id])) for each in kin if each.words]
        beside = tuple(Beside(words, theirs) for words, theirs in others if theirs)
        if not points and not beside:
            return None
        last = self.last
        return Series(
            last.indicator, last.title, last.unit, last.polarity, last.area, self.kind, points, beside
        )

    def _points(self, organisation_ids: Iterable[UUID]) -> tuple[Point, ...]:
        """The values of one organisation under all its codes; the first code counts before the others."""
        rows: dict[Period, Given] = {}
        for each in organisation_ids:
            rows = {**self.own.get(each, {}), **rows}
        ordered = sorted(rows, key=lambda period: period.sort_key)
        return tuple(self._point(period, rows[period]) for period in ordered)

    def _point(self, period: Period, row: Given) -> Point:
        given = _measure(row)
        measure = with_interval(given, self.kind)
        return Point(
            period=period,
            measure=measure,
            is_interval_given=given.interval is not None,
            suppression=row.suppression,
            quality=row.quality,
            source=row.source,
            pack_id=row.pack_id,
            loaded_at=row.loaded_at,
            comparison=self._comparison(period, row.area_level),
            revised=self.revised.get((period, (row.area_level, row.area_code)), ""),
        )

    def _comparison(self, period: Period, level: str) -> Comparison:
        if (period, level) not in self.comparisons:
            rows = self.values[period].values()
            nation = next((row.value for row in rows if row.area_level == NATION), None)
            peers = [_peer(row, self.kind) for row in rows if row.area_level == level]
            known = [each for each in peers if each is not None]
            self.comparisons[period, level] = comparison_of(known, nation, self.last.polarity, self.kind)
        return self.comparisons[period, level]


def _sheets(rows: Sequence[Given]) -> Mapping[str, _Sheet]:
    found: dict[str, _Sheet] = {}
    for row in rows:
        if row.indicator not in found:
            found[row.indicator] = _Sheet(row)
        found[row.indicator].take(row)
    for sheet in found.values():
        sheet.finish()
    return found


def _measure(row: Given) -> Measure:
    return Measure(row.period, row.value, row.low, row.high, row.numerator, row.denominator)


def _peer(row: Given, kind: Kind) -> Peer | None:
    if row.value is None:
        return None
    return Peer(row.organisation_id, row.area_name, row.value, size_of(_measure(row), kind))


def _revised(before: Given, after: Given) -> str:
    day = business_day(after.loaded_at)
    return f"revised from {_figure(before.value)} to {_figure(after.value)} on {day.day} {day:%B %Y}"


def _figure(value: float | None) -> str:
    return "not shown" if value is None else f"{value:g}"
