"""Which paragraphs of a PDF are headings, and how high: by their size, weight and number."""

from collections import Counter

from wccflow.evidence.reading.pdf_lines import Line
from wccflow.evidence.reading.wording import could_be_heading, section_depth

LARGER = 1.1
LONGEST = 180
LONGEST_BOLD = 110
MOST_LINES = 4
DEEPEST = 6
FEWEST_DEPTHS = 2

Look = tuple[float, bool]


class Headings:
    """The looks of headings in one document: numbered ones set the scale, else the striking stand higher."""

    def __init__(self, paragraphs: list[tuple[list[Line], str]], body: float) -> None:
        self._body = body
        standing = [
            (_look(lines), section_depth(text)) for lines, text in paragraphs if self._stands_out(lines, text)
        ]
        numbered: dict[int, Counter[Look]] = {}
        for look, depth in standing:
            if depth:
                numbered.setdefault(depth, Counter())[look] += 1
        self._scale = {depth: looks.most_common(1)[0][0] for depth, looks in sorted(numbered.items())}
        ordered = sorted({look for look, _ in standing}, reverse=True)
        self._rank = {look: rank for rank, look in enumerate(ordered, start=1)}

    def level(self, lines: list[Line], text: str) -> int | None:
        """The level of a heading, or None for a paragraph."""
        depth = section_depth(text)
        if self._stands_out(lines, text):
            return min(depth or self._by_look(_look(lines)), DEEPEST)
        plain_number = depth is not None and depth > 1 and len(lines) == 1
        return depth if plain_number and could_be_heading(text, LONGEST_BOLD) else None

    def _by_look(self, look: Look) -> int:
        """The level of a heading without a number: beside numbered ones of its look, above lesser ones."""
        if len(self._scale) < FEWEST_DEPTHS:
            return self._rank[look]
        for depth, looks_so in self._scale.items():
            if look >= looks_so:
                return depth if look == looks_so else max(depth - 1, 1)
        return max(self._scale) + 1

    def _stands_out(self, lines: list[Line], text: str) -> bool:
        size, bold = _look(lines)
        if len(lines) > MOST_LINES:
            return False
        if size >= self._body * LARGER:
            return could_be_heading(text, LONGEST)
        return bold and size >= self._body * 0.9 and could_be_heading(text, LONGEST_BOLD)


def _look(lines: list[Line]) -> Look:
    """The largest size among the lines, and whether all are bold."""
    return max(line.size for line in lines), all(line.bold for line in lines)
