"""Pictures of figures as SVG: each says in a table the very numbers that it draws."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from markupsafe import Markup

from wccflow.indicators import picture_parts as parts
from wccflow.indicators.figures import NOT_SHOWN, figure, in_interval
from wccflow.indicators.picture_parts import LEFT, LINE, RIGHT, TOP, Scale

FOOT = TOP + parts.HIGH + 46  # where the legend begins
LETTER = 6.4  # about as wide as a figure of the smallest words
MOST_LABELLED = 7


@dataclass(frozen=True, slots=True)
class Dot:
    """One value with the interval in which it may lie; no value where it is missing or suppressed."""

    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def words(self) -> str:
        """The value as the table has it."""
        return NOT_SHOWN if self.value is None else in_interval(self.value, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Line:
    """Values of one kind by period; `labelled` writes each beside its mark, below it where `below`."""

    name: str
    dots: dict[str, Dot]
    labelled: bool = False
    below: bool = False
    dashed: bool = False

    def known(self, periods: Sequence[str]) -> list[tuple[int, Dot]]:
        """The dots that have a value, with the places of their periods."""
        return [
            (place, self.dots[each])
            for place, each in enumerate(periods)
            if each in self.dots and self.dots[each].value is not None
        ]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, and the same numbers as a table."""

    svg: Markup
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int] = field(default=())


def trend(
    name: str,
    title: str,
    periods: Sequence[str],
    lines: Sequence[Line],
    levels: Sequence[tuple[str, float]] = (),
) -> Picture:
    """Lines from period to period beside levels that stay; the interval of the first is a band."""
    dots = [dot for line in lines for dot in line.dots.values() if dot.value is not None]
    reach = [each for dot in dots for each in (dot.value, dot.low, dot.high) if each is not None]
    scale = parts.levels([*reach, *(level for _, level in levels)])
    places = _places(len(periods))
    drawn = [*parts.upright(scale), *_along(periods, places)]
    drawn += parts.across(scale, [level for _, level in levels])
    for number, line in enumerate(lines):
        drawn += _line(number, line, periods, places, scale)
    notes: list[tuple[int | str, str]] = [
        (number, _newest(line, periods)) for number, line in enumerate(lines)
    ]
    told = zip(parts.LEVELS, levels, strict=False)
    notes += [(kind, f"{label}: {figure(level)}") for kind, (label, level) in told]
    drawn += parts.legend(notes, FOOT)
    words = ". ".join(words for _, words in notes)
    svg = parts.document(name, title, words, drawn, FOOT + LINE * len(notes))
    head = ["Period", *(line.name for line in lines), *(label for label, _ in levels)]
    rows = [
        [
            each,
            *(line.dots[each].words if each in line.dots else "–" for line in lines),
            *(figure(level) for _, level in levels),
        ]
        for each in periods
    ]
    return Picture(svg, title, head, rows)


def spark(name: str, title: str, values: Sequence[float | None]) -> Markup:
    """A line as small as a word; its first and last values are told in its title."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return Markup("")
    scale = Scale.around([value for _, value in known], 26, 4)
    step = 84 / (len(values) - 1)
    line = parts.stroke("line", *((6 + place * step, scale.at(value)) for place, value in known))
    last = parts.mark(0, 6 + known[-1][0] * step, scale.at(known[-1][1]), size=3.5)
    said = f"{title}: from {figure(known[0][1])} to {figure(known[-1][1])}"
    frame = Markup(
        '<svg class="wf-spark" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 30" role="img"'
        ' aria-labelledby="{0}-title"><title id="{0}-title">{1}</title>'
    ).format(name, said)
    return frame + line + last + Markup("</svg>")


def _places(count: int) -> list[float]:
    step = (RIGHT - LEFT - 36) / max(1, count - 1)
    return [LEFT + 18 + step * each for each in range(count)]


def _along(periods: Sequence[str], places: Sequence[float]) -> list[Markup]:
    """The periods below the plot, as many as there is room for, the newest among them."""
    room = (RIGHT - LEFT) / (max(map(len, periods), default=4) * LETTER + 8)
    every = ceil(len(periods) / max(1, int(room)))
    return [
        parts.text("tick", places[number], TOP + parts.HIGH + 18, period, anchor="middle")
        for number, period in enumerate(periods)
        if (len(periods) - 1 - number) % every == 0
    ]


def _line(
    number: int, line: Line, periods: Sequence[str], places: Sequence[float], scale: Scale
) -> list[Markup]:
    known = line.known(periods)
    drawn = _reach(known, places, scale) if number == 0 else []
    kind = f"line wf-picture__line--{'dashed' if line.dashed else number % 5}"
    for run in _runs(known):
        drawn.append(parts.stroke(kind, *((places[place], scale.at(dot.value or 0)) for place, dot in run)))
    drawn += [parts.mark(number, places[place], scale.at(dot.value or 0)) for place, dot in known]
    if line.labelled and len(known) <= MOST_LABELLED:
        drawn += _labels(line, known, places, scale)
    return drawn


def _labels(
    line: Line, known: Sequence[tuple[int, Dot]], places: Sequence[float], scale: Scale
) -> list[Markup]:
    """Each value beside its mark; where they would meet every other one stands further off."""
    longest = max((len(figure(dot.value or 0)) for _, dot in known), default=0)
    step = places[1] - places[0] if len(places) > 1 else RIGHT
    drawn = []
    for turn, (place, dot) in enumerate(known):
        off = 8 + (12 if turn % 2 and longest * LETTER > step else 0)
        y = scale.at(dot.value or 0) + (off + 9 if line.below else -off)
        drawn.append(parts.text("value", places[place], y, figure(dot.value or 0), anchor="middle"))
    return drawn


def _reach(known: Sequence[tuple[int, Dot]], places: Sequence[float], scale: Scale) -> list[Markup]:
    """The intervals: a band where periods follow one another, else upright lines."""
    drawn = []
    for run in _runs([(place, dot) for place, dot in known if dot.low is not None and dot.high is not None]):
        upper = [(places[place], scale.at(dot.high or 0)) for place, dot in run]
        lower = [(places[place], scale.at(dot.low or 0)) for place, dot in run]
        drawn.append(parts.area("band", [*upper, *reversed(lower)]))
        drawn += [parts.stroke("whisker", above, below) for above, below in zip(upper, lower, strict=True)]
    return drawn


def _runs(known: Sequence[tuple[int, Dot]]) -> list[list[tuple[int, Dot]]]:
    """The dots parted where a period between them has no value."""
    runs: list[list[tuple[int, Dot]]] = []
    for place, dot in known:
        if runs and runs[-1][-1][0] == place - 1:
            runs[-1].append((place, dot))
        else:
            runs.append([(place, dot)])
    return runs


def _newest(line: Line, periods: Sequence[str]) -> str:
    known = line.known(periods)
    if not known:
        return f"{line.name}: no value is shown"
    place, dot = known[-1]
    return f"{line.name}: {figure(dot.value or 0)} ({periods[place]})"
