"""A workflow as a drawing that stands for itself: for the page, for a file, for the wall."""

from collections.abc import Collection, Iterator, Mapping
from html import escape

from wccflow.engine.definition import Definition
from wccflow.engine.picture_layout import Area, Box, Label, Line, layout
from wccflow.engine.picture_text import LEADING, Words
from wccflow.engine.picture_words import HERE, PASSED, described

INK, QUIET, BLUE, PALE, BAND, WHITE = "#212b32", "#4c6272", "#005eb8", "#e8edee", "#f6f8f9", "#ffffff"
FACE = "Arial, Helvetica, sans-serif"
CENTRE = 'text-anchor="middle"'


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
    marks = dict.fromkeys(passed, f"✓ {PASSED}") | ({here: HERE} if here else {})
    heading = ": ".join(part for part in (definition.title, name) if part) if headed else ""
    plan = layout(definition, heading=heading, notes=notes, marks=marks)
    title, words = described(definition, here=here, passed=passed, name=name)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {plan.width:g} {plan.height:g}" '
        f'width="{plan.width:g}" height="{plan.height:g}" role="img" '
        f'aria-labelledby="way-title way-words" font-family="{FACE}">',
        f'<title id="way-title">{escape(title)}</title>',
        f'<desc id="way-words">{escape(words)}</desc>',
        f'<rect width="{plan.width:g}" height="{plan.height:g}" fill="{WHITE}"/>',
    ]
    parts += [_rect(area, f'rx="6" fill="{BAND}" stroke="#aeb7bd"') for _, area in plan.bands]
    parts += [part for line in plan.lines for part in _line(line)]
    parts += [part for box in plan.boxes for part in _box(definition, box, here, passed)]
    parts += [part for label in (*plan.titles, *plan.labels) for part in _label(label)]
    return "\n".join([*parts, "</svg>"]) + "\n"


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
