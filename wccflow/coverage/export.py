"""The matrix as a spreadsheet or as plain rows: what the page shows, each cell a value and no formula."""

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from wccflow.base.spreadsheets import DEMONSTRATION, RECKONED, cell
from wccflow.coverage import rules
from wccflow.coverage.matrix import Line, Matrix
from wccflow.cycles.models import Case

SAID = "Answers in sessions"
CSV = "text/csv; charset=utf-8"
FILLS = {
    rules.CLAIMED: "D2E2F1",
    rules.SAID: "E4DDF3",
    rules.VERIFIED: "CCE5D8",
    rules.CONTRADICTED: "F7D4D1",
    rules.ABSENT: "FFF7BF",
}


def workbook(matrix: Matrix, case: Case, show: str) -> bytes:
    """The spreadsheet of a filter: the rows under a fixed head, and a sheet of the gaps."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Coverage")
    head = _head(matrix)
    label = [DEMONSTRATION] if case.cycle.demonstration else []
    sheet.freeze_panes = f"D{2 + len(label)}"
    for number in range(1, len(head) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 48 if number == 3 else 22
    for words in label:
        sheet.append([cell(sheet, words, bold=True)])
    sheet.append([cell(sheet, words, bold=True) for words in head])
    for line in _lines(matrix, show):
        states = ["", "", "", line.row.state, "", *(each.state for each in line.cells), line.said.state]
        values = _values(matrix, line)
        sheet.append(
            [
                cell(sheet, value, fill=FILLS.get(state, ""))
                for value, state in zip(values, states, strict=True)
            ]
        )
    gaps = book.create_sheet("Gaps")
    gaps.column_dimensions["A"].width, gaps.column_dimensions["B"].width = 44, 80
    for what, name in [("What is missing", "Which"), *gap_rows(matrix)]:
        gaps.append([cell(gaps, what), cell(gaps, name)])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def plain_rows(matrix: Matrix, show: str) -> str:
    """The same rows with commas between their cells."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(_head(matrix))
    for line in _lines(matrix, show):
        writer.writerow([_harmless(value) for value in _values(matrix, line)])
    return "\ufeff" + written.getvalue()  # the mark by which a spreadsheet knows the letters


def gap_rows(matrix: Matrix) -> Iterator[tuple[str, str]]:
    """Every gap, as what is missing and which item or document it is."""
    gaps = matrix.gaps
    yield from (("Item without a passage that shows it", row.title) for row in gaps.without)
    yield from (("Item shown only by what was said on the day", row.title) for row in gaps.said)
    yield from (("Item claimed and not verified", row.title) for row in gaps.unverified)
    yield from (("Item with a contradiction", row.title) for row in gaps.against)
    yield from (("Document that nobody cites", title) for title in gaps.unused)
    for title, rows in gaps.unfiled:
        yield f"Not filed: {title}", "; ".join(row.title for row in rows)


def _head(matrix: Matrix) -> Sequence[str]:
    documents = [each.title for each in matrix.columns]
    return ["Element", "Group", "Item", "State", "Passages", *documents, SAID]


def _lines(matrix: Matrix, show: str) -> list[Line]:
    return [line for line in matrix.lines if line.row.fits(show)]


def _values(matrix: Matrix, line: Line) -> list[str | int]:
    element = next(each.title for each in matrix.elements if each.key == line.element)
    cells = [each.words if each.count else "" for each in line.cells]
    said = line.said.words if line.said.count else ""
    return [element, line.group, line.row.title, line.words, line.count, *cells, said]


def _harmless(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(RECKONED) else value
