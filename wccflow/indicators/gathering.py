"""Gathering series from the packs that count: the newest version of each value, in constant queries."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple, TypeAlias
from uuid import UUID

from sqlalchemy import select

from wccflow.base.clock import business_day
from wccflow.base.work import session
from wccflow.indicators.lineage import Kin, kin_of
from wccflow.indicators.measures import Kind, Measure, kind_of, with_interval
from wccflow.indicators.models import DataPack, IndicatorValue, PackWithdrawal
from wccflow.indicators.periods import Period, read_period
from wccflow.indicators.series import Beside, Crowd, Point, Series
from wccflow.indicators.sheets_kept import Kept

Place: TypeAlias = tuple[str, str]
"""The level and the code of an area."""


class Given(NamedTuple):
    """A value as its pack has it."""

    pack_id: UUID
    row: int
    indicator: str
    title: str
    period: str
    organisation_id: UUID | None
    area_level: str
    area_code: str
    area_name: str
    area: str
    value: float | None
    low: float | None
    high: float | None
    numerator: float | None
    denominator: float | None
    unit: str
    polarity: str
    suppression: str
    quality: str
    source: str


_COLUMNS = tuple(getattr(IndicatorValue, name) for name in Given._fields)
Family: TypeAlias = tuple[str, int]
Packs: TypeAlias = dict[UUID, datetime]
"""When each pack that counts was loaded, the oldest first."""


def series_of(
    organisation_ids: Collection[UUID], indicators: Collection[str], *, as_of: datetime | None = None
) -> dict[tuple[UUID, str], Series]:
    """By organisation and indicator what is known, with comparators; four queries however many are asked for.

    `as_of` reads the versions that counted then. What has no value anywhere is not in the answer. Values of
    several kinds of period are never joined: the series is of the newest pack's kind, the others are beside.
    """
    found: dict[tuple[UUID, str], Series] = {}
    kin = kin_of(organisation_ids)
    packs = _packs(as_of)
    for indicator, sheets in _known(indicators, packs).items():
        for organisation_id in organisation_ids:
            several = [each for sheet in sheets if (each := sheet.series(kin[organisation_id])) is not None]
            if several:
                found[organisation_id, indicator] = (
                    replace(several[0], others=tuple(several[1:])) if several[1:] else several[0]
                )
    return found


def _known(indicators: Collection[str], packs: Packs) -> Mapping[str, Sequence["_Sheet"]]:
    """By indicator its sheets: as they are kept, else made; one query for what is not kept."""
    counting = tuple(packs.items())
    found = {each: _kept.get((each, counting)) for each in indicators}
    missing = [each for each, sheets in found.items() if sheets is None]
    rows = _rows(missing, packs)  # asked even of none: a page costs the same queries each time
    made, values = _sheets(rows, packs), Counter(row.indicator for row in rows)
    for each in missing:
        found[each] = made.get(each, [])
        _kept.put((each, counting), made.get(each, []), values[each] + 1)
    return {each: sheets for each, sheets in found.items() if sheets}


def _packs(as_of: datetime | None) -> Packs:
    query = select(DataPack.id, DataPack.loaded_at).where(DataPack.id.not_in(select(PackWithdrawal.pack_id)))
    if as_of is not None:
        query = query.where(DataPack.loaded_at <= as_of)
    return {row[0]: row[1] for row in session().execute(query.order_by(DataPack.loaded_at, DataPack.id))}


def _rows(indicators: Collection[str], packs: Packs) -> list[Given]:
    """Every version of every value, the oldest first."""
    query = select(*_COLUMNS).where(IndicatorValue.indicator.in_(indicators))
    given = (Given._make(row) for row in session().execute(query))
    order = {pack_id: place for place, pack_id in enumerate(packs)}
    return sorted(
        (row for row in given if row.pack_id in order), key=lambda row: (order[row.pack_id], row.row)
    )


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[Period, Family] | None:
    """The period and its kind; None for what an older pack may still hold and nothing can read."""
    try:
        period = read_period(text)
    except ValueError:
        return None
    return period, period.family


def _sheets(rows: Iterable[Given], packs: Packs) -> dict[str, list["_Sheet"]]:
    """By indicator the values of each kind of period; that of the newest pack first, then by their ends."""
    found: dict[tuple[str, Family], _Sheet] = {}
    for row in rows:
        read = _read(row.period)
        if read is None:
            continue
        period, family = read
        sheet = found.get((row.indicator, family))
        if sheet is None:
            sheet = found[row.indicator, family] = _Sheet(row, packs)
        sheet.take(row, period)
    several: dict[str, list[_Sheet]] = {}
    for (indicator, _), sheet in found.items():
        sheet.finish()
        several.setdefault(indicator, []).append(sheet)
    order = {pack_id: place for place, pack_id in enumerate(packs)}
    for sheets in several.values():
        sheets.sort(key=lambda each: each.ends, reverse=True)
        last = max(sheets, key=lambda each: (order[each.last.pack_id], each.last.row))
        sheets.sort(key=lambda each: each is not last)
    return several


@dataclass(slots=True)
class _Sheet:
    """All values of one indicator and kind of period, with what was said of each before."""

    last: Given
    packs: Packs
    periods: dict[str, Period] = field(default_factory=dict)
    values: dict[str, dict[Place, Given]] = field(default_factory=dict)
    revised: dict[tuple[str, Place], str] = field(default_factory=dict)
    own: dict[UUID, dict[str, Given]] = field(default_factory=dict)
    crowds: dict[str, Crowd] = field(default_factory=dict)
    kind: Kind = field(default_factory=Kind)

    def take(self, row: Given, period: Period) -> None:
        """Put a value in its place, where a later one counts before an earlier."""
        self.last, text = row, period.text
        areas = self.values.get(text)
        if areas is None:
            areas = self.values[text] = {}
            self.periods[text] = period
        key = (row.area_level, row.area_code)
        before = areas.get(key)
        if before is not None and before.value != row.value:
            self.revised[text, key] = _revised(before, row, self.packs[row.pack_id])
        areas[key] = row

    def finish(self) -> None:
        """Put the periods in order, and each value to its organisation."""
        self.kind = kind_of(self.last.unit)
        self.periods = dict(sorted(self.periods.items(), key=lambda each: each[1].sort_key))
        for text in self.periods:
            areas = self.values[text].values()
            self.crowds[text] = Crowd(areas, self.last.polarity, self.kind)
            for row in areas:
                if row.organisation_id is not None:
                    self.own.setdefault(row.organisation_id, {})[text] = row

    @property
    def ends(self) -> date:
        """The end of the newest period."""
        return max(each.ends for each in self.periods.values())

    def series(self, kin: Sequence[Kin]) -> Series | None:
        """The series of one organisation with its kin, or None where neither has a value."""
        points = self._points([each.organisation_id for each in kin if not each.words])
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
        rows: dict[str, Given] = {}
        for each in organisation_ids:
            rows = {**self.own.get(each, {}), **rows}
        return tuple(self._point(self.periods[text], rows[text]) for text in self.periods if text in rows)

    def _point(self, period: Period, row: Given) -> Point:
        given = Measure(row.period, row.value, row.low, row.high, row.numerator, row.denominator)
        return Point(
            period=period,
            measure=with_interval(given, self.kind),
            is_interval_given=given.interval is not None,
            suppression=row.suppression,
            quality=row.quality,
            source=row.source,
            pack_id=row.pack_id,
            loaded_at=self.packs[row.pack_id],
            level=row.area_level,
            crowd=self.crowds[period.text],
            revised=self.revised.get((period.text, (row.area_level, row.area_code)), ""),
        )


def _revised(before: Given, after: Given, loaded_at: datetime) -> str:
    day = business_day(loaded_at)
    return f"revised from {_figure(before.value)} to {_figure(after.value)} on {day.day} {day:%B %Y}"


def _figure(value: float | None) -> str:
    return "not shown" if value is None else f"{value:g}"


_MOST_VALUES = 60_000  # of all sheets together, in each process
_kept: Kept[_Sheet] = Kept(_MOST_VALUES)
