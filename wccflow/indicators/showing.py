"""Which picture shows what: an organisation's values, what it aims at, its place among others."""

from collections.abc import Collection, Sequence
from uuid import UUID

from markupsafe import Markup

from wccflow.indicators import crowd_pictures, pictures
from wccflow.indicators.crowd_pictures import Limits, One
from wccflow.indicators.periods import read_period
from wccflow.indicators.pictures import Dot, Line, Picture
from wccflow.indicators.series import Point, Series
from wccflow.indicators.standings import Standing
from wccflow.indicators.statistics import Funnel, funnel, size_of
from wccflow.indicators.trajectories import Year

PAST = 6  # periods shown before a trajectory
POINTS = 24  # along a limit of a funnel
AVERAGE, BEST = "National average", "Upper quartile"


def trend(name: str, called: str, standing: Standing) -> Picture | None:
    """The organisation's values by period, beside the nation's average and the best quarter of the newest."""
    if not _has_values(standing.points):
        return None
    line = Line(standing.kin or called, _dots(standing.points), labelled=True)
    kind = f", {standing.series.period_kind}" if standing.is_one_of_several else ""
    title = f"{standing.series.title}: {called} by period{kind}"
    pairs = [(AVERAGE, standing.national), (BEST, standing.quartile)]
    levels = [(label, value) for label, value in pairs if value is not None]
    return pictures.trend(name, title, list(line.dots), [line], levels)


def compared(name: str, title: str, several: Sequence[tuple[str, Series]]) -> Picture | None:
    """Several organisations by period, each with a mark of its own."""
    lines = [
        Line(called, _dots(series.points), labelled=number == 0)
        for number, (called, series) in enumerate(several)
        if _has_values(series.points)
    ]
    if not lines:
        return None
    periods = {each.period for _, series in several for each in series.points}
    ordered = [each.text for each in sorted(periods, key=lambda period: period.sort_key)]
    return pictures.trend(name, title, ordered, lines)


def trajectory(
    name: str, title: str, baseline: float, period: str, years: Sequence[Year], points: Sequence[Point]
) -> Picture:
    """What is aimed at, year by year from the baseline, beside what was and what came."""
    aimed = {period or "Baseline": Dot(baseline)}
    aimed |= {each.period or f"Year {each.number}": Dot(each.aimed) for each in years}
    lines = [Line("Aimed at", aimed, labelled=True, dashed=True)]
    came = _dots(points[-PAST - len(years) :]) if period else {}
    if any(dot.value is not None for dot in came.values()):
        lines.append(Line("Came", came, labelled=True, below=True))
    return pictures.trend(name, title, sorted({*came, *aimed}, key=_when) if came else list(aimed), lines)


def small_trend(name: str, points: Sequence[Point]) -> Markup:
    """A line as small as a word, of an organisation's values."""
    return pictures.spark(name, "By period", [each.measure.value for each in points])


def crowd(name: str, title: str, ones: Sequence[tuple[str, Series]], marked: Sequence[str]) -> Picture | None:
    """All organisations in order of value; those whose names are marked stand out."""
    known = [(called, series) for called, series in ones if _has_values(series.points[-1:])]
    if not known:
        return None
    beside = known[0][1].points[-1].comparison
    pairs = [(AVERAGE, beside.average), (BEST, beside.upper_quartile)]
    levels = [(label, value) for label, value in pairs if value is not None]
    return crowd_pictures.ranked(name, title, [_one(*each, marked, None) for each in known], levels)


def sizes(name: str, title: str, standing: Standing, ids: Collection[UUID]) -> Picture | None:
    """The funnel of one organisation among all of its kind; None where sizes are not known."""
    beside, kind = standing.newest.comparison, standing.series.kind
    sized = [each for each in beside.peers if each.size]
    if not sized or beside.average is None or standing.kin:
        return None
    limits = _limits([each.size or 0 for each in sized], beside.average, standing.series, beside.spread)
    if not limits:
        return None
    ones = []
    for each in sized:
        found = funnel(each.value, each.size or 0, beside.average, kind=kind, spread=beside.spread)
        number = 0 if each.organisation_id in ids else None
        ones.append(One(each.name, each.value, None, None, each.size, number, _verdict(found)))
    return crowd_pictures.funnel(name, title, ones, beside.average, limits)


def funnel_of_all(
    name: str, title: str, ones: Sequence[tuple[str, Series]], marked: Sequence[str]
) -> Picture | None:
    """The funnel of all organisations that are shown."""
    known = [(called, series) for called, series in ones if series.funnel is not None]
    sized = [_one(called, series, marked, series.funnel) for called, series in known]
    if not sized or all(each.value is None for each in sized):
        return None
    first = known[0][1]
    beside = first.points[-1].comparison
    limits = _limits([each.denominator or 0 for each in sized], beside.average or 0, first, beside.spread)
    return crowd_pictures.funnel(name, title, sized, beside.average or 0, limits)


def _has_values(points: Sequence[Point]) -> bool:
    return any(each.measure.value is not None for each in points)


def _dots(points: Sequence[Point]) -> dict[str, Dot]:
    return {each.period.text: Dot(each.measure.value, each.measure.low, each.measure.high) for each in points}


def _one(called: str, series: Series, marked: Sequence[str], found: Funnel | None) -> One:
    measure = series.points[-1].measure
    return One(
        name=called,
        value=measure.value or 0.0,
        low=measure.low,
        high=measure.high,
        denominator=size_of(measure, series.kind),
        number=marked.index(called) if called in marked else None,
        verdict=_verdict(found),
    )


def _verdict(found: Funnel | None) -> str:
    return "" if found is None or found.verdict == "within" else f"{found.verdict} than chance"


def _limits(sizes: Sequence[float], average: float, series: Series, spread: float) -> list[Limits]:
    """The funnel from the smallest to the largest, closer together where it bends."""
    found, least, most = [], min(sizes) * 0.8, max(sizes)
    for step in range(POINTS + 1):
        size = least + (most - least) * (step / POINTS) ** 2
        at = funnel(None, size, average, kind=series.kind, spread=spread)
        if at is not None:
            found.append(Limits(size, at.low2, at.high2, at.low3, at.high3))
    return found


def _when(period: str) -> tuple[str, str]:
    try:
        return read_period(period).ends.isoformat(), period
    except ValueError:
        return "", period
