"""A Word file of the words of a document whose original is none, as they were read passage by passage."""

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from wccflow.cycles.paper import Paper

ROW, HEADING, LIST = "table row", "heading", "list"
DEEPEST = 9  # Word knows no heading beneath
WHAT_IT_IS = (
    "This is not the original but its words, as they were read from the file “{name}”. "
    "Layout and pictures are left out."
)


class Read(Protocol):
    """What a fair copy asks of a passage."""

    @property
    def kind(self) -> str:
        """What it is: a heading, a paragraph, a row …"""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def level(self) -> int | None:
        """Of a heading or an item of a list, how deep."""

    @property
    def cells(self) -> Sequence[str]:
        """The cells of a row."""

    @property
    def cell(self) -> str | None:
        """Of a row or a cell, which one."""


def fair_copy(title: str, file_name: str, passages: Sequence[Read], *, demonstration: bool) -> bytes:
    """The words of a document as a Word file."""
    paper = Paper(
        f"{title}: fair copy", subtitle=WHAT_IT_IS.format(name=file_name), demonstration=demonstration
    )
    for table, rows in groupby(passages, key=_table_of):
        if table:
            _table(paper, list(rows))
        else:
            for each in rows:
                _say(paper, each)
    return paper.content()


def _table_of(passage: Read) -> str:
    """The table of a row; nothing for what is no row, or has no cells."""
    return (passage.cell or "").partition(" row ")[0] if passage.kind == ROW and passage.cells else ""


def _table(paper: Paper, rows: Sequence[Read]) -> None:
    columns = max(len(row.cells) for row in rows)
    full = [[*row.cells, *[""] * (columns - len(row.cells))] for row in rows]
    paper.table(full[0], full[1:]) if len(full) > 1 else paper.say(rows[0].text)


def _say(paper: Paper, passage: Read) -> None:
    if passage.kind == HEADING:
        paper.heading(passage.text, min(max(passage.level or 1, 1), DEEPEST))
    elif passage.kind == LIST:
        paper.points([passage.text])
    else:
        paper.say(passage.text)
