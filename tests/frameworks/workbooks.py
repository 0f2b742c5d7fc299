"""Workbooks for the tests: the finished example, changed cell by cell."""

from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl import Workbook

from wccflow.evidence.reading.workbooks import Cells, cells
from wccflow.frameworks import sources
from wccflow.frameworks.reading import Outcome, outcome_of
from wccflow.frameworks.samples import example
from wccflow.frameworks.writing import written

TODAY = date(2026, 11, 23)


def example_bytes(today: date = TODAY) -> bytes:
    """The workbook that the program hands out."""
    return written(example(sources.processes(), process=sources.STOCK, today=today))


def changed(changes: Mapping[str, object] | None = None, act: Callable[[Any], None] | None = None) -> bytes:
    """The example with some cells changed, named as `Items!C3`; `act` may do more to the book."""
    book: Workbook = openpyxl.load_workbook(BytesIO(example_bytes()))
    for at, value in (changes or {}).items():
        sheet, _, cell = at.partition("!")
        book[sheet][cell] = value
    if act is not None:
        act(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def cells_of(content: bytes, folder: Path) -> Cells:
    """The cells of a workbook, read by the child."""
    path = folder / "framework.xlsx"
    path.write_bytes(content)
    return cells(path, name="framework.xlsx")


def outcome(content: bytes, folder: Path, **more: Any) -> Outcome:
    """What a workbook makes."""
    return outcome_of(cells_of(content, folder), sources.processes(), **more)


def said(content: bytes, folder: Path) -> list[str]:
    """The faults of a workbook, as a person reads them."""
    return [f"{fault.at}: {fault.say}" for fault in outcome(content, folder).faults]
