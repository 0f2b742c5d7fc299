"""A workflow as a drawing that stands for itself: for the page, for a file, for the wall."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

from wccflow.engine.definition import Definition
from wccflow.engine.picture_layout import Area, Box, Label, Layout, Line, layout
from wccflow.engine.picture_text import LEADING, Words
from wccflow.engine.picture_words import HERE, PASSED, described

INK, QUIET, BLUE, PALE, BAND, WHITE = "#212b32", "#4c6272", "#005eb8", "#e8edee", "#f6f8f9", "#ffffff"
FACE = "Arial, Helvetica, sans-serif"
SHEET = 1080  # the height of a sheet of A4 when the drawing is as wide as it, with room for margins
CENTRE = 'text-anchor="middle"'


Part = tuple[float, float, str]
"""A piece of the drawing, with the levels between which it stands."""


def svg(
    definition: Definition,
    *,
    here: str | None = None,
    passed: Collection[str] = (),
    notes: Mapping[str, str] | None = None,
    name: str = "",
    headed: bool = False,
) -> str:
    """The drawing; `here` is where the case of this name stands, `passed` the states that it has been in.

    A headed one says what it is of, for hanging on a wall; on a page the page says it.
    """
    plan, parts = _drawn(definition, here, passed, notes, name if headed else None)
    words = described(definition, here=here, passed=passed, name=name)
    return _document(plan, parts, (0, plan.height), words)


def sheets(
    definition: Definition,
    *,
    here: str | None = None,
    passed: Collection[str] = (),
    notes: Mapping[str, str] | None = None,
    name: str = "",
    headed: bool = False,
) -> tuple[str, ...]:
    """The same drawing in pieces that fit on sheets of paper, cut between stages."""
    plan, parts = _drawn(definition, here, passed, notes, name if headed else None)
    words = described(definition, here=here, passed=passed, name=name)
    cuts = [0, *_cuts(plan), plan.height]
    return tuple(
        _document(plan, parts, between, words if number == 0 else None)
        for number, between in enumerate(pairwise(cuts))
    )


def _drawn(
    definition: Definition,
    here: str | None,
    passed: Collection[str],
    notes: Mapping[str, str] | None,
    heading: str | None,
) -> tuple[Layout, list[Part]]:
    marks = dict.fromkeys(passed, f"✓ {PASSED}") | ({here: HERE} if here else {})
    title = "" if heading is None else ": ".join(part for part in (definition.title, heading) if part)
    plan = layout(definition, heading=title, notes=notes, marks=marks)
    parts: list[Part] = [(0, plan.height, f'<rect width="100%" height="{plan.height:g}" fill="{WHITE}"/>')]
    bands = [(area, [_rect(area, f'rx="6" fill="{BAND}" stroke="#aeb7bd"')]) for _, area in plan.bands]
    boxes = [(box.area, list(_box(definition, box, here, passed))) for box in plan.boxes]
    labels = [(label.area, list(_label(label))) for label in (*plan.titles, *plan.labels)]
    parts += [_part(area, pieces) for area, pieces in bands]
    for line in plan.lines:
        levels = [y for _, y in line.corners]
        parts.append((min(levels) - 9, max(levels) + 9, "\n".join(_line(line))))
    parts += [_part(area, pieces) for area, pieces in (*boxes, *labels)]
    return plan, parts


def _part(area: Area, pieces: Sequence[str]) -> Part:
    return area.y, area.y + area.height, "\n".join(pieces)


def _cuts(plan: Layout) -> list[float]:
    """Where the drawing is cut so that no piece is higher than a sheet, as far as stages allow."""
    cuts, start = [], 0.0
    for (_, before), (_, after) in pairwise(plan.bands):
        if after.y + after.height - start > SHEET:
            start = (before.y + before.height + after.y) / 2
            cuts.append(start)
    return cuts


def _document(
    plan: Layout, parts: Sequence[Part], between: tuple[float, float], words: tuple[str, str] | None
) -> str:
    """What stands between two levels; only one piece of a drawing speaks for the whole."""
    top, bottom = between
    wide, high = f"{plan.width:g}", f"{bottom - top:g}"
    size = f'viewBox="0 {top:g} {wide} {high}" width="{wide}" height="{high}"'
    role = 'role="img" aria-labelledby="way-title way-words"' if words else 'aria-hidden="true"'
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} {role} font-family="{FACE}">']
    if words:
        lines.append(f'<title id="way-title">{escape(words[0])}</title>')
        lines.append(f'<desc id="way-words">{escape(words[1])}</desc>')
    lines += [text for first, last, text in parts if first < bottom and top < last]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _box(definition: Definition, box: Box, here: str | None, passed: Collection[str]) -> Iterator[str]:
    is_here, area = box.state == here, box.area
    round_ends = min(area.height / 2, 24) if definition.states[box.state].final else 4
    fill = BLUE if is_here else PALE if box.state in passed else WHITE
    edge = f'stroke="{INK}" stroke-width="{4 if is_here else 1.5}"'
    yield _rect(area, f'rx="{round_ends:g}" fill="{fill}" {edge}')
    y = area.y + (area.height - sum(one.height for one in box.words)) / 2
    for words in box.words:
        colour = WHITE if is_here else QUIET if words.quiet else INK
        yield from _text(words, area.x + area.width / 2, y, f'{CENTRE} fill="{colour}"')
        y += words.height


def _label(label: Label) -> Iterator[str]:
    y = label.area.y
    for words in label.words:
        yield from _text(words, label.area.x, y, f'fill="{QUIET if words.quiet else INK}"')
        y += words.height


def _text(words: Words, x: float, y: float, how: str) -> Iterator[str]:
    weight = ' font-weight="bold"' if words.bold else ""
    for number, line in enumerate(words.lines):
        base = y + words.size * (LEADING * number + 0.95)
        yield f'<text x="{x:g}" y="{base:.1f}" font-size="{words.size:g}"{weight} {how}>{escape(line)}</text>'


def _line(line: Line) -> Iterator[str]:
    path = " ".join(f"{x:g},{y:.1f}" for x, y in line.corners)
    dots = ' stroke-dasharray="1.5 5" stroke-linecap="round"' if line.way.back else ""
    width = 2.2 if line.way.back else 1.6
    yield f'<polyline points="{path}" fill="none" stroke="{INK}" stroke-width="{width}"{dots}/>'
    (before_x, _), (x, y) = line.corners[-2:]
    if x == before_x:
        points = ((x, y), (x - 5, y - 9), (x + 5, y - 9))
    else:
        back = 9 if before_x > x else -9
        points = ((x, y), (x + back, y - 5), (x + back, y + 5))
    yield f'<polygon points="{" ".join(f"{a:g},{b:.1f}" for a, b in points)}" fill="{INK}"/>'


def _rect(area: Area, how: str) -> str:
    return f'<rect x="{area.x:g}" y="{area.y:.1f}" width="{area.width:g}" height="{area.height:.1f}" {how}/>'
