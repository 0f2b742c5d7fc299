"""A filled spreadsheet: tried out cell by cell, taken in whole or not at all."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

from tests.ratings.conftest import Desk
from tests.ratings.test_sheet_copies import LEAD, workbook
from wccflow.base.errors import NotFound, Refused
from wccflow.evidence.arriving import receive
from wccflow.ratings import queries, sheet_taking
from wccflow.ratings.rules import DOCUMENTS, SELF
from wccflow.ratings.sheet_copies_models import SheetCopy
from wccflow.ratings.sheet_returns import NOT_OURS, Plan

WHY = "The survey says so."
ROWS = {"1.1": 2, "1.2": 3, "1.3": 4}


def bring(desk: Desk, book: Any, *, who: str = LEAD, channel: str = SELF, code: str = "5PG") -> SheetCopy:
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    with desk.world.database.writing():
        received = receive(desk.files, content, name="sheet.xlsx", max_bytes=50_000_000)
        case, by = desk.world.case(code), desk.world.reach(who)
        return sheet_taking.keep(case, channel, received, by=by, now=desk.world.now)


def look(desk: Desk, copy: SheetCopy, *, who: str = LEAD) -> Plan:
    with desk.world.database.reading():
        return sheet_taking.tried_out(copy, desk.world.case(), by=desk.world.reach(who))


def take_in(desk: Desk, copy: SheetCopy, *, who: str = LEAD, **choices: str) -> list[str]:
    with desk.world.database.writing() as session:
        case, by = desk.world.case(), desk.world.reach(who)
        chosen = {name.replace("_", "."): value for name, value in choices.items()}
        made = sheet_taking.take_in(session.merge(copy), case, chosen, by=by, now=desk.world.now)
        return [row.item for row in made]


def filled(desk: Desk, edit: Callable[[Any], None]) -> SheetCopy:
    """A fresh copy, edited on the sheet of competencies, and brought back."""
    book = workbook(desk)
    edit(book["Competencies"])
    return bring(desk, book)


def put(sheet: Any, item: str, value: str, why: str = WHY) -> None:
    sheet[f"D{ROWS[item]}"], sheet[f"E{ROWS[item]}"] = value, why


def standing(desk: Desk) -> dict[str, tuple[str, str]]:
    with desk.world.database.reading():
        rows = queries.current([desk.world.case().id], channels=[SELF])
        return {row.item: (row.value, row.rationale) for row in rows}


def faults(desk: Desk, edit: Callable[[Any], None]) -> list[str]:
    return [each.sentence for each in look(desk, filled(desk, edit)).faults.found]


def test_an_untouched_copy_changes_nothing(desk: Desk) -> None:
    desk.rate("1.1", "1", "=1+1 is not all.\n\n  And more.")
    desk.rate("board_1", "amber", "Papers come late.")

    copy = bring(desk, workbook(desk))
    plan = look(desk, copy)

    assert (plan.faults.found, plan.changes, plan.conflicts, plan.absent) == ([], [], [], [])
    assert desk.refused(lambda: take_in(desk, copy)) == sheet_taking.NOTHING


def test_what_is_filled_in_is_shown_first_and_then_kept(desk: Desk) -> None:
    desk.rate("1.1", "1", "Nothing yet.")

    def edit(sheet: Any) -> None:
        put(sheet, "1.1", "level 1", "Nothing yet, nor\nnext year.")
        put(sheet, "1.2", "1")

    copy = filled(desk, edit)
    plan = look(desk, copy)

    assert [(each.item, each.at, each.was, each.now) for each in plan.changes] == [
        ("1.1", "Competencies, D2", "Level 1 (lowest)", "Level 1 (lowest)"),
        ("1.2", "Competencies, D3", "not rated", "Level 1 (lowest)"),
    ]
    assert standing(desk) == {"1.1": ("1", "Nothing yet.")}
    assert take_in(desk, copy) == ["1.1", "1.2"]
    assert standing(desk) == {"1.1": ("1", "Nothing yet, nor\nnext year."), "1.2": ("1", WHY)}
    assert desk.refused(lambda: take_in(desk, copy)) == sheet_taking.TAKEN


def test_every_faulty_cell_is_named_at_once(desk: Desk) -> None:
    def edit(sheet: Any) -> None:
        put(sheet, "1.1", "Level 5")
        put(sheet, "1.2", "=1+1")
        sheet["A4"] = "9.9"
        sheet["A5"] = "1.1"
        sheet["A6"] = None
        sheet["D6"] = "Level 1"

    found = faults(desk, edit)

    assert found == [
        "Sheet Competencies, cell D2: “Level 5” is not on the scale. "
        "Choose one of these: Level 1 (lowest), Level 2, Level 3, Level 4 (world class).",
        "Sheet Competencies, cell D3: holds a formula. Write the value itself: "
        "choose Copy, then Paste Special, Values.",
        "Sheet Competencies, cell A4: “9.9” is no item of Competencies.",
        "Sheet Competencies, cell A6: which item is meant? The key is missing.",
    ]


def test_with_one_faulty_cell_nothing_is_taken_in(desk: Desk) -> None:
    def edit(sheet: Any) -> None:
        put(sheet, "1.1", "1")
        put(sheet, "1.2", "Level 5")

    copy = filled(desk, edit)

    assert "cell D3" in desk.refused(lambda: take_in(desk, copy))
    assert standing(desk) == {}


def test_a_row_that_stands_twice_and_a_reason_without_a_value_are_named(desk: Desk) -> None:
    def edit(sheet: Any) -> None:
        put(sheet, "1.1", "1")
        sheet["A4"], sheet["D4"] = "1.1", "1"
        sheet["E3"] = "A reason alone."

    assert faults(desk, edit) == [
        "Sheet Competencies, cell A4: 1.1 stands already in D2.",
        "Sheet Competencies, cell D3: there is a rationale and no value. "
        "Choose one: Level 1 (lowest), Level 2, Level 3, Level 4 (world class).",
    ]


def test_what_could_not_be_kept_is_named_at_its_cell(desk: Desk) -> None:
    desk.world.at("analysing")
    who = "analyst@q34.example"
    book = workbook(desk, who=who, channel=DOCUMENTS)
    book["Competencies"]["C2"] = "Level 1"

    plan = look(desk, bring(desk, book, who=who, channel=DOCUMENTS), who=who)

    assert [each.sentence for each in plan.faults.found] == [
        "Sheet Competencies, cell C2: Say why: the reason is kept with the rating."
    ]


def test_an_empty_cell_takes_nothing_back(desk: Desk) -> None:
    desk.rate("1.1", "1", WHY)

    plan = look(desk, filled(desk, lambda sheet: put(sheet, "1.1", "", "")))

    assert (plan.changes, plan.faults.found) == ([], [])


def test_what_somebody_else_rated_meanwhile_is_a_choice(desk: Desk) -> None:
    def edit(sheet: Any) -> None:
        put(sheet, "1.1", "1", "Mine.")
        put(sheet, "1.2", "1", "Mine.")

    copy = filled(desk, edit)
    desk.rate("1.1", "1", "Theirs.", who="editor@5pg.example")
    desk.rate("1.2", "1", "Theirs.", who="editor@5pg.example")
    desk.rate("1.3", "1", "Theirs.", who="editor@5pg.example")

    plan = look(desk, copy)

    assert [each.item for each in plan.conflicts] == ["1.1", "1.2"]
    assert "somebody has rated it since" in desk.refused(lambda: take_in(desk, copy))
    assert take_in(desk, copy, **{"1_1": "mine", "1_2": "theirs"}) == ["1.1"]
    assert standing(desk) == {"1.1": ("1", "Mine."), "1.2": ("1", "Theirs."), "1.3": ("1", "Theirs.")}


def test_the_workbook_of_another_case_or_channel_is_refused(desk: Desk) -> None:
    book = workbook(desk)
    book["wccflow"]["B1"], book["wccflow"]["B2"] = "0" * 32, "wcc-test/5MX"
    assert refusal(desk, bring(desk, book)) == (
        "This workbook is of wcc-test/5MX, not of wcc-test/5PG. Nothing was read from it."
    )

    book = workbook(desk)
    book["wccflow"]["B3"] = DOCUMENTS
    assert refusal(desk, bring(desk, book)).startswith("This workbook is for “What the documents show”")

    assert refusal(desk, bring(desk, Workbook())) == NOT_OURS


def test_too_many_rows_are_refused_before_they_are_read(desk: Desk) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Competencies")
    for number in range(6_000):
        sheet.append([str(number), "Level 1"])

    assert refusal(desk, bring(desk, book)).startswith("This workbook has more than 5,000 rows")


def test_missing_sheets_heads_and_strange_sheets_are_told(desk: Desk) -> None:
    book = workbook(desk)
    del book["Governance"]
    book["Competencies"]["D1"] = "Level"
    book.create_sheet("My notes")["A1"] = "Ask finance."

    plan = look(desk, bring(desk, book))

    assert [each.sentence for each in plan.faults.found] == [
        "Sheet Competencies, cell A1: no row has the heads “Value”.",
        "Sheet Governance: it is missing. Take a fresh copy, or put the sheet back.",
    ]
    assert plan.notes == ["The sheet “My notes” is none of ours. It was not read."]


def test_rows_that_were_deleted_are_left_alone_and_said(desk: Desk) -> None:
    plan = look(desk, filled(desk, lambda sheet: sheet.delete_rows(2)))

    assert plan.absent == ["1.1 Reputation as the local leader of the NHS"]


def test_reviewers_bring_the_sheet_of_documents_and_conclude(desk: Desk) -> None:
    desk.rate("1.1", "1", WHY)
    desk.submit()
    desk.world.at("analysing")
    who = "analyst@q34.example"
    book = workbook(desk, who=who, channel=DOCUMENTS)
    sheet = book["Competencies"]
    sheet["C2"], sheet["D2"] = "Level 1", "Nothing shows more."

    copy = bring(desk, book, who=who, channel=DOCUMENTS)

    assert take_in(desk, copy, who=who) == ["1.1"]


def test_a_copy_is_its_bringers_alone(desk: Desk) -> None:
    copy = bring(desk, workbook(desk))

    with desk.world.database.reading():
        with pytest.raises(NotFound):
            sheet_taking.copy_of(copy.id, desk.world.reach("editor@5pg.example"))
        assert sheet_taking.copy_of(copy.id, desk.world.reach(LEAD)).id == copy.id
        (kept,) = sheet_taking.copies_of(desk.world.case(), desk.world.reach(LEAD))
    assert kept.id == copy.id


def test_another_kind_of_file_or_person_is_refused(desk: Desk) -> None:
    with desk.world.database.writing():
        received = receive(desk.files, io.BytesIO(b"1.1,Level 1"), name="sheet.csv", max_bytes=1_000)
        case, by, now = desk.world.case(), desk.world.reach(LEAD), desk.world.now
        with pytest.raises(Refused, match="Bring the workbook as"):
            sheet_taking.keep(case, SELF, received, by=by, now=now)
        with pytest.raises(NotFound):
            sheet_taking.keep(case, "panel", received, by=by, now=now)
    with pytest.raises(NotFound):
        bring(desk, workbook(desk), who="chief@5pg.example")


def refusal(desk: Desk, copy: SheetCopy) -> str:
    with desk.world.database.reading(), pytest.raises(Refused) as refused:
        sheet_taking.tried_out(copy, desk.world.case(), by=desk.world.reach(LEAD))
    return refused.value.sentences[0]
