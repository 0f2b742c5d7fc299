"""Pieces that pictures of figures are made of: scales, marks with a shape each, words, the frame."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from markupsafe import Markup

from wccflow.indicators.figures import figure

WIDE = 360  # as wide as a telephone shows it without making its words smaller
LEFT, RIGHT, TOP = 48.0, 346.0, 22.0
HIGH = 150.0  # of the plot itself
LINE = 19.0  # from one line of words to the next
LONGEST = 46  # letters that fit in a line under the plot
LEVELS = ("level", "level2")
SHAPES = ("circle", "square", "diamond", "triangle", "cross")


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values lie between two places of the picture."""

    low: float
    high: float
    start: float
    end: float

    @classmethod
    def around(cls, values: Iterable[float], start: float, end: float, *, zero: bool = False) -> "Scale":
        """A scale between round numbers that holds all of these values."""
        held = [*values, *([0.0] if zero else [])] or [0.0, 1.0]
        low, high = min(held), max(held)
        if low == high:
            low, high = low - (abs(low) / 10 or 1), high + (abs(high) / 10 or 1)
        step = _step(high - low)
        return cls(floor(low / step) * step, ceil(high / step) * step, start, end)

    def at(self, value: float) -> float:
        """The place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Round numbers along the scale."""
        step = _step(self.high - self.low)
        count = round((self.high - self.low) / step)
        return [round(self.low + step * number, 10) for number in range(count + 1)]


def levels(values: Iterable[float]) -> Scale:
    """The upright scale of a plot that holds these values."""
    return Scale.around(values, TOP + HIGH, TOP)


def document(name: str, title: str, words: str, parts: Sequence[Markup], bottom: float) -> Markup:
    """The whole picture with its title and what it shows in words."""
    head = Markup(
        '<svg class="wf-picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high:.0f}"'
        ' role="img" aria-labelledby="{name}-title {name}-words"><title id="{name}-title">{title}</title>'
        '<desc id="{name}-words">{words}</desc>'
    ).format(wide=WIDE, high=bottom, name=name, title=title, words=words)
    return head + Markup("\n").join(parts) + Markup("</svg>")


def upright(scale: Scale) -> list[Markup]:
    """The lines and numbers of an upright scale."""
    parts = []
    for tick in scale.ticks():
        y = scale.at(tick)
        parts.append(stroke("grid", (LEFT, y), (RIGHT, y)))
        parts.append(text("tick", LEFT - 6, y + 4, figure(tick), anchor="end"))
    return parts


def across(scale: Scale, values: Sequence[float]) -> list[Markup]:
    """Levels that stay, each with a stroke of its own."""
    return [
        stroke(kind, (LEFT, scale.at(value)), (RIGHT, scale.at(value)))
        for kind, value in zip(LEVELS, values, strict=False)
    ]


def legend(notes: Sequence[tuple[int | str, str]], y: float) -> list[Markup]:
    """What each mark (a number) or stroke (its kind) is, line by line below the plot."""
    drawn = []
    for how, words in notes:
        drawn.append(mark(how, 16, y) if isinstance(how, int) else stroke(how, (6, y), (26, y)))
        drawn.append(text("name", 34, y + 4, shortened(words)))
        y += LINE
    return drawn


def text(kind: str, x: float, y: float, words: str, *, anchor: str = "start") -> Markup:
    """Words at a place."""
    return Markup('<text class="wf-picture__{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        kind, x, y, anchor, words
    )


def stroke(kind: str, *places: tuple[float, float]) -> Markup:
    """A line from place to place."""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return Markup('<polyline class="wf-picture__{}" points="{}"/>').format(kind, points)


def area(kind: str, places: Sequence[tuple[float, float]]) -> Markup:
    """A filled area."""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return Markup('<polygon class="wf-picture__{}" points="{}"/>').format(kind, points)


def mark(number: int, x: float, y: float, *, kind: str = "mark", size: float = 4.5) -> Markup:
    """The mark of the line of this number: each has a shape of its own, so that none needs its colour."""
    half, whole, point, name = size, 2 * size, size + 1, SHAPES[number % len(SHAPES)]
    left, top = f"{x - half:.1f}", f"{y - half:.1f}"
    paths = {
        "circle": f"M{left} {y:.1f} a{half} {half} 0 1 0 {whole} 0 a{half} {half} 0 1 0 -{whole} 0 Z",
        "square": f"M{left} {top} h{whole} v{whole} h-{whole} Z",
        "diamond": f"M{x:.1f} {y - point:.1f} l{point} {point} l-{point} {point} l-{point} -{point} Z",
        "triangle": f"M{x:.1f} {top} l{half} {whole} h-{whole} Z",
        "cross": f"M{left} {top} l{whole} {whole} m0 -{whole} l-{whole} {whole}",
    }
    return Markup('<path class="wf-picture__{0} wf-picture__{0}--{1}" d="{2}"/>').format(
        kind, name, paths[name]
    )


def shortened(words: str) -> str:
    """Words that fit in a line under the plot."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"


def _step(span: float) -> float:
    """A round step of which about four fit in the span."""
    rough = span / 4
    power = 10.0 ** floor(log10(rough))
    return next(power * each for each in (1, 2, 2.5, 5, 10) if rough <= power * each)
