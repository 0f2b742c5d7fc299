"""The spreadsheet of a case's items: what stands there, ready to be filled in and brought back."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from wccflow.base.spreadsheets import DEMONSTRATION, RECKONED
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Element
from wccflow.people.rights import Reach, demand
from wccflow.ratings.earlier import Year, year_before
from wccflow.ratings.lines import Line
from wccflow.ratings.rules import ABILITY_OF, SELF, is_told
from wccflow.ratings.sheet import sheet_of
from wccflow.ratings.sheet_layout import (
    CHANNELS,
    IDENTITY,
    READ_ME,
    VALUE,
    as_cell,
    columns_of,
    elements_of,
    sheet_titles,
)
from wccflow.web.formats import moment

HEAD, TO_FILL, QUIET = (PatternFill("solid", fgColor=each) for each in ("005EB8", "FFFBE5", "F0F4F5"))
WRAPPED = Alignment(vertical="top", wrap_text=True)
MOST_IN_LIST = 255  # characters that Excel takes for a list to choose from
SAYS = (
    "Fill in the yellow cells, save the workbook, and bring it back on the page of the sheet.",
    "Nothing is kept before you have seen what would change.",
    "An empty cell changes nothing. Passages and last year are for reading: changes there are not taken in.",
    "Formulas are not taken in: write values.",
)


def demand_channel_of_sheet(case: Case, channel: str, by: Reach) -> None:
    """Raise NotFound or Refused unless the person rates by this channel here and now."""
    ability = ABILITY_OF[channel]
    demand(by, ability, place=case.place, definition=definition_of(case), state=case.state)


def workbook_of(case: Case, channel: str, *, by: Reach, now: datetime) -> bytes:
    """The workbook for one channel. Raises NotFound or Refused for who does not rate by it here and now."""
    demand_channel_of_sheet(case, channel, by)
    definition = definition_of(case)
    lines = {line.item.key: line for section in sheet_of(case, by) for line in section.lines}
    year = year_before(case, by) if channel == SELF else None
    titles = sheet_titles(definition, channel)
    book = Workbook()
    _tell(book.active, case, channel, now)
    for element in elements_of(definition, channel):
        _fill(book.create_sheet(titles[element.key]), case, element, channel, lines, year)
    _identify(book.create_sheet(IDENTITY), case, channel, lines, now)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _tell(page: Any, case: Case, channel: str, now: datetime) -> None:
    page.title = READ_ME
    page.column_dimensions["A"].width = 100
    said = [
        f"{CHANNELS[channel]}: {case.organisation.name}",
        f"{case.cycle.title}. Made {moment(now)}.",
        *SAYS,
        *([DEMONSTRATION] if case.cycle.demonstration else []),
    ]
    for number, words in enumerate(said, start=1):
        _put(page, number, 1, words, bold=number == 1)


def _fill(
    page: Worksheet,
    case: Case,
    element: Element,
    channel: str,
    lines: dict[str, Line],
    year: Year | None,
) -> None:
    definition = definition_of(case)
    scale = definition.scales[element.scale]
    columns = columns_of(scale, channel)
    for place, (head, width) in enumerate(columns, start=1):
        cell = _put(page, 1, place, head, bold=True)
        cell.fill, cell.font = HEAD, Font(bold=True, color="FFFFFF")
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "C2"
    first = [head for head, _ in columns].index(VALUE) + 1
    for number, item in enumerate(element.items, start=2):
        _row(page, number, lines[item], channel, year, first)
    _choose(page, scale.values, first, len(element.items) + 1)


def _row(page: Worksheet, number: int, line: Line, channel: str, year: Year | None, first: int) -> None:
    rating = line.ratings.get(channel)
    told = is_told(line.scale)
    said = [line.item.key, line.title]
    if channel == SELF:
        said.append(_last_year(year, line.item.key))
    said.append(as_cell(rating.value) if rating and told else line.said(channel))
    if not told:
        said.append(as_cell(rating.rationale) if rating else "")
    cited = [f"“{each.citation.quote}” ({each.where})" for each in line.cited_by(channel)]
    for place, words in enumerate([*said, "\n".join(cited)], start=1):
        cell = _put(page, number, place, words)
        cell.fill = TO_FILL if first <= place < len(said) + 1 else QUIET
        cell.protection = Protection(locked=not first <= place < len(said) + 1)


def _last_year(year: Year | None, item: str) -> str:
    found = year.items.get(item) if year else None
    if found is None:
        return ""
    said = [found.said, found.own.rationale if found.own else "", *found.notes]
    if found.agreed:
        said.append(f"Agreed in the end: {found.agreed_said}")
    return as_cell("\n".join(filter(None, said)))


def _choose(page: Worksheet, values: Sequence[Any], column: int, last: int) -> None:
    """A list to choose from, where the values make one that a spreadsheet takes."""
    titles = [each.title for each in values]
    said = ",".join(titles)
    if not titles or len(said) > MOST_IN_LIST or any("," in each or '"' in each for each in titles):
        return
    choice = DataValidation(type="list", formula1=f'"{said}"', allow_blank=True, showErrorMessage=True)
    choice.error = f"Choose one of these: {', '.join(titles)}."
    page.add_data_validation(choice)
    letter = get_column_letter(column)
    choice.add(f"{letter}2:{letter}{last}")


def _identify(page: Worksheet, case: Case, channel: str, lines: dict[str, Line], now: datetime) -> None:
    """Whose workbook it is and which ratings it was made from, so that nobody's later one is overwritten."""
    facts = [("case", case.id.hex), ("name", case.name), ("channel", channel), ("made", now.isoformat())]
    ratings = [(key, line.ratings.get(channel)) for key, line in lines.items()]
    numbers = [(f"item {key}", str(row.number if row else 0)) for key, row in ratings]
    for number, (name, words) in enumerate([*facts, *numbers], start=1):
        _put(page, number, 1, name)
        _put(page, number, 2, words)
    page.sheet_state = "hidden"


def _put(page: Worksheet, row: int, column: int, words: str, *, bold: bool = False) -> Cell:
    """Write words as words, even those that a spreadsheet would reckon with."""
    cell: Any = page.cell(row, column)
    cell.alignment = WRAPPED
    if words:
        cell.value = as_cell(words)
        cell.data_type = "s"
        cell.quotePrefix = words[:1] in RECKONED
    if bold:
        cell.font = Font(bold=True)
    found: Cell = cell
    return found
