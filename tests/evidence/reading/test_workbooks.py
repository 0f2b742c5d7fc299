"""Cells of a workbook, and a copy with notes: both made in the child, behind its limits."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.cells import LINKED, LONGEST, MOST_CELLS, MOST_ROWS, TOO_MANY
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.workbooks import TOO_LARGE, Row, cells, with_notes


def saved(folder: Path, act: Callable[[Any], None], name: str = "a.xlsx") -> Path:
    book = openpyxl.Workbook()
    act(book.worksheets[0])
    book.save(folder / name)
    return folder / name


def refusal(path: Path, name: str = "a.xlsx", limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused:
        cells(path, name=name, limits=limits or Limits(seconds=10, memory_mb=400))
    return str(refused.value)


def added(path: Path, part: str, content: str = "<x/>") -> Path:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, content)
    return path


def test_each_cell_is_told_with_its_row_and_column_as_it_looks(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Day", None, "  two   words "])
        sheet.append([])
        sheet.append([datetime(2027, 9, 1), 3, 1.5])  # noqa: DTZ001 - a sheet's dates have no zone

    found = cells(saved(tmp_path, fill), name="a.xlsx").sheets[0]

    assert found.rows == (Row(1, {0: "Day", 2: "two words"}), Row(3, {0: "2027-09-01", 1: "3", 2: "1.5"}))


def test_a_formula_without_a_saved_value_has_no_text(tmp_path: Path) -> None:
    found = cells(saved(tmp_path, lambda sheet: sheet.append(["=1+1", "x"])), name="a.xlsx").sheets[0]

    assert found.rows == (Row(1, {1: "x"}, frozenset({0})),)


def test_what_is_merged_or_hidden_is_told(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet["B2"] = "Group"
        sheet.merge_cells("B2:C4")
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["D"].hidden = True

    found = cells(saved(tmp_path, fill), name="a.xlsx").sheets[0]

    assert (found.merged, found.rows[0].hidden, found.hides_columns) == (((2, 1, 4, 2),), True, True)


def test_a_hidden_sheet_is_told_as_hidden(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Back").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")

    found = cells(tmp_path / "a.xlsx", name="a.xlsx").sheets

    assert [(each.title, each.shown) for each in found] == [("Sheet", True), ("Back", False)]


def test_more_rows_or_cells_than_a_person_writes_are_refused(tmp_path: Path) -> None:
    def many_rows(sheet: Any) -> None:
        for number in range(MOST_ROWS + 1):
            sheet.append([number])

    def many_cells(sheet: Any) -> None:
        for _ in range(MOST_CELLS // 200 + 1):
            sheet.append(list(range(200)))

    assert refusal(saved(tmp_path, many_rows)) == TOO_MANY
    assert refusal(saved(tmp_path, many_cells)) == TOO_MANY


def test_blank_rows_far_below_do_not_count(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = "x"
        for number in range(2, 9_000):
            sheet.cell(number, 1).number_format = "@"

    assert len(cells(saved(tmp_path, fill), name="a.xlsx").sheets[0].rows) == 1


def test_a_huge_cell_is_cut_where_it_is_too_long_to_be_meant(tmp_path: Path) -> None:
    path = saved(tmp_path, lambda sheet: sheet.append(["x" * 30_000]))

    assert len(cells(path, name="a.xlsx").sheets[0].rows[0].texts[0]) == LONGEST + 1


def test_links_to_other_workbooks_are_refused(tmp_path: Path) -> None:
    path = added(saved(tmp_path, lambda sheet: sheet.append(["x"])), "xl/externalLinks/externalLink1.xml")

    assert refusal(path) == LINKED


def test_macros_are_told_and_never_run(tmp_path: Path) -> None:
    path = added(saved(tmp_path, lambda sheet: sheet.append(["x"])), "xl/vbaProject.bin")

    assert cells(path, name="a.xlsm").warnings == (sentences.MACROS,)


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04")

    assert refusal(tmp_path / "a.txt", "a") == (
        "This is not an Excel workbook. Save it as .xlsx and send that."
    )
    assert refusal(tmp_path / "b.xlsx") == sentences.DAMAGED


def test_a_part_that_inflates_beyond_measure_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, lambda sheet: sheet.append(["x"]))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet>" + b" " * (60 << 20) + b"</worksheet>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    assert refusal(path) == sentences.TOO_LARGE


def test_a_file_beyond_the_limit_is_not_even_opened(tmp_path: Path) -> None:
    path = saved(tmp_path, lambda sheet: sheet.append(["x"]))

    assert refusal(path, limits=Limits(max_megabytes=0)) == TOO_LARGE


def test_notes_stand_beside_their_cells_and_all_else_stays(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["B1"] = "x", "=A1"
        sheet["A1"].font = openpyxl.styles.Font(bold=True)
        sheet.merge_cells("C1:C2")

    notes = [("Sheet", "A1", "one"), ("Sheet", "A1", "two"), ("Gone", "A1", "?"), ("Sheet", "C2", "?")]

    made = with_notes(saved(tmp_path, fill), name="a.xlsx", notes=notes)
    sheet = openpyxl.load_workbook(BytesIO(made)).worksheets[0]

    comment = sheet["A1"].comment
    assert comment is not None
    assert comment.text == "one\n\ntwo"
    assert (sheet["A1"].font.bold, sheet["B1"].value, sheet["B1"].comment) == (True, "=A1", None)


def test_a_workbook_that_cannot_be_written_again_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = saved(tmp_path, lambda sheet: sheet.append(["x"]))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/styles.xml"] = b"<styleSheet"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    with pytest.raises(Refused, match="damaged"):
        with_notes(path, name="a.xlsx", notes=[("Sheet", "A1", "one")])
