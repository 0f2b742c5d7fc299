"""The strip of one item as marks on the item's own scale, with the same in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wccflow.engine.vocabulary import Scale
from wccflow.ratings.rules import SELF
from wccflow.triangulation.gathering import Figure
from wccflow.triangulation.rules import NORMAL_95, PARTNERS, SOURCES, TITLES
from wccflow.triangulation.told import Span

WIDTH, HEIGHT, EDGE = 320, 28, 20  # of one source's line, in the units of its picture
NEAR = 0.005  # of a level: a value so near to one of the scale is that one


@dataclass(frozen=True, slots=True)
class Mark:
    """What one source says: where it stands on the line, how far chance reaches, and the same in words."""

    source: str
    title: str
    words: str
    note: str
    x: float
    low_x: float | None = None
    high_x: float | None = None

    @property
    def chance(self) -> float:
        """How wide the bar of chance is."""
        return round((self.high_x or 0.0) - (self.low_x or 0.0), 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """One value of the scale, where it stands."""

    x: float
    title: str


def ticks(scale: Scale, span: Span) -> list[Tick]:
    """The values of a scale from left to right."""
    ordered = sorted(scale.values, key=lambda each: each.rank)
    return [
        Tick(_x(span.in_levels(each.rank)), each.key if each.key.isdigit() else each.title)
        for each in ordered
    ]


def marks(figures: Mapping[str, Figure], scale: Scale, span: Span, notes: Mapping[str, str]) -> list[Mark]:
    """What each source says, in the usual order; partners with the interval of their mean."""
    return [_mark(source, figures[source], scale, span, notes) for source in SOURCES if source in figures]


def in_words(level: float, scale: Scale, span: Span) -> str:
    """A level as people say it: the title of a value of the scale, else a number."""
    rank = span.of_levels(level)
    near = next((each.title for each in scale.values if abs(each.rank - rank) < NEAR), "")
    return near or (f"{rank:.1f}" if scale.kind == "levels" else _between(rank, scale))


def _mark(source: str, figure: Figure, scale: Scale, span: Span, notes: Mapping[str, str]) -> Mark:
    words, x = in_words(figure.level, scale, span), _x(figure.level)
    note = notes.get(source, "")
    if source != PARTNERS:
        return Mark(source, TITLES[source], words, note, x)
    low, high = (figure.level + side * NORMAL_95 * figure.error for side in (-1, 1))
    replies = f"{figure.count} replies; by chance from {_number(low, span)} to {_number(high, span)}"
    return Mark(source, TITLES[source], words, replies, x, _x(low), _x(high))


def _number(level: float, span: Span) -> str:
    return f"{span.of_levels(min(max(level, 1.0), 4.0)):.1f}"


def _between(rank: float, scale: Scale) -> str:
    """Where a mean lies among values that have names and no numbers."""
    ordered = sorted(scale.values, key=lambda each: each.rank)
    below: Sequence[str] = [each.title for each in ordered if each.rank <= rank]
    above: Sequence[str] = [each.title for each in ordered if each.rank > rank]
    return f"between {below[-1]} and {above[0]}" if below and above else f"{rank:.1f}"


def _x(level: float) -> float:
    inside = min(max(level, 1.0), 4.0)
    return round(EDGE + (inside - 1.0) / 3.0 * (WIDTH - 2 * EDGE), 1)


def sentence(found: Sequence[Mark]) -> str:
    """What all say in one line: `Self-assessment Level 3; partners 2.1 (11 replies …); evidence Level 2.`"""
    told = [
        f"{mark.title if mark.source == SELF else mark.title.lower()} {mark.words}"
        f"{f' ({mark.note})' if mark.note else ''}"
        for mark in found
    ]
    return "; ".join(told) + "." if told else ""
