"""What the pages of areas show: every organisation in one indicator, and one organisation in all of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from wccflow.indicators import showing
from wccflow.indicators.areas import Kind, Shelf, shelves
from wccflow.indicators.figures import NO_DATA, figure
from wccflow.indicators.gathering import series_of
from wccflow.indicators.periods import Period
from wccflow.indicators.pictures import Picture
from wccflow.indicators.series import Comparison, Series
from wccflow.indicators.standings import Standing, standing, standings_of
from wccflow.people.models import Organisation
from wccflow.people.queries import organisations_at
from wccflow.people.rights import Reach

ORGANISATION, OVERSEER, NATION = "organisation", "overseer", "nation"
MOST_BESIDE = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader of an indicator's page asks for: a period, one overseer's, and whom to compare."""

    period: str = ""
    overseer: str = ""
    mine: str = ""
    beside: Sequence[str] = ()

    @property
    def marked(self) -> list[str]:
        """Her own organisation first, then at most four beside it."""
        return [*([self.mine] if self.mine else []), *self._others[:MOST_BESIDE]]

    @property
    def too_many(self) -> bool:
        """Whether more are asked for than can be told apart."""
        return len(self._others) > MOST_BESIDE

    @property
    def _others(self) -> list[str]:
        return [code for code in dict.fromkeys(self.beside) if code != self.mine]


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation in one indicator."""

    organisation: Organisation
    standing: Standing
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One indicator in one period: organisations in order of value, beside whom, and pictures of it."""

    kind: Kind
    period: str
    periods: Sequence[tuple[str, str]]
    places: Sequence[Place]
    overseers: Sequence[tuple[str, str]]
    beside: Comparison | None
    pictures: Sequence[Picture]

    @property
    def without(self) -> int:
        """How many of the organisations shown have no value."""
        return sum(each.standing.value is None for each in self.places)

    @property
    def national(self) -> str:
        """The national average, and where it is from."""
        if self.beside is None or self.beside.average is None:
            return NO_DATA
        return f"{figure(self.beside.average)} ({self.beside.average_said})"

    @property
    def quartile(self) -> str:
        """Where the best quarter begins."""
        found = self.beside.upper_quartile if self.beside else None
        return NO_DATA if found is None else figure(found)

    @property
    def sources(self) -> list[str]:
        """Where the values come from."""
        return sorted({each.standing.newest.source for each in self.places})


def sheet_of(kind: Kind, asked: Asked) -> Sheet:
    """Every organisation in an indicator, or those of one overseer. Constant queries."""
    known, above = organisations_at(ORGANISATION), organisations_at(OVERSEER)
    found = series_of([each.id for each in known], [kind.key])
    several = {each.id: found[each.id, kind.key] for each in known if (each.id, kind.key) in found}
    periods = _periods(several.values())
    main = _periods(replace(each, others=()) for each in several.values())
    period = next((each for each in periods if each.text == asked.period), main[-1] if main else None)
    codes = {each.code: each.id for each in above}
    shown = [
        each
        for each in known
        if each.id in several and (asked.overseer not in codes or each.parent_id == codes[asked.overseer])
    ]
    places = sorted(_places(shown, several, period, asked), key=_in_order) if period else []
    return Sheet(
        kind=kind,
        period=period.text if period else "",
        periods=[(each.text, each.text) for each in reversed(periods)],
        places=places,
        overseers=[(each.code, each.name) for each in above],
        beside=places[0].standing.newest.comparison if places else None,
        pictures=list(_pictures(kind, period.text, places, asked)) if period else [],
    )


def everything_of(
    organisation: Organisation, reach: Reach
) -> list[tuple[Shelf, list[tuple[Kind, Standing]]]]:
    """One organisation in every indicator and kind of period, area by area; some areas have none."""
    found = shelves(reach)
    standings = standings_of([organisation.id], [kind.key for each in found for kind in each.kinds])
    return [
        (
            each,
            [
                (kind, stands)
                for kind in each.kinds
                if kind.key in standings
                for stands in (standings[kind.key], *standings[kind.key].others)
            ],
        )
        for each in found
    ]


def beside_nation(
    kinds: Sequence[Kind], own: Organisation | None
) -> dict[str, tuple[Standing | None, Standing | None]]:
    """By indicator where this organisation stands, and where the nation does."""
    keys = [kind.key for kind in kinds]
    nation = next(iter(organisations_at(NATION)), None)
    found = series_of([each.id for each in (own, nation) if each], keys)
    return {key: (_in(found, own, key), _in(found, nation, key)) for key in keys}


def _in(found: Mapping[tuple[UUID, str], Series], whose: Organisation | None, key: str) -> Standing | None:
    series = found.get((whose.id, key)) if whose else None
    return standing(series) if series else None


def _periods(several: Iterable[Series]) -> list[Period]:
    """Every period of any kind."""
    points = (each for series in several for one in (series, *series.others) for each in one.points)
    return sorted({each.period for each in points}, key=lambda period: period.sort_key)


def _places(
    shown: Sequence[Organisation], several: Mapping[UUID, Series], period: Period, asked: Asked
) -> Iterator[Place]:
    """Those that have a row in the period, as they stood then; under one code who bears another now."""
    for each in shown:
        series = several[each.id].around(period)
        heir = several.get(each.successor_id) if each.successor_id else None
        points = tuple(point for point in series.points if point.period.sort_key <= period.sort_key)
        renamed = heir is not None and heir.around(period).points == series.points
        if renamed or not points or points[-1].period != period:
            continue
        stands = standing(replace(series, points=points, beside=(), others=()))
        if stands is not None:
            yield Place(each, stands, each.code in asked.marked)


def _in_order(place: Place) -> tuple[bool, float, str]:
    return place.standing.value is None, place.standing.value or 0.0, place.organisation.name


def _pictures(kind: Kind, period: str, places: Sequence[Place], asked: Asked) -> Iterator[Picture]:
    by_code = {each.organisation.code: each for each in places}
    marked = [by_code[code] for code in asked.marked if code in by_code]
    names = [each.organisation.name for each in marked]
    ones = [(each.organisation.name, each.standing.series) for each in places]
    chosen = [(each.organisation.name, each.standing.series) for each in marked]
    found = [
        showing.compared("compared", f"{kind.title} by period", chosen) if chosen else None,
        showing.crowd("crowd", f"{kind.title} in order of value, {period}", ones, names),
        showing.funnel_of_all("sizes", f"{kind.title} by size, {period}", ones, names),
    ]
    yield from (each for each in found if each is not None)
