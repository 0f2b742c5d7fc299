"""Questions about chosen outcomes, what is aimed at, and the values of data packs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of, standings
from wccflow.cycles.remembering import once_while_reading
from wccflow.indicators.models import Aim, DataPack, IndicatorValue
from wccflow.indicators.rules import measured_element, upper_quartile
from wccflow.people.rights import Reach


@dataclass(frozen=True, slots=True)
class Measured:
    """One outcome of one case in its newest period, beside the nation and the best quarter of areas."""

    period: str
    unit: str
    polarity: str
    value: float | None
    low: float | None
    high: float | None
    national_average: float | None
    upper_quartile: float | None
    source: str
    quality: str = ""
    suppression: str = ""

    @property
    def complete(self) -> bool:
        """Whether value, national average and upper quartile are all there."""
        return None not in (self.value, self.national_average, self.upper_quartile)


@once_while_reading
def chosen(cases: Sequence[Case]) -> Mapping[UUID, tuple[str, ...]]:
    """The outcomes that each case is measured by, fixed and chosen, in the definition's order."""
    where = standings(cases)
    found: dict[UUID, tuple[str, ...]] = {}
    for case in cases:
        definition = definition_of(case)
        element = measured_element(definition)
        track = next(
            (each for each in definition.tracks.values() if element and each.of == element.key), None
        )
        states = where[case.id].tracks[track.key] if track else {}
        initial = track.initial if track else ""
        found[case.id] = tuple(item for item, state in states.items() if state != initial)
    return found


def aims(case_ids: Collection[UUID], reach: Reach | None = None) -> dict[tuple[UUID, str], Aim]:
    """What these cases aim at, by case and outcome; with `reach` what she may read. One query."""
    query = select(Aim).where(Aim.case_id.in_(case_ids))
    if reach is not None:
        query = query.where(audiences.visible(Aim.audience_id, reach.tokens))
    return {(row.case_id, row.item): row for row in session().scalars(query)}


def values(indicators: Collection[str]) -> Sequence[IndicatorValue]:
    """Every value of these indicators, by period, the newest pack last. One query."""
    query = select(IndicatorValue).join(DataPack, DataPack.id == IndicatorValue.pack_id)
    query = query.where(IndicatorValue.indicator.in_(indicators))
    order = (IndicatorValue.period, DataPack.loaded_at, IndicatorValue.row)
    return session().scalars(query.order_by(*order)).all()


def packs() -> Sequence[DataPack]:
    """The data packs, newest first."""
    return session().scalars(select(DataPack).order_by(DataPack.loaded_at.desc())).all()


def measured(cases: Sequence[Case], reach: Reach | None = None) -> dict[tuple[UUID, str], Measured]:
    """By case and chosen outcome what is known of it: from a data pack, else as the organisation gave it."""
    wanted = chosen(cases)
    packed = _by_indicator(values({item for items in wanted.values() for item in items}))
    given = aims([case.id for case in cases], reach)
    found: dict[tuple[UUID, str], Measured] = {}
    for case in cases:
        for item in wanted[case.id]:
            shown = _from_packs(packed.get(item, {}), case) or _from_aim(given.get((case.id, item)))
            if shown is not None:
                found[case.id, item] = shown
    return found


Areas = Mapping[tuple[str, str], IndicatorValue]


def _by_indicator(
    rows: Sequence[IndicatorValue],
) -> dict[str, dict[str, dict[tuple[str, str], IndicatorValue]]]:
    """Indicator → period → area → the value that counts: that of the newest pack."""
    found: dict[str, dict[str, dict[tuple[str, str], IndicatorValue]]] = {}
    for row in rows:
        found.setdefault(row.indicator, {}).setdefault(row.period, {})[row.area_level, row.area_code] = row
    return found


def _from_packs(periods: Mapping[str, Areas], case: Case) -> Measured | None:
    """The newest period in which the organisation has a row, or the one from which its case came to it."""
    for period in reversed(list(periods)):
        areas = periods[period]
        by_id = {row.organisation_id: row for row in areas.values()}
        own = by_id.get(case.organisation_id) or by_id.get(case.place.organisation_id)
        if own is not None:
            return _measured(own, areas)
    return None


def _measured(own: IndicatorValue, areas: Areas) -> Measured:
    peers = [
        row.value for row in areas.values() if row.area_level == own.area_level and row.value is not None
    ]
    nation = next((row.value for row in areas.values() if row.area_level == "nation"), None)
    return Measured(
        period=own.period,
        unit=own.unit,
        polarity=own.polarity,
        value=own.value,
        low=own.low,
        high=own.high,
        national_average=nation,
        upper_quartile=upper_quartile(peers, own.polarity),
        source=own.source,
        quality=own.quality,
        suppression=own.suppression,
    )


def _from_aim(aim: Aim | None) -> Measured | None:
    if aim is None:
        return None
    return Measured(
        period=aim.period,
        unit=aim.unit,
        polarity=aim.polarity,
        value=aim.baseline,
        low=None,
        high=None,
        national_average=aim.national_average,
        upper_quartile=aim.upper_quartile,
        source=aim.source,
    )
