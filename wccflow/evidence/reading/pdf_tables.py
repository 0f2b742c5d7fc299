"""Ruled tables of a PDF page as one line for each row, with its cells whole however often they wrap."""

from collections import Counter
from typing import Any

import pypdfium2

from wccflow.evidence.reading.pdf_lines import Line
from wccflow.evidence.reading.pdf_rules import Grid, grids_on

INSET = 0.5
FEWEST_SHARED = 0.4  # of the rows with words, how many must have two cells with words: else it is a frame
Cells = list[list[str]]
Place = tuple[int, int]


def with_tables(page: pypdfium2.PdfPage, lines: list[Line], number: int) -> list[Line]:
    """The lines of a page, where those in a ruled table are its rows; no letter is lost or comes twice."""
    grids = grids_on(page) if lines else []
    if not grids:
        return lines
    text_page = page.get_textpage()
    try:
        for grid in grids:
            lines = _with(grid, text_page, lines, number)
    finally:
        text_page.close()
    return lines


def _with(grid: Grid, text_page: Any, lines: list[Line], number: int) -> list[Line]:
    inside = [line for line in lines if grid.holds(line.left, line.bottom, line.right, line.top)]
    if not inside or any(grid.crosses(line.left, line.bottom, line.right, line.top) for line in lines):
        return lines
    cells = _cells(grid, text_page)
    if not _is_table(cells) or _letters(cells) != _letters([[line.text for line in inside]]):
        return lines
    first = next(at for at, line in enumerate(lines) if line is inside[0])
    others = [line for line in lines if not any(line is each for each in inside)]
    before = sum(1 for line in lines[:first] if not any(line is each for each in inside))
    return others[:before] + _rows(grid, cells, inside[0], number) + others[before:]


def _cells(grid: Grid, text_page: Any) -> Cells:
    """The words of each cell; a cell without a line between it and the one before belongs to that one."""
    height, width = len(grid.rows) - 1, len(grid.columns) - 1
    owner: dict[Place, Place] = {}
    last: dict[Place, Place] = {}
    for row in range(height):
        for column in range(width):
            place = owner[row, column] = _owner(grid, row, column, owner)
            last[place] = (row, max(column, last.get(place, place)[1]))
    found = [[""] * width for _ in range(height)]
    for place, end in last.items():
        found[place[0]][place[1]] = _words(grid, text_page, place, end)
    return found


def _owner(grid: Grid, row: int, column: int, owner: dict[Place, Place]) -> Place:
    middle = (grid.rows[row] + grid.rows[row + 1]) / 2
    centre = (grid.columns[column] + grid.columns[column + 1]) / 2
    edge, lid = grid.columns[column], grid.rows[row]
    if column and not any(abs(line.at - edge) < 4 and line.covers(middle) for line in grid.down):
        return owner[row, column - 1]
    if row and not any(abs(line.at - lid) < 4 and line.covers(centre) for line in grid.across):
        return owner[row - 1, column]
    return row, column


def _words(grid: Grid, text_page: Any, first: Place, last: Place) -> str:
    """The words between the upper left corner of one cell and the lower right one of another."""
    left, right = grid.columns[first[1]] + INSET, grid.columns[last[1] + 1] - INSET
    top, bottom = grid.rows[first[0]] - INSET, grid.rows[last[0] + 1] + INSET
    return " ".join(str(text_page.get_text_bounded(left, bottom, right, top)).split())


def _is_table(cells: Cells) -> bool:
    filled = [sum(bool(cell) for cell in row) for row in cells if any(row)]
    return len(filled) > 1 and sum(count > 1 for count in filled) >= FEWEST_SHARED * len(filled)


def _letters(cells: Cells) -> Counter[str]:
    """The letters and numbers of all cells, in whatever order."""
    return Counter(letter for row in cells for cell in row for letter in cell if letter.isalnum())


def _rows(grid: Grid, cells: Cells, like: Line, number: int) -> list[Line]:
    """Each row that says something as a line."""
    return [
        Line(
            text=" ".join(cell for cell in row if cell),
            page=number,
            left=grid.columns[0],
            right=grid.columns[-1],
            bottom=grid.rows[at + 1],
            top=grid.rows[at],
            size=like.size,
            bold=False,
            cells=tuple(row),
            is_row=True,
        )
        for at, row in enumerate(cells)
        if any(row)
    ]
