"""Workbooks for the rest of the house: their cells, and a copy with notes, both made in the child."""

import base64
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wccflow.base.errors import Refused
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.process import Crashed, ask_child

STANDARD = Limits(max_megabytes=20, max_inflated_megabytes=100)
TOO_LARGE = "The workbook is larger than 20 MB. Save it without pictures and send that."


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its number, and the text of each cell by column from 0.

    `made` are the columns whose text a formula makes; one that was never worked out has no text.
    """

    number: int
    texts: dict[int, str]
    made: frozenset[int] = frozenset()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `merged` are ranges of (first row, first column, last row, last column)."""

    title: str
    rows: tuple[Row, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    shown: bool = True
    hides_columns: bool = False


@dataclass(frozen=True, slots=True)
class Cells:
    """What a workbook holds, and what a person should be told of it."""

    sheets: tuple[Sheet, ...]
    warnings: tuple[str, ...] = ()


def cells(path: Path, *, name: str, limits: Limits = STANDARD, whole: bool = False) -> Cells:
    """The cells of a workbook; raises Refused with one plain sentence where it cannot be read in time.

    Each is one line of at most 4,000 characters, or with `whole` all its lines.
    """
    answer = _asked(path, name, limits, "cells", whole or None)
    return Cells(tuple(_sheet(each) for each in answer["sheets"]), tuple(answer["warnings"]))


def with_notes(
    path: Path, *, name: str, notes: Sequence[tuple[str, str, str]], limits: Limits = STANDARD
) -> bytes:
    """The workbook with a note beside each named cell (sheet, cell, words), the cell marked in yellow."""
    answer = _asked(path, name, limits, "noted", [list(note) for note in notes])
    return base64.b64decode(answer["workbook"])


def _asked(path: Path, name: str, limits: Limits, what: str, asked: object) -> dict[str, Any]:
    if path.stat().st_size > limits.max_megabytes << 20:
        raise Refused(TOO_LARGE)
    deadline = time.monotonic() + limits.seconds
    try:
        return ask_child(path, name, limits, deadline=deadline, what=what, asked=asked)
    except Crashed as crash:
        raise Refused(str(crash)) from crash


def _sheet(told: dict[str, Any]) -> Sheet:
    return Sheet(
        title=told["title"],
        rows=tuple(_row(*row) for row in told["rows"]),
        merged=tuple((top, left, bottom, right) for top, left, bottom, right in told["merged"]),
        shown=told["shown"],
        hides_columns=told["hidden_columns"],
    )


def _row(number: int, hidden: bool, found: list[tuple[int, str, bool]]) -> Row:
    texts = {column: text for column, text, _ in found if text}
    return Row(number, texts, frozenset(column for column, _, is_made in found if is_made), hidden)
