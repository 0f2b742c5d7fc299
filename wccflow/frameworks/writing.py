"""Writing a workbook of a framework: headings with notes, lists to choose from, days as days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from wccflow.frameworks.layout import (
    ABOUT,
    COLUMNS,
    DATES,
    DOCUMENTS,
    HOLIDAYS,
    ITEMS,
    LEVELS,
    MILESTONES,
    NO,
    READ_ME,
    SCALE,
    WORDS_ONLY,
    YES,
    Column,
    letters,
)

AUTHOR = "wccflow"
HEAD = PatternFill("solid", start_color="005EB8", end_color="005EB8")
BOLD, WHITE = Font(bold=True), Font(bold=True, color="FFFFFF")
WRAPPED = Alignment(wrap_text=True, vertical="top")
DAY = "d mmmm yyyy"
TEXT = "@"  # so that Excel does not make 1.10 into 1.1
ROWS_TO_CHOOSE_IN = 400
HOW = (
    "This workbook is a framework: what is assessed, by which levels, from which documents, and when.",
    "Change whatever is in it, save it, and send it on the page “Open a cycle”. Nothing is opened by that.",
    "You are then shown what is wrong, cell by cell; and once nothing is, the pages that it makes.",
    f"{ABOUT}: the name, and the words that your organisations use.",
    f"{SCALE}: the levels, the lowest first. Delete its rows when items are rated {WORDS_ONLY}.",
    f"{ITEMS}: one row for each item. A column “Level 3” holds what that level means for the item.",
    "In the cell of a level, what follows a • is a clause: one thing that can be ticked by itself.",
    f"{DOCUMENTS}: what is asked for. In {ITEMS}, name those that show an item.",
    f"{DATES}: when each stage opens and closes.",
    f"{MILESTONES}: only where you want other days than the process has. The sheet may be deleted.",
    "Partners are asked as the process asks them, of each group of items: questions are not written here.",
    f"{HOLIDAYS}: only for years that the program does not know. The sheet may be deleted.",
)


@dataclass(frozen=True, slots=True)
class Book:
    """What to write: answers of the first sheet, rows of the others by column, and what may be chosen."""

    about: Mapping[str, str]
    rows: Mapping[str, Sequence[Mapping[str, object]]]
    levels: Sequence[str]
    processes: Sequence[str]
    stages: Sequence[str]
    milestones: Sequence[str]
    read_me: Sequence[str] = field(default=HOW)


def written(book: Book) -> bytes:
    """The workbook as a file."""
    made = Workbook()
    _read_me(made.worksheets[0], book.read_me)
    _about(made.create_sheet(ABOUT), book)
    for name in (SCALE, ITEMS, DOCUMENTS, DATES, MILESTONES, HOLIDAYS):
        _table(made.create_sheet(name), name, book)
    made.active = made.worksheets.index(made[ABOUT])
    saved = BytesIO()
    made.save(saved)
    return saved.getvalue()


def _read_me(sheet: Worksheet, lines: Sequence[str]) -> None:
    sheet.title = READ_ME
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(lines, 1):
        _put(sheet, f"A{number}", line)
    sheet["A1"].font = BOLD


def _about(sheet: Worksheet, book: Book) -> None:
    _heads(sheet, [("Question", "", 34), ("Answer", "", 70), ("What to write", "", 60)])
    choices = {"process": list(book.processes), "rating": [LEVELS, WORDS_ONLY]}
    for row, column in enumerate(COLUMNS[ABOUT], 2):
        _put(sheet, f"A{row}", column.title)
        _put(sheet, f"B{row}", book.about.get(column.key, ""))
        _put(sheet, f"C{row}", f"{'Needed. ' if column.required else ''}{column.note}")
        if column.key in choices:
            _choose(sheet, f"B{row}", choices[column.key])


def _table(sheet: Worksheet, name: str, book: Book) -> None:
    levels = (
        [Column(f"level:{key}", f"Level {key}", width=34) for key in book.levels] if name == ITEMS else []
    )
    columns = [*COLUMNS[name], *levels]
    _heads(sheet, [(column.title, _note(column), column.width) for column in columns])
    for number, row in enumerate(book.rows.get(name, ()), 2):
        for place, column in enumerate(columns):
            _put(sheet, f"{letters(place)}{number}", row.get(column.key, ""))
    answers = {
        (DOCUMENTS, "required"): [YES, NO],
        (DOCUMENTS, "board"): [YES, NO],
        (DATES, "stage"): list(book.stages),
        (MILESTONES, "milestone"): list(book.milestones),
    }
    for place, column in enumerate(columns):
        if (name, column.key) in answers:
            area = f"{letters(place)}2:{letters(place)}{ROWS_TO_CHOOSE_IN}"
            _choose(sheet, area, answers[name, column.key])
        if column.key in ("item", "level"):
            for number in range(2, ROWS_TO_CHOOSE_IN):
                sheet[f"{letters(place)}{number}"].number_format = TEXT


def _note(column: Column) -> str:
    return f"{'Needed. ' if column.required else ''}{column.note}".strip()


def _heads(sheet: Worksheet, heads: Sequence[tuple[str, str, int]]) -> None:
    for place, (words, note, width) in enumerate(heads):
        cell = sheet[f"{letters(place)}1"]
        cell.value, cell.font, cell.fill, cell.alignment = words, WHITE, HEAD, WRAPPED
        sheet.column_dimensions[letters(place)].width = width
        if note:
            cell.comment = Comment(note, AUTHOR, width=260, height=80)
    sheet.freeze_panes = "A2"


def _choose(sheet: Worksheet, area: str, answers: Sequence[str]) -> None:
    """Offer a list to choose from; Excel takes one of at most 255 characters, without commas inside."""
    said = ",".join(answers)
    if not answers or len(said) > 255 or any("," in each or '"' in each for each in answers):
        return
    choice = DataValidation(type="list", formula1=f'"{said}"', allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    choice.add(area)


def _put(sheet: Worksheet, at: str, value: Any) -> None:
    """Write a day as a day and anything else as words, even what begins like a formula."""
    cell: Any = sheet[at]
    cell.alignment = WRAPPED
    if isinstance(value, date):
        cell.value, cell.number_format = value, DAY
    elif value not in ("", None):
        cell.value = str(value)
        cell.data_type = "s"
