"""The rows of the cockpit as a spreadsheet: what the page shows, every cell a value and never a formula."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from wccflow.base.clock import business_day
from wccflow.engine.definition import Definition
from wccflow.monitor.rows import Row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DEMONSTRATION = "Demonstration: the organisations are real names, everything else is invented."

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_000  # a cell of a spreadsheet holds 32,767 characters

Value: TypeAlias = str | int | date | None


@dataclass(frozen=True, slots=True)
class Told:
    """What the second sheet tells of the first: of what it is, on which day, and what was asked for."""

    title: str
    on: date
    query: str
    understood: tuple[str, ...]
    fault: str
    total: int
    demonstration: bool


def workbook(rows: Sequence[Row], definition: Definition, told: Told) -> bytes:
    """The spreadsheet: the rows under a fixed head with filters, and a sheet about them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Cases")
    columns = list(_columns(definition))
    first = 2 if told.demonstration else 1
    sheet.freeze_panes = f"B{first + 1}"
    sheet.auto_filter.ref = f"A{first}:{get_column_letter(len(columns))}{first + len(rows)}"
    for number, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    if told.demonstration:
        sheet.append([_cell(sheet, DEMONSTRATION, bold=True)])
    sheet.append([_cell(sheet, head, bold=True) for head, _ in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in _values(row, definition)])
    _tell(book.create_sheet("About"), told, len(rows))
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _columns(definition: Definition) -> Iterator[tuple[str, int]]:
    yield from (
        (definition.words.get("organisation", "Organisation"), 34),
        ("Code", 8),
        (definition.words.get("overseer", "Overseer"), 24),
        ("Stage", 22),
        ("Stands at", 30),
        ("Days here", 10),
        ("Next milestone", 26),
        ("Due", 12),
        ("How it stands", 22),
        ("What holds it back", 60),
        ("Open questions", 10),
        ("Oldest question asked", 12),
        ("Forecast of", 26),
        ("Forecast", 12),
        ("Give or take, days", 10),
        ("How sure", 34),
        ("Forecast to miss it", 10),
    )
    for milestone in definition.milestones.values():
        yield milestone.title, 22
    for track in definition.tracks.values():
        if track.counts:
            yield track.title, 16


def _values(row: Row, definition: Definition) -> list[Value]:
    marks = {mark.key: mark.words for mark in row.marks}
    measures = {measure.title: f"{measure.have} of {measure.total}" for measure in row.measures}
    tracks = [track.title for track in definition.tracks.values() if track.counts]
    return [
        row.organisation,
        row.code,
        row.overseer,
        row.stage_title,
        row.state_title,
        row.days_in_state,
        row.milestone_title,
        row.due,
        row.words,
        "; ".join(row.obstacles),
        row.questions,
        business_day(row.oldest_question) if row.oldest_question else None,
        row.target_title,
        row.forecast,
        row.margin if row.forecast else None,
        row.forecast_words,
        "yes" if row.will_miss else "no",
        *(marks.get(key, "") for key in definition.milestones),
        *(measures.get(title, "") for title in tracks),
    ]


def _tell(sheet: Any, told: Told, count: int) -> None:
    lines: list[tuple[str, Value]] = [
        ("What this is", told.title),
        ("As it stood on", told.on),
        ("Rows", f"{count} of {told.total}"),
        ("Filter", told.query or "none"),
        ("Understood as", "; ".join(told.understood) or "every case"),
    ]
    if told.fault:
        lines.append(("The filter could not be taken", told.fault))
    if told.demonstration:
        lines.append(("Demonstration", DEMONSTRATION))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 90
    for name, value in lines:
        sheet.append([_cell(sheet, name, bold=True), _cell(sheet, value)])


def _cell(sheet: Any, value: Value, *, bold: bool = False) -> Any:
    """A cell that is what it says: words stay words, even those that a spreadsheet would reckon with."""
    plain: Any = _UNPRINTABLE.sub("", value)[:_LONGEST] if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, value=plain)
    if isinstance(plain, str):
        cell.data_type = "s"
        cell.quotePrefix = plain[:1] in tuple("=+-@\t\r")
    if bold:
        cell.font = Font(bold=True)
    return cell
