"""What changed inside one passage: its words, its numbers, and the cells of its row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

SAME, GONE, NEW = "same", "gone", "new"
MOST_WORDS = 1_500  # of both texts; beyond, a passage is shown as it was and as it is
NUMBER = re.compile(
    r"[-−]?[£$€]?\d[\d,]*(?:\.\d+)?(?:\s?(?:%|per cent\b|m\b|bn\b|k\b|million\b|billion\b))?(?:/\d+)*"
)

Pieces = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: its column's name, what it said and what it says; none where it was not there."""

    head: str
    before: str | None
    after: str | None

    @property
    def has_changed(self) -> bool:
        """Whether it says something else now."""
        return self.before != self.after

    @property
    def pieces(self) -> Pieces:
        """Its words: the same, gone, or new."""
        return words_between(self.before or "", self.after or "")

    @property
    def numbers(self) -> "tuple[Number, ...]":
        """The numbers that changed in it, under the name of its column."""
        found = numbers_between(self.before or "", self.after or "")
        return tuple(Number(each.before, each.after, self.head) for each in found)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was and as it is, empty where it came or went; in a row with the name of its column."""

    before: str
    after: str
    head: str = ""


def words_between(before: str, after: str) -> Pieces:
    """The words of both texts in pieces: the same, gone, or new."""
    old, new = before.split(), after.split()
    if len(old) + len(new) > MOST_WORDS:
        return tuple(piece for piece in ((GONE, before), (NEW, after)) if piece[1])
    pieces: list[tuple[str, str]] = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append((SAME, " ".join(old[start:end])))
            continue
        if end > start:
            pieces.append((GONE, " ".join(old[start:end])))
        if last > first:
            pieces.append((NEW, " ".join(new[first:last])))
    return tuple(pieces)


def numbers_between(before: str, after: str) -> tuple[Number, ...]:
    """Each number that changed."""
    old, new = NUMBER.findall(before), NUMBER.findall(after)
    found: list[Number] = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            pairs = zip_longest(old[start:end], new[first:last], fillvalue="")
            found += [Number(was, now) for was, now in pairs]
    return tuple(found)


def numbers_in(cells: Sequence[Cell]) -> tuple[Number, ...]:
    """Each number that changed in a row, cell by cell."""
    return tuple(number for cell in cells if cell.has_changed for number in cell.numbers)


def cells_between(before: Sequence[str], after: Sequence[str], heads: Sequence[str]) -> tuple[Cell, ...]:
    """The cells of a row side by side; `heads` names the columns of the new version."""
    pairs = zip(before, after, strict=True) if len(before) == len(after) else _paired(before, after)
    cells: list[Cell] = []
    column = 0
    for old, new in pairs:
        cells.append(Cell(heads[column] if new is not None and column < len(heads) else "", old, new))
        column += new is not None
    return tuple(cells)


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """The cells of rows that are not equally long: a column came or went."""
    for tag, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(before[start:end], after[first:last], strict=True)
        else:
            yield from zip_longest(before[start:end], after[first:last])
