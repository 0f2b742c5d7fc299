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
from wccflow.indicators.gathering import series_of
from wccflow.indicators.models import Aim, DataPack, OutcomeReason
from wccflow.indicators.rules import measured_element
from wccflow.indicators.series import Series
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
    beside: str = ""  # whose value it is, where a merger lies between: “before the merger, X”

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


def reasons(case_ids: Collection[UUID], reach: Reach | None = None) -> dict[tuple[UUID, str], OutcomeReason]:
    """Why these cases chose their outcomes; with `reach` what she may read. One query."""
    query = select(OutcomeReason).where(OutcomeReason.case_id.in_(case_ids))
    if reach is not None:
        query = query.where(audiences.visible(OutcomeReason.audience_id, reach.tokens))
    return {(row.case_id, row.item): row for row in session().scalars(query)}


def packs() -> Sequence[DataPack]:
    """The data packs, newest first."""
    return session().scalars(select(DataPack).order_by(DataPack.loaded_at.desc(), DataPack.id)).all()


def measured(cases: Sequence[Case], reach: Reach | None = None) -> dict[tuple[UUID, str], Measured]:
    """By case and chosen outcome what is known of it: from a data pack, else as the organisation gave it."""
    wanted = chosen(cases)
    places = {each for case in cases for each in (case.organisation_id, case.place.organisation_id) if each}
    packed = series_of(places, {item for items in wanted.values() for item in items})
    given = aims([case.id for case in cases], reach)
    found: dict[tuple[UUID, str], Measured] = {}
    for case in cases:
        for item in wanted[case.id]:
            ids = [each for each in (case.organisation_id, case.place.organisation_id) if each]
            series = next((packed[each, item] for each in ids if (each, item) in packed), None)
            shown = _from_packs(series) or _from_aim(given.get((case.id, item)))
            if shown is not None:
                found[case.id, item] = shown
    return found


def _from_packs(found: Series | None) -> Measured | None:
    """The newest period in which the organisation has a row, else that of the one it was, or came, from."""
    if found is None:
        return None
    points = found.points or (found.beside[0].points if len(found.beside) == 1 else ())
    if not points:
        return None
    newest = points[-1]
    return Measured(
        period=newest.period.text,
        unit=found.unit,
        polarity=found.polarity,
        value=newest.measure.value,
        low=newest.measure.low,
        high=newest.measure.high,
        national_average=newest.comparison.average,
        upper_quartile=newest.comparison.upper_quartile,
        source=newest.source,
        quality=newest.quality,
        suppression=newest.suppression,
        beside="" if found.points else found.beside[0].words,
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
