"""The ruled lines of a PDF page, and the grids that they make: tables that say what their cells are."""

import bisect
import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw as untyped

raw: Any = untyped  # PDFium's own functions are made at run time and have no types.
MOST_OBJECTS = 20_000  # a page with more is a drawing
MOST_RULES = 800
THIN, SHORTEST = 2.5, 6.0
SNAP = 3.0  # points within which two lines are one
FEWEST_LINES = 3  # each way: two rows of two columns
MOST_COLUMNS, MOST_ROWS = 40, 400
RECTANGLE_SEGMENTS = (4, 5)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along a page or down it: where it stands, and from where to where it goes."""

    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        """Whether the line passes this place."""
        return self.start - SNAP <= place <= self.end + SNAP


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines that touch one another: the edges of columns from the left, the edges of rows from the top."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]

    def holds(self, left: float, bottom: float, right: float, top: float) -> bool:
        """Whether a box lies within the grid."""
        inside = self.columns[0] - SNAP <= left and right <= self.columns[-1] + SNAP
        middle = (bottom + top) / 2
        return inside and self.rows[-1] <= middle <= self.rows[0]

    def crosses(self, left: float, bottom: float, right: float, top: float) -> bool:
        """Whether a box lies partly within the grid and partly beside it."""
        middle = (bottom + top) / 2
        apart = right < self.columns[0] + SNAP or left > self.columns[-1] - SNAP
        level = self.rows[-1] <= middle <= self.rows[0]
        return level and not apart and not self.holds(left, bottom, right, top)


def grids_on(page: pypdfium2.PdfPage) -> list[Grid]:
    """The grids of a page, from the top."""
    across, down = (_merged(rules) for rules in _rules(page))
    if min(len(across), len(down)) < FEWEST_LINES or len(across) + len(down) > MOST_RULES:
        return []
    grids = (_grid(*group) for group in _groups(across, down))
    return sorted((grid for grid in grids if grid), key=lambda grid: -grid.rows[0])


def _rules(page: pypdfium2.PdfPage) -> tuple[list[Rule], list[Rule]]:
    count = raw.FPDFPage_CountObjects(page)
    across: list[Rule] = []
    down: list[Rule] = []
    for at in range(count if count <= MOST_OBJECTS else 0):
        thing = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_PATH:
            _add(thing, across, down)
    return across, down


def _add(thing: Any, across: list[Rule], down: list[Rule]) -> None:
    """Add a path that is a line, or the four sides of one that is a rectangle."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *sides):
        return
    left, bottom, right, top = (side.value for side in sides)
    if top - bottom <= THIN and right - left >= SHORTEST:
        across.append(Rule((top + bottom) / 2, left, right))
    elif right - left <= THIN and top - bottom >= SHORTEST:
        down.append(Rule((left + right) / 2, bottom, top))
    elif raw.FPDFPath_CountSegments(thing) in RECTANGLE_SEGMENTS and top - bottom > SHORTEST:
        across.extend((Rule(top, left, right), Rule(bottom, left, right)))
        down.extend((Rule(left, bottom, top), Rule(right, bottom, top)))


def _merged(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line put together, as they are drawn cell by cell."""
    merged: list[Rule] = []
    places = _snapped(rule.at for rule in rules)
    for rule in sorted(rules, key=lambda each: (_index(places, each.at), each.start)):
        last = merged[-1] if merged else None
        if last and abs(last.at - rule.at) <= SNAP and rule.start <= last.end + SNAP:
            merged[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            merged.append(rule)
    return merged


def _index(places: Sequence[float], at: float) -> int:
    return bisect.bisect_right(places, at)


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch directly or by way of others."""
    groups: list[tuple[set[int], list[Rule]]] = []
    for line in down:
        touching = {at for at, other in enumerate(across) if _touch(other, line)}
        near = [group for group in groups if group[0] & touching]
        groups = [group for group in groups if not group[0] & touching]
        crossing = touching.union(*(each[0] for each in near))
        groups.append((crossing, [*(each for group in near for each in group[1]), line]))
    return [([across[at] for at in sorted(crossing)], together) for crossing, together in groups]


def _touch(across: Rule, down: Rule) -> bool:
    return across.covers(down.at) and down.covers(across.at)


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    columns = _snapped(line.at for line in down)
    rows = _snapped(line.at for line in across)[::-1]
    if not FEWEST_LINES <= len(columns) <= MOST_COLUMNS or not FEWEST_LINES <= len(rows) <= MOST_ROWS:
        return None
    return Grid(tuple(columns), tuple(rows), tuple(across), tuple(down))


def _snapped(places: Iterable[float]) -> list[float]:
    """The places in rising order, those that are one taken once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > SNAP:
            found.append(place)
    return found
