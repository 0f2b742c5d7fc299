"""The lines as a drawing: a box for each step, arrows between, and a gap wherever nothing is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from wccflow.line_of_sight.shown import BROKEN, Row

NAME, BOX, GAP, HIGH, ROW, TOP = 200, 172, 30, 78, 98, 34
LETTERS, MOST_LINES, NAME_LETTERS = 20, 3, 20


@dataclass(frozen=True, slots=True)
class Box:
    """One step: its place, its words in lines, how it stands, and where it leads."""

    x: int
    y: int
    state: str
    missing: bool
    words: tuple[str, ...]
    address: str
    said: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one step to the next; `broken` where one of the two is missing or does not follow."""

    x: int
    y: int
    broken: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture."""

    width: int
    height: int
    heads: Sequence[tuple[int, str]]
    names: Sequence[tuple[int, tuple[str, ...]]]
    boxes: Sequence[Box]
    arrows: Sequence[Arrow]


def drawing(rows: Sequence[Row]) -> Drawing:
    """The picture of these lines, the same as their table."""
    cells = rows[0].cells if rows else ()
    heads = [(_x(number), cell.step.title) for number, cell in enumerate(cells)]
    names = [(_y(number) + 20, _lines(row.line.title, NAME_LETTERS)) for number, row in enumerate(rows)]
    boxes = [box for number, row in enumerate(rows) for box in _boxes(row, _y(number))]
    arrows = [arrow for number, row in enumerate(rows) for arrow in _arrows(row, _y(number))]
    return Drawing(_x(len(cells)), TOP + ROW * len(rows), heads, names, boxes, arrows)


def _boxes(row: Row, y: int) -> list[Box]:
    return [
        Box(
            _x(number),
            y,
            cell.state,
            cell.is_missing,
            _lines(cell.brief, LETTERS),
            cell.address,
            f"{row.line.title}, {cell.step.title.lower()}",
        )
        for number, cell in enumerate(row.cells)
    ]


def _arrows(row: Row, y: int) -> list[Arrow]:
    sound = [not cell.is_missing and cell.state != BROKEN for cell in row.cells]
    return [
        Arrow(_x(number) - GAP, y + HIGH // 2, not (sound[number - 1] and sound[number]))
        for number in range(1, len(row.cells))
    ]


def _x(number: int) -> int:
    return NAME + number * (BOX + GAP)


def _y(number: int) -> int:
    return TOP + number * ROW


def _lines(words: str, letters: int) -> tuple[str, ...]:
    return tuple(wrap(" ".join(words.split()), letters, max_lines=MOST_LINES, placeholder=" …"))
