"""Sheets are read row by row, as they look."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Reading
from wccflow.evidence.reading.sheet_values import column_of


def read(path: Path) -> Reading:
    return read_here(path, path.name, Limits())


def saved(tmp_path: Path, book: openpyxl.Workbook) -> Path:
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_each_row_is_a_passage_beneath_the_name_of_its_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Spend"
    sheet.append(["Year", None, "Total"])
    sheet.append([])
    sheet.append([2009, None, True])

    passages = read(saved(tmp_path, book)).passages

    assert [(each.kind, each.text, each.heading, each.cell, each.cells) for each in passages] == [
        ("heading", "Spend", None, None, ()),
        ("sheet row", "Year | Total", "Spend", "Spend!1", ("Year", "", "Total")),
        ("sheet row", "2009 | TRUE", "Spend", "Spend!3", ("2009", "", "TRUE")),
    ]


@pytest.mark.parametrize(
    ("value", "pattern", "looks"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (0.456, "0.0%", "45.6%"),
        (1234567.8, '"£"#,##0', "£1,234,568"),
        (-2.5, "0.00", "-2.50"),
        (datetime(2010, 3, 31), "dd/mm/yyyy", "2010-03-31"),  # noqa: DTZ001 - a sheet's dates have no zone
    ],
)
def test_numbers_look_as_they_do_on_the_sheet(
    tmp_path: Path, value: float | datetime, pattern: str, looks: str
) -> None:
    book = openpyxl.Workbook()
    cell = book.worksheets[0]["A1"]
    cell.value, cell.number_format = value, pattern

    assert read(saved(tmp_path, book)).passages[1].text == looks


def test_what_is_hidden_is_not_shown_and_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["seen", "hidden column"])
    sheet.append(["hidden row"])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    secret = book.create_sheet("Patients")
    secret.append(["planted"])
    secret.sheet_state = "hidden"

    reading = read(saved(tmp_path, book))

    assert [passage.text for passage in reading.passages] == ["Sheet", "seen"]
    assert reading.warnings == (sentences.HIDDEN_ROWS, sentences.hidden_sheet("Patients"))


def test_a_lonely_cell_far_out_costs_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["XFD1048576"] = "far"

    assert read(saved(tmp_path, book)).passages[1].cells == ("far",)


def test_columns_are_counted_from_nought() -> None:
    assert [column_of(reference) for reference in ("A1", "B7", "AA1", "XFD1")] == [0, 1, 26, 16_383]
