"""Writing spreadsheets: rows under a fixed head, every cell a value and never a formula."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DEMONSTRATION = "Demonstration: the organisations are real names, everything else is invented."

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_000  # a cell of a spreadsheet holds 32,767 characters
RECKONED = tuple("=+-@\t\r")  # a spreadsheet would take what begins so for a formula

Value: TypeAlias = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its columns with their widths in characters, and its rows."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Value]]


def workbook(
    sheet: Sheet, about: Iterable[tuple[str, Value]], *, demonstration: bool, further: Sequence[Sheet] = ()
) -> bytes:
    """The sheets with filters under heads that stay, and a last one that tells what they are."""
    book = Workbook(write_only=True)
    for each in (sheet, *further):
        _list(book.create_sheet(each.title), each, demonstration)
    _tell(
        book.create_sheet("About"), [*about, *([("Demonstration", DEMONSTRATION)] if demonstration else [])]
    )
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _list(page: Any, sheet: Sheet, demonstration: bool) -> None:
    first = 2 if demonstration else 1
    page.freeze_panes = f"B{first + 1}"
    page.auto_filter.ref = f"A{first}:{get_column_letter(len(sheet.columns))}{first + len(sheet.rows)}"
    for number, (_, width) in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    if demonstration:
        page.append([cell(page, DEMONSTRATION, bold=True)])
    page.append([cell(page, head, bold=True) for head, _ in sheet.columns])
    for row in sheet.rows:
        page.append([cell(page, value) for value in row])


def _tell(page: Any, lines: Iterable[tuple[str, Value]]) -> None:
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 30, 90
    for name, value in lines:
        page.append([cell(page, name, bold=True), cell(page, value)])


def cell(page: Any, value: Value, *, bold: bool = False, fill: str = "") -> Any:
    """A cell that is what it says: words stay words, even those that a spreadsheet would reckon with."""
    plain: Any = _UNPRINTABLE.sub("", value)[:_LONGEST] if isinstance(value, str) else value
    made = WriteOnlyCell(page, value=plain)
    if isinstance(plain, str):
        made.data_type = "s"
        made.quotePrefix = plain[:1] in RECKONED
    if bold:
        made.font = Font(bold=True)
    if fill:
        made.fill = PatternFill("solid", fgColor=fill)
    return made
