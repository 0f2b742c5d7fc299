"""The spreadsheet of the cockpit: the rows of the page, a fixed head, no formulas, and what was asked for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook

from tests.harness.world import World
from tests.monitor.test_filtering import LATE
from wccflow.cycles.queries import cycle
from wccflow.engine.definition import Workflow
from wccflow.monitor.export import Told, workbook

Clients = Callable[[str], FlaskClient]

NATION, MIDLANDS = "/monitor/wcc-test", "/monitor/wcc-test/Q34"
TOLD = Told("A cycle: North", date(2009, 11, 20), "is:late", ("is: late",), "", 2, True)


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def test_words_that_a_spreadsheet_would_reckon_with_stay_words(wcc: Workflow) -> None:
    evil = ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\x07)"]
    rows = [replace(LATE, organisation=name) for name in evil]

    sheet = opened(workbook(rows, wcc.editions["2009-10"], TOLD))["Cases"]

    cells = [sheet.cell(row, 1) for row in range(3, 8)]
    assert [cell.value for cell in cells] == [*evil[:4], "=HYPERLINK()"]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)] * 5


def test_the_head_stays_in_sight_and_filters(wcc: Workflow) -> None:
    sheet = opened(workbook([LATE], wcc.editions["2009-10"], TOLD))["Cases"]

    heads = [cell.value for cell in sheet[2]]
    values = dict(zip(heads, [cell.value for cell in sheet[3]], strict=True))
    assert (
        sheet["A1"].value == "Demonstration: the organisations are real names, everything else is invented."
    )
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B3", "A2:AF3")
    assert values["PCT"] == "Birmingham East and North PCT"
    assert values["Due"].date() == date(2009, 12, 17)
    assert (values["Submission"], values["Documents"]) == ("late by 3 days", "7 of 9")
    assert (values["How sure"], values["Forecast to miss it"]) == (LATE.forecast_words, "yes")


def test_a_second_sheet_tells_of_the_first(wcc: Workflow) -> None:
    about = opened(workbook([LATE], wcc.editions["2009-10"], TOLD))["About"]

    assert [(name.value, value.value) for name, value in about.iter_rows()][:5] == [
        ("What this is", "A cycle: North"),
        ("As it stood on", about["B2"].value),
        ("Rows", "1 of 2"),
        ("Filter", "is:late"),
        ("Understood as", "is: late"),
    ]
    assert about["B2"].value.date() == date(2009, 11, 20)


def test_outside_a_demonstration_nothing_is_labelled_so(wcc: Workflow) -> None:
    book = opened(workbook([LATE], wcc.editions["2009-10"], replace(TOLD, demonstration=False)))

    assert book["Cases"]["A1"].value == "PCT"
    assert "Demonstration" not in [cell.value for cell in book["About"]["A"]]


@pytest.mark.parametrize(("address", "codes"), [(NATION, ["5PG", "5J9", "5MX"]), (MIDLANDS, ["5PG", "5MX"])])
def test_the_rows_of_the_page_are_downloaded(
    world: World, client_of: Clients, november: date, address: str, codes: list[str]
) -> None:
    answer = client_of("lead@dh.example").get(f"{address}/rows.xlsx?q=is%3Alate")

    sheet = opened(answer.data)["Cases"]
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert [cell.value for cell in sheet["B"][1:]] == codes


def test_the_label_of_a_demonstration_is_on_the_sheet(
    world: World, client_of: Clients, november: date
) -> None:
    with world.database.writing():
        cycle("wcc-test").demonstration = True

    sheet = opened(client_of("lead@dh.example").get(f"{NATION}/rows.xlsx").data)["Cases"]

    assert sheet["A1"].value.startswith("Demonstration:")


@pytest.mark.parametrize("address", [NATION, MIDLANDS])
def test_nobody_else_downloads_it(world: World, client_of: Clients, november: date, address: str) -> None:
    for email in ("lead@5pg.example", "manager@q30.example"):
        assert client_of(email).get(f"{address}/rows.xlsx").status_code == 404
