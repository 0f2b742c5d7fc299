"""The matrix as a spreadsheet and as plain rows."""

import csv
from io import BytesIO, StringIO

from openpyxl import load_workbook

from tests.coverage.conftest import Study
from wccflow.coverage import export
from wccflow.coverage.matrix import Matrix, matrix_of
from wccflow.coverage.rules import ALL, GAPS


def matrix(study: Study) -> Matrix:
    study.cite("1.1", study.file())
    with study.world.database.reading():
        return matrix_of(study.world.case(), study.world.reach("lead@5pg.example"))


def test_the_spreadsheet_holds_every_item_and_every_gap_by_name(study: Study) -> None:
    found = matrix(study)
    with study.world.database.reading():
        content = export.workbook(found, study.world.case(), ALL)

    book = load_workbook(BytesIO(content))

    rows = list(book["Coverage"].values)
    assert rows[0][:6] == ("Element", "Group", "Item", "State", "Passages", "Five-year strategic plan")
    assert len(rows) == 50
    assert rows[1][:6] == (
        "Competencies",
        "Locally lead the NHS",
        "1.1 Reputation as the local leader of the NHS",
        "claimed",
        1,
        "claimed",
    )
    gaps = list(book["Gaps"].values)
    assert ("Not filed: Financial strategy",) in [row[:1] for row in gaps]


def test_plain_rows_follow_the_filter(study: Study) -> None:
    found = matrix(study)

    rows = list(csv.reader(StringIO(export.plain_rows(found, GAPS).removeprefix("\ufeff"))))

    assert len(rows) == 49
    assert {row[3] for row in rows[1:]} == {"none"}


def test_no_cell_of_plain_rows_is_a_formula(study: Study) -> None:
    assert export._harmless("=1+1") == "'=1+1"
    assert export._harmless("claimed") == "claimed"
    assert export._harmless(3) == 3
