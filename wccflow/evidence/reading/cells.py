"""Every cell of a workbook with where it stands, for those who take more from a sheet than passages."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.gate import admit
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.markup import child, found, name
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.sheet_values import column_of
from wccflow.evidence.reading.sheets import Workbook, children, streamed

MOST_ROWS, MOST_CELLS, LONGEST, MOST_MERGED = 5_000, 50_000, 4_000, 2_000
LONGEST_WHOLE = 32_000  # of cells that are asked for whole, with their lines
NO_WORKBOOK = "This is not an Excel workbook. Save it as .xlsx and send that."
TOO_MANY = (
    f"This workbook has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells with something in them. "
    "Keep only the sheets that are needed, and delete the rest."
)
LINKED = (
    "This workbook takes values from other workbooks, which cannot be read here. In Excel choose Data, "
    "Edit Links, Break Link, save it, and send it again."
)
RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


def answer(path: Path, file_name: str, limits: Limits, asked: object) -> dict[str, Any]:
    """Sheets with rows of (number, hidden, cells of (column from 0, text, whether a formula makes it)).

    A formula whose value was not saved has no text. Raises Refused for what is no workbook or too large.
    """
    admitted = admit(path, file_name, limits)
    package = admitted.package
    if admitted.family != "sheets" or package is None:
        raise Refused(NO_WORKBOOK)
    if any("/externallinks/" in f"/{part.lower()}" for part in package.names()):
        raise Refused(LINKED)
    main = package.main_part()
    root = package.root(main) if main else None
    if main is None or root is None:
        raise Refused(sentences.DAMAGED)
    workbook, budget = Workbook(package, main, root), Budget()
    sheets = [
        {"title": title, "shown": shown, **_sheet(workbook, package, part, budget, asked)}
        for title, part, shown in workbook.sheets()
    ]
    has_macros = any(part.lower().endswith("vbaproject.bin") for part in package.names())
    return {"sheets": sheets, "warnings": [sentences.MACROS] if has_macros else []}


class Budget:
    """How much one workbook may hold."""

    def __init__(self) -> None:
        self._rows = self._cells = 0

    def take(self, cells: int) -> None:
        """Note one row with so many cells that hold something. Raises Refused when it is too much."""
        self._rows, self._cells = self._rows + 1, self._cells + cells
        if self._rows > MOST_ROWS or self._cells > MOST_CELLS:
            raise Refused(TOO_MANY)


def _sheet(workbook: Workbook, package: Package, part: str, budget: Budget, asked: object) -> dict[str, Any]:
    rows: list[tuple[int, bool, list[tuple[int, str, bool]]]] = []
    merged: list[tuple[int, int, int, int]] = []
    number = 0
    for element in streamed(package.content(part) or b"", "row", "mergeCell"):
        if name(element) == "s:mergeCell":
            merged += _range(element.get("ref", ""))
            continue
        said = element.get("r", "")
        number = int(said) if said.isdecimal() and len(said) < 8 else number + 1
        cells = list(_cells(workbook, element, asked))
        if cells:
            budget.take(len(cells))
            rows.append((number, element.get("hidden") in ("1", "true"), cells))
    return {"rows": rows, "merged": merged[:MOST_MERGED], "hidden_columns": _hidden(package, part)}


def _cells(workbook: Workbook, row: etree._Element, asked: object) -> Iterator[tuple[int, str, bool]]:
    for place, cell in enumerate(children(row, "s:c")):
        column = column_of(cell.get("r")) if cell.get("r") else place
        is_formula = child(cell, "s:f") is not None
        text = _text(workbook.shown(cell).replace("\xa0", " "), asked)
        if text or is_formula:
            yield column, text, is_formula


def _text(shown: str, asked: object) -> str:
    """The words of a cell on one line; where they are asked for whole, with their lines."""
    if asked is not True:
        return " ".join(shown.split())[: LONGEST + 1]
    return "\n".join(" ".join(line.split()) for line in shown.splitlines()).strip()[: LONGEST_WHOLE + 1]


def _range(ref: str) -> list[tuple[int, int, int, int]]:
    """First row, first column, last row and last column; rows from 1, columns from 0."""
    read = RANGE.fullmatch(ref)
    if read is None:
        return []
    return [(int(read[2]), column_of(read[1]), int(read[4]), column_of(read[3]))]


def _hidden(package: Package, part: str) -> bool:
    """Whether the sheet has hidden columns."""
    root = package.optional(part)
    return root is not None and any(each.get("hidden") in ("1", "true") for each in found(root, "s:col"))
