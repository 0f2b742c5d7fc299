"""The order of lines on PDF pages: running heads and feet go, late lines move to where they stand."""

import re
from collections import Counter
from dataclasses import replace

from wccflow.evidence.reading.pdf_lines import CELL_GAP, Line

EDGE_LINES = 3
FEWEST_REPEATS = 3
SHARE_OF_PAGES = 0.2
TOUCH = 0.35
WIDE_HOLE = 3.0
AT_ONE_HEIGHT = 0.35
PAGE_NUMBER = re.compile(
    r"(?:page|p\.?)?\s*[-–|]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*(?:(?:of|/)\s*(?:\d{1,4}|[ivxlc]{1,7}))?\s*[-–|]?$",
    re.I,
)
NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b", re.I)


def in_order(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without their running lines, each in the order in which it is read."""
    return [_read_order(page) for page in _without_running(pages)]


def says_only_what_runs(pages: dict[int, list[Line]]) -> set[int]:
    """The pages on which every line is one that runs through the document."""
    listed = list(pages.values())
    running = _running([_edges(page) for page in listed], listed)
    many = len(listed) >= FEWEST_REPEATS
    return {
        number
        for number, page in pages.items()
        if page and all(_runs(line, running, page, many=many) for line in page)
    }


def _without_running(pages: list[list[Line]]) -> list[list[Line]]:
    """Leave out what stands at the edge of page after page, and bare page numbers."""
    edges = [_edges(page) for page in pages]
    running = _running(edges, pages)
    return [
        _kept(page, at_edge, running, many=len(pages) >= FEWEST_REPEATS)
        for page, at_edge in zip(pages, edges, strict=True)
    ]


def _running(edges: list[list[Line]], pages: list[list[Line]]) -> set[tuple[str, int]]:
    """What stands at the edge of page after page."""
    often = Counter(shape for page in edges for shape in {_shape(line) for line in page})
    enough = max(FEWEST_REPEATS, SHARE_OF_PAGES * sum(bool(page) for page in pages))
    return {shape for shape, count in often.items() if count >= enough}


def _kept(page: list[Line], at_edge: list[Line], running: set[tuple[str, int]], *, many: bool) -> list[Line]:
    """The lines of a page that do not run; a page on which all of them do keeps them."""
    kept = [
        line
        for line in page
        if not (any(line is edge for edge in at_edge) and _runs(line, running, page, many=many))
    ]
    return kept or page


def _edges(page: list[Line]) -> list[Line]:
    """The topmost and lowest lines of a page."""
    by_height = sorted(page, key=lambda line: -line.bottom)
    return by_height if len(by_height) <= 2 * EDGE_LINES else by_height[:EDGE_LINES] + by_height[-EDGE_LINES:]


def _shape(line: Line) -> tuple[str, int]:
    """What a running line keeps from page to page: its words but for the numbers, and its height."""
    return NUMBERS.sub("#", line.text), round(line.bottom / 6)


def _runs(line: Line, running: set[tuple[str, int]], page: list[Line], *, many: bool) -> bool:
    if line.is_row:
        return False
    if _shape(line) in running:
        return True
    if not many:
        return False
    outermost = line.bottom <= min(each.bottom for each in page) or line.top >= max(each.top for each in page)
    return outermost and PAGE_NUMBER.match(line.text) is not None


def _read_order(page: list[Line]) -> list[Line]:
    """The lines as written, but for runs that stand in a hole which the writing left, or above all of it."""
    ordered: list[Line] = []
    for run in _runs_of(page):
        place = next((at for at in range(len(ordered)) if _fits(ordered, at, run)), len(ordered))
        ordered[place:place] = run
    return _whole_lines(ordered)


def _runs_of(page: list[Line]) -> list[list[Line]]:
    """The lines as written, cut wherever the writing goes up the page again or leaves a wide hole."""
    runs: list[list[Line]] = []
    for line in page:
        step = runs[-1][-1].bottom - line.bottom if runs else 0.0
        if runs and -TOUCH * line.size <= step <= WIDE_HOLE * max(line.size, 8):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _fits(ordered: list[Line], at: int, run: list[Line]) -> bool:
    """Whether a run stands wholly between two neighbouring lines of its own column."""
    top, bottom = run[0].top, run[-1].bottom
    slack = TOUCH * run[0].size
    below_before = at == 0 or ordered[at - 1].bottom >= top - slack
    above_after = ordered[at].top <= bottom + slack
    neighbours = ordered[max(at - 1, 0) : at + 1]
    return below_before and above_after and all(_same_column(run, line) for line in neighbours)


def _same_column(run: list[Line], line: Line) -> bool:
    left, right = min(each.left for each in run), max(each.right for each in run)
    return left < line.right and line.left < right


def _whole_lines(lines: list[Line]) -> list[Line]:
    """Neighbours at one height are one line: a raised number and its text, or cells written singly."""
    whole: list[Line] = []
    for line in lines:
        if whole and _beside(whole[-1], line):
            whole[-1] = _joined(whole[-1], line)
        else:
            whole.append(line)
    return whole


def _beside(last: Line, line: Line) -> bool:
    overlap = min(last.top, line.top) - max(last.bottom, line.bottom)
    return (
        overlap > AT_ONE_HEIGHT * min(last.top - last.bottom, line.top - line.bottom)
        and line.left >= last.right - 1
    )


def _joined(last: Line, line: Line) -> Line:
    gap = line.left - last.right
    larger = last if len(last.text) >= len(line.text) else line
    space = "" if gap < 0.15 * larger.size else " "
    apart = gap > CELL_GAP * larger.size
    cells = (last.cells or (last.text,)) + (line.cells or (line.text,)) if apart or last.cells else ()
    return replace(
        larger,
        text=last.text + space + line.text,
        left=last.left,
        right=line.right,
        cells=cells,
        bold=last.bold and line.bold,
    )
