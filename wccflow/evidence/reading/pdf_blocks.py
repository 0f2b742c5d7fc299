"""PDF lines put together: wrapped lines of one paragraph, items of a list, rows of a table."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from wccflow.evidence.reading.pdf_lines import Line
from wccflow.evidence.reading.wording import begins_item, begins_note, is_contents_line, section_depth

PITCH_SLACK = 1.2
USUAL_PITCH = 1.4
INDENT = 0.9
OTHER_SIZE = 0.12
FEWEST_NUMBERS_ALONE = 2
LONGEST_ROW_LABEL = 40
FEWEST_STRETCHED = 4
SHARE_OF_SMALL = 0.35
SMALL = 0.88
SENTENCE_ENDS = (".", "!", "?", ":", ";", "…", ".”", ".’", ".)", '."')


@dataclass
class Block:
    """Lines that belong together; a row is one line with cells."""

    lines: list[Line]
    row: bool = False

    @property
    def item(self) -> bool:
        """Whether it begins as an item of a list does."""
        return not self.row and begins_item(self.lines[0].text)

    def small(self, body: float) -> bool:
        """Whether it is printed smaller than the body, as notes are."""
        return self.lines[0].size < body * SMALL


class Grouping:
    """Groups the lines of one document by what is usual in it."""

    def __init__(self, pages: list[list[Line]]) -> None:
        self.body = _body_size(pages)
        self._pitches = _pitches(pages)

    def blocks(self, pages: list[list[Line]]) -> list[Block]:
        """All blocks in order; a paragraph that runs on to the next page is one."""
        blocks: list[Block] = []
        for page in pages:
            here = self._page(page)
            before = self._last_of_body(blocks)
            if before and here and self._runs_on(before, here[0]):
                before.lines.extend(here.pop(0).lines)
            blocks.extend(here)
        return blocks

    def _page(self, page: list[Line]) -> list[Block]:
        edge = _right_edges(page)
        blocks: list[Block] = []
        for at, line in enumerate(page):
            if _is_row(page, at):
                blocks.append(Block([line], row=True))
            elif (
                blocks
                and not blocks[-1].row
                and self._continues(blocks[-1], line, edge.get(_column(line), line.right))
            ):
                blocks[-1].lines.append(line)
            else:
                blocks.append(Block([line]))
        return blocks

    def _continues(self, block: Block, line: Line, edge: float) -> bool:
        """Whether a line goes on with the paragraph before it."""
        last = block.lines[-1]
        new_note = line.size < self.body * SMALL and begins_note(line.text)
        if new_note or _parts(block, line, last) or not self._near(last, line):
            return False
        if last.size > self.body * (1 + OTHER_SIZE) and abs(last.size - line.size) < 1:
            return True
        indent = (line.left - last.left) / max(line.size, 1)
        hangs = block.item and len(block.lines) == 1
        if abs(indent) > INDENT and not hangs and not (indent < 0 and len(block.lines) == 1):
            return False
        return not _broke_off(last, line, max(edge, last.right))

    def _near(self, last: Line, line: Line) -> bool:
        """Whether a line stands as far below the last as lines of this size do."""
        pitch = last.bottom - line.bottom
        usual = self._pitches.get(round(last.size), USUAL_PITCH * last.size)
        return 0 < pitch <= usual * PITCH_SLACK + 1

    def _runs_on(self, before: Block, after: Block) -> bool:
        """Whether a paragraph was cut by the end of the page."""
        first, last = after.lines[0], before.lines[-1]
        if (
            after.row
            or after.item
            or before.row
            or abs(first.size - last.size) > 1
            or first.bold != last.bold
        ):
            return False
        return first.text[:1].islower() and not last.text.rstrip().endswith(SENTENCE_ENDS)

    def _last_of_body(self, blocks: list[Block]) -> Block | None:
        """The last block that is no note at the foot of a page."""
        return next((block for block in reversed(blocks[-30:]) if not block.small(self.body)), None)


def _parts(block: Block, line: Line, last: Line) -> bool:
    """Whether a line begins something new by its look or its words."""
    if is_contents_line(last.text) or begins_item(line.text) or (line.bold and section_depth(line.text)):
        return True
    other_look = line.bold != last.bold and (
        (last.bold and len(block.lines) < 3) or (line.bold and _short(line))
    )
    return other_look or abs(last.size - line.size) > max(OTHER_SIZE * last.size, 1)


def _short(line: Line) -> bool:
    return len(line.text) < 70


def _broke_off(last: Line, line: Line, edge: float) -> bool:
    """Whether the last line ended although the next word would have fitted on it."""
    letter = (line.right - line.left) / max(len(line.text), 1)
    first_word = (len(line.text.split(" ", 1)[0]) + 1) * letter
    room = edge - last.right
    ends = last.text.rstrip().endswith(SENTENCE_ENDS)
    return room > first_word + (1.5 if ends else 6) * letter


def _is_row(page: list[Line], at: int) -> bool:
    """Whether a line is a row: cells beside other cells, cells of numbers, or a label between rows."""
    if page[at].is_row:
        return True
    around = [other for other in range(at - 2, at + 3) if 0 <= other < len(page) and other != at]
    beside = {other - at for other in around if _cell_count(page[other]) >= 2}
    if _cell_count(page[at]) < 2:
        return {-1, 1} <= beside and len(page[at].text) <= LONGEST_ROW_LABEL
    numbers = sum(cell[:1].isdigit() or cell[-1:] in "0123456789%" for cell in page[at].cells)
    return bool(beside) or numbers >= FEWEST_NUMBERS_ALONE


def _cell_count(line: Line) -> int:
    """How many cells a line has; the number or bullet of an item is no cell."""
    if not line.cells or is_contents_line(line.text) or _stretched(line.cells):
        return 0
    labelled = begins_item(line.text) or section_depth(line.text) is not None
    return len(line.cells) - (1 if labelled else 0)


def _stretched(cells: tuple[str, ...]) -> bool:
    """Whether the cells are only the words of a line that was stretched to the margin."""
    return len(cells) > FEWEST_STRETCHED and sum(cell[:1].islower() for cell in cells) > SHARE_OF_SMALL * len(
        cells
    )


def _body_size(pages: list[list[Line]]) -> float:
    """The size in which most letters are printed."""
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page:
            letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 11.0


def _pitches(pages: list[list[Line]]) -> dict[int, float]:
    """How far apart lines of one size stand as a rule: the smallest distance that is common."""
    seen: dict[int, Counter[int]] = {}
    for page in pages:
        for last, line in pairwise(page):
            pitch = last.bottom - line.bottom
            if last.size * 0.9 < pitch < last.size * 2.2 and abs(last.size - line.size) < 1:
                seen.setdefault(round(last.size), Counter())[round(pitch)] += 1
    return {size: float(_common_smallest(pitches)) for size, pitches in seen.items()}


def _common_smallest(pitches: Counter[int]) -> int:
    most = max(pitches.values())
    return min(pitch for pitch, count in pitches.items() if count * 4 >= most)


def _column(line: Line) -> int:
    """Lines that begin at about the same place share a column."""
    return round(line.left / 40)


def _right_edges(page: list[Line]) -> dict[int, float]:
    """How far to the right each column reaches."""
    edges: dict[int, float] = {}
    for line in page:
        edges[_column(line)] = max(edges.get(_column(line), 0.0), line.right)
    return edges
