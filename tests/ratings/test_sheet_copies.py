"""The spreadsheet of a case's items: what stands in it, and that it comes back unchanged."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.ratings.conftest import TEXTS, Desk
from wccflow.base.errors import NotFound
from wccflow.ratings import sheet_copies
from wccflow.ratings.rules import DOCUMENTS, SELF

LEAD = "lead@5pg.example"


def workbook(desk: Desk, *, who: str = LEAD, channel: str = SELF) -> Any:
    with desk.world.database.reading():
        case, by = desk.world.case(), desk.world.reach(who)
        content = sheet_copies.workbook_of(case, channel, by=by, now=desk.world.now)
    return load_workbook(io.BytesIO(content))


def test_every_item_has_its_row_with_value_reason_and_passages(desk: Desk) -> None:
    desk.cite("1.1", desk.file())
    desk.rate("1.1", "3", "The survey says so.\n\nAnd the audit.")

    sheet = workbook(desk)["Competencies"]

    assert [cell.value for cell in sheet[1]] == [
        "Key",
        "Item",
        "Last year (unconfirmed)",
        "Value",
        "Rationale",
        "Passages cited",
    ]
    assert [cell.value for cell in sheet[2]] == [
        "1.1",
        "1.1 Reputation as the local leader of the NHS",
        None,
        "Level 3",
        "The survey says so.\n\nAnd the audit.",
        f"“{TEXTS[0]}” (Five-year strategic plan, draft 1, page 1)",
    ]
    assert sheet.max_row == 34


def test_values_are_chosen_from_a_list(desk: Desk) -> None:
    (rule,) = workbook(desk)["Governance"].data_validations.dataValidation

    assert (rule.formula1, str(rule.sqref)) == ('"Red,Amber,Green"', "D2:D17")


def test_a_hidden_sheet_says_whose_it_is(desk: Desk) -> None:
    desk.rate("1.2", "1", "Nothing yet.")

    sheet = workbook(desk)["wccflow"]

    said = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert sheet.sheet_state == "hidden"
    assert (said["name"], said["channel"], said["item 1.1"], said["item 1.2"]) == (
        "wcc-test/5PG",
        "self",
        "0",
        "1",
    )


def test_words_that_look_like_formulas_stay_words(desk: Desk) -> None:
    desk.rate("1.1", "1", "=1+1 is not all.")

    cell = workbook(desk)["Competencies"]["E2"]

    assert (cell.value, cell.data_type) == ("=1+1 is not all.", "s")


def test_a_demonstration_says_so(desk: Desk) -> None:
    with desk.world.database.writing():
        desk.world.case().cycle.demonstration = True

    words = [row[0].value for row in workbook(desk)["Read me"].iter_rows()]

    assert any(str(each).startswith("Demonstration") for each in words)


def test_reviewers_take_the_sheet_of_documents_and_nobody_that_of_others(desk: Desk) -> None:
    desk.world.at("analysing")

    assert workbook(desk, who="analyst@q34.example", channel=DOCUMENTS)["Competencies"]["C1"].value == "Value"
    with pytest.raises(NotFound):
        workbook(desk, who="analyst@q34.example")
    with pytest.raises(NotFound):
        workbook(desk, who="chief@5pg.example")
