"""A sheet as rows under headings: forgives what real spreadsheets have, and tells what it cannot forgive."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wccflow.evidence.reading.workbooks import Row, Sheet
from wccflow.frameworks.layout import COLUMNS, Column, cell_at, plain

LOOKED_AT = 12  # rows from the top among which the headings are looked for
LONGEST = 4_000
ERRORS = frozenset(("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"))


@dataclass(frozen=True, slots=True, order=True)
class CellFault:
    """One mistake: the sheet, the cell in it (empty where it is of the whole sheet), and a sentence."""

    sheet: str
    cell: str
    say: str

    @property
    def at(self) -> str:
        """The cell as Excel names it."""
        return f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet


@dataclass(slots=True)
class Telling:
    """What is found wrong, and what is only told."""

    faults: list[CellFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fault(self, sheet: str, cell: str, say: str) -> None:
        """Note a mistake."""
        self.faults.append(CellFault(sheet, cell, say))

    def note(self, say: str) -> None:
        """Note something that is no mistake but should be known."""
        if say not in self.notes:
            self.notes.append(say)


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the headings: the text of each column, and where it stands."""

    sheet: str
    number: int
    texts: Mapping[str, str]
    columns: Mapping[str, int]

    def text(self, key: str) -> str:
        """The text of a column, empty where there is none."""
        return self.texts.get(key, "")

    def at(self, key: str) -> str:
        """The cell of a column, or the first of the row where the sheet has no such column."""
        return cell_at(self.number, self.columns.get(key, min(self.columns.values(), default=0)))


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet under their headings; `others` are headings that are none of its columns."""

    sheet: str
    heading_row: int
    columns: Mapping[str, int]
    others: Sequence[tuple[int, str]]
    lines: Sequence[Line]

    def has(self, key: str) -> bool:
        """Whether the sheet has this column."""
        return key in self.columns

    def heading_at(self, key: str) -> str:
        """The cell of a column's heading."""
        return cell_at(self.heading_row, self.columns.get(key, 0))


def table_of(
    sheet: Sheet, name: str, telling: Telling, other: Callable[[str], str] = lambda heading: ""
) -> Table | None:
    """The rows of a sheet under its headings; None, with a fault, where there are none.

    `other` gives the key of a heading that is no fixed column, such as one of a level; empty for none.
    """
    rows = {row.number: _whole(row, sheet, telling, name) for row in _filled(sheet)}
    columns = COLUMNS[name]
    heading = _heading_row(rows, columns, other)
    if heading is None:
        wanted = ", ".join(column.title for column in columns if column.required)
        telling.fault(name, "A1", f"no row has the headings of this sheet; it needs {wanted}")
        return None
    places, others = _places(rows[heading], columns, other, name, heading, telling)
    if any(column.required and column.key not in places for column in columns):
        return None
    lines = [
        Line(name, number, {key: texts.get(place, "") for key, place in places.items()}, places)
        for number, texts in sorted(rows.items())
        if number > heading and any(texts.get(place) for place in places.values())
    ]
    return Table(name, heading, places, others, lines)


def pairs_of(sheet: Sheet, name: str, telling: Telling) -> Iterator[tuple[int, str, str, str]]:
    """Row, question, answer and the answer's cell, of a sheet with questions on the left."""
    for row in _filled(sheet):
        texts = _whole(row, sheet, telling, name)
        if not texts:
            continue
        first = min(texts)
        answer = texts.get(first + 1, "")
        yield row.number, texts[first], answer, cell_at(row.number, first + 1)


def _filled(sheet: Sheet) -> list[Row]:
    """The rows, with what stands in a merged range said in each of its cells that the rows reach."""
    rows = {row.number: Row(row.number, dict(row.texts), row.made, row.hidden) for row in sheet.rows}
    for top, left, bottom, right in sheet.merged:
        said = rows[top].texts.get(left, "") if top in rows else ""
        for number in (each for each in rows if said and top <= each <= bottom):
            for column in range(left, min(right, left + 60) + 1):
                rows[number].texts.setdefault(column, said)
    return list(rows.values())


def _whole(row: Row, sheet: Sheet, telling: Telling, name: str) -> dict[int, str]:
    """The texts of a row, after telling what is wrong with single cells."""
    for column in sorted(row.made - set(row.texts)):
        say = "a formula whose value was not saved: open the workbook in Excel, save it, and send it again"
        telling.fault(name, cell_at(row.number, column), say)
    for column, text in row.texts.items():
        if text in ERRORS:
            telling.fault(name, cell_at(row.number, column), f"shows {text}: its formula does not work")
        if len(text) > LONGEST:
            telling.fault(name, cell_at(row.number, column), f"is longer than {LONGEST:,} characters")
    if row.hidden and row.texts:
        telling.note(f"The sheet {name} has hidden rows. They were read like the others.")
    if sheet.hides_columns:
        telling.note(f"The sheet {name} has hidden columns. They were read like the others.")
    return {column: text for column, text in row.texts.items() if text not in ERRORS}


def _heading_row(
    rows: Mapping[int, Mapping[int, str]], columns: Sequence[Column], other: Callable[[str], str]
) -> int | None:
    """The row that has most of the headings, all required ones among them if any row has them."""
    best: tuple[int, int, int] | None = None
    for number in sorted(rows)[:LOOKED_AT]:
        found = [column for column in columns if any(map(column.is_called, rows[number].values()))]
        more = sum(bool(other(text)) for text in rows[number].values())
        score = (sum(column.required for column in found), len(found) + more, -number)
        if found and score[0] and (best is None or score > best):
            best = score
    return -best[2] if best else None


def _places(
    texts: Mapping[int, str],
    columns: Sequence[Column],
    other: Callable[[str], str],
    name: str,
    row: int,
    telling: Telling,
) -> tuple[dict[str, int], list[tuple[int, str]]]:
    """Which column of the sheet holds what; a heading that stands twice, or is needed and lacks, is told."""
    places: dict[str, int] = {}
    others = []
    for place, heading in sorted(texts.items()):
        key = next((column.key for column in columns if column.is_called(heading)), "") or other(heading)
        if not key:
            others.append((place, heading))
        elif key in places and plain(heading):
            say = f"the heading “{heading}” stands already in {cell_at(row, places[key])}"
            telling.fault(name, cell_at(row, place), say)
        else:
            places[key] = place
    for column in columns:
        if column.required and column.key not in places:
            telling.fault(name, cell_at(row, 0), f"there is no column “{column.title}”")
    return places, others
