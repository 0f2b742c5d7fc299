"""Pictures of many organisations at once: the funnel of small numbers, and all of them in order of value."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from wccflow.indicators import picture_parts as parts
from wccflow.indicators.figures import figure, in_interval
from wccflow.indicators.picture_parts import HIGH, LEFT, LINE, RIGHT, TOP, Scale
from wccflow.indicators.pictures import Picture

FOOT = TOP + HIGH + 36


@dataclass(frozen=True, slots=True)
class One:
    """One organisation in a crowd: `number` is its mark where it stands out."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    denominator: float | None = None
    number: int | None = None
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which values chance alone would leave an organisation of this size."""

    denominator: float
    low2: float
    high2: float
    low3: float
    high3: float


def funnel(name: str, title: str, ones: Sequence[One], average: float, limits: Sequence[Limits]) -> Picture:
    """Each organisation by its size and value, between the limits that widen where numbers are small."""
    sized = [each for each in ones if each.denominator]
    across = Scale.around([each.denominator or 0 for each in sized], LEFT + 6, RIGHT - 6, zero=True)
    reach = [edge for each in limits[:1] for edge in (each.low3, each.high3)]
    scale = parts.levels([*(each.value for each in sized), average, *reach])
    drawn = [*parts.upright(scale), *_sizes(across)]
    drawn += parts.across(scale, [average])
    for edge in ("low2", "high2", "low3", "high3"):
        drawn.append(parts.stroke(f"limit{edge[-1]}", *_edge(limits, edge, across, scale)))
    drawn += _crowd(sized, [across.at(each.denominator or 0) for each in sized], scale)
    told = _told(sized)
    notes = [
        *told,
        ("level", f"Average: {figure(average)}"),
        ("limit2", "19 in 20 by chance"),
        ("limit3", "998 in 1,000 by chance"),
    ]
    drawn += parts.legend(notes, FOOT)
    words = ". ".join(words for _, words in notes)
    svg = parts.document(name, title, f"{words}. Size grows to the right.", drawn, FOOT + LINE * len(notes))
    rows = [
        [each.name, figure(each.denominator or 0), figure(each.value), each.verdict or "within chance"]
        for each in sorted(sized, key=lambda one: one.denominator or 0)
    ]
    return Picture(svg, title, ["Organisation", "Size", "Value", "Against chance"], rows, (1, 2))


def ranked(name: str, title: str, ones: Sequence[One], levels: Sequence[tuple[str, float]]) -> Picture:
    """Every organisation in order of value with its interval; those that stand out are marked and named."""
    ordered = sorted(ones, key=lambda each: each.value)
    reach = [edge for each in ordered for edge in (each.value, each.low, each.high) if edge is not None]
    scale = parts.levels([*reach, *(level for _, level in levels)])
    step = (RIGHT - LEFT - 12) / max(1, len(ordered) - 1)
    places = [LEFT + 6 + step * place for place in range(len(ordered))]
    drawn = parts.upright(scale)
    for place, each in zip(places, ordered, strict=True):
        if each.low is not None and each.high is not None:
            drawn.append(parts.stroke("whisker", (place, scale.at(each.low)), (place, scale.at(each.high))))
    drawn += parts.across(scale, [at for _, at in levels])
    drawn += _crowd(ordered, places, scale)
    told = _told(ordered)
    kinds = zip(parts.LEVELS, levels, strict=False)
    notes = [*told, *((kind, f"{label}: {figure(at)}") for kind, (label, at) in kinds)]
    drawn += parts.legend(notes, FOOT - 14)
    words = f"{len(ordered)} organisations in order of value. " + ". ".join(words for _, words in notes)
    svg = parts.document(name, title, words, drawn, FOOT - 14 + LINE * len(notes))
    rows = [[each.name, in_interval(each.value, each.low, each.high)] for each in ordered]
    return Picture(svg, title, ["Organisation", "Value"], rows, (1,))


def _crowd(ones: Sequence[One], places: Sequence[float], scale: Scale) -> list[Markup]:
    """The many as small dots, and above them those that stand out."""
    pairs = list(zip(places, ones, strict=True))
    small = [
        parts.mark(0, place, scale.at(each.value), kind="dot", size=2)
        for place, each in pairs
        if each.number is None
    ]
    large = [
        parts.mark(each.number, place, scale.at(each.value), size=5.5)
        for place, each in pairs
        if each.number is not None
    ]
    return [*small, *large]


def _told(ones: Sequence[One]) -> list[tuple[int | str, str]]:
    """Those that stand out, by name, value and verdict."""
    marked = sorted(
        ((each.number, each) for each in ones if each.number is not None), key=lambda pair: pair[0]
    )
    return [
        (number, f"{each.name}: {figure(each.value)}{f', {each.verdict}' if each.verdict else ''}")
        for number, each in marked
    ]


def _sizes(across: Scale) -> list[Markup]:
    ticks = across.ticks()[:: max(1, len(across.ticks()) // 3)]
    return [
        parts.text("tick", across.at(tick), TOP + HIGH + 18, figure(tick), anchor=_anchor(across, tick))
        for tick in ticks
    ]


def _anchor(across: Scale, tick: float) -> str:
    """The last number ends at the edge, so that it is not cut."""
    return "end" if tick == across.high else "middle"


def _edge(limits: Sequence[Limits], edge: str, across: Scale, scale: Scale) -> list[tuple[float, float]]:
    """One limit as a line, cut where it leaves the plot."""
    found = [(across.at(each.denominator), scale.at(getattr(each, edge))) for each in limits]
    return [(x, y) for x, y in found if TOP <= y <= TOP + HIGH]
