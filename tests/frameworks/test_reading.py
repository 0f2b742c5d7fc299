"""A workbook as a framework: what is forgiven, and what is told at which cell in which words."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.frameworks.workbooks import cells_of, changed, example_bytes, outcome, said
from wccflow.engine.definition import Definition
from wccflow.evidence.reading.workbooks import Cells, Row, Sheet
from wccflow.frameworks import sources
from wccflow.frameworks.layout import COLUMNS
from wccflow.frameworks.reading import outcome_of

Act = Callable[[Any], None]


def made(content: bytes, folder: Path) -> Definition:
    """The definition that a sound workbook makes."""
    found = outcome(content, folder)
    assert found.workflow is not None, found.faults
    return next(iter(found.workflow.editions.values()))


def test_the_example_that_is_handed_out_is_sound_as_it_stands(tmp_path: Path) -> None:
    found = outcome(example_bytes(), tmp_path)

    assert (found.faults, found.notes, found.process) == ((), (), "assessment")
    assert found.workflow is not None
    assert found.workflow.key == "dementia-care"


def test_everything_of_the_sheets_stands_in_the_definition(tmp_path: Path) -> None:
    definition = made(example_bytes(), tmp_path)
    item = definition.items["1.2"]

    assert definition.title == "Standards of dementia care"
    assert definition.elements["items"].items == ("1.1", "1.2", "2.1", "2.2", "2.3")
    assert (item.parent, definition.items["group_1"].title) == ("group_1", "Finding people early")
    assert item.descriptors["3"] == "Nine in ten are seen within 6 weeks."
    assert item.terms == ("waiting time", "referral", "memory clinic")
    assert (item.slots, item.short) == (("plan", "data"), "1.2")
    assert [level.title for level in definition.scales["levels"].values][2] == "Level 3: established"
    assert (definition.slots["plan"].board_approved, definition.slots["audit"].required) == (True, False)
    assert definition.words["items"] == "standards"


FAULTS = tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))["faults"]


@pytest.mark.parametrize("kind", FAULTS, ids=lambda kind: " and ".join(kind["changes"]))
def test_each_fault_is_told_at_its_cell(tmp_path: Path, kind: dict[str, Any]) -> None:
    taken = {folder.name for folder in sources.folders()}
    changes = {at: value if value != "" else None for at, value in kind["changes"].items()}

    found = outcome(changed(changes), tmp_path, taken=taken)

    assert found.workflow is None
    assert sorted(f"{fault.at}: {fault.say}" for fault in found.faults) == sorted(kind["told"])


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"Dates!C3": "1 January 2027", "Dates!B3": "1 June 2027"}, "Dates!C3: closes before it opens"),
        (
            {"Milestones!A2": "Submission", "Milestones!B2": "start of Preparation"},
            "Milestones!B2: falls due on ",
        ),
    ],
)
def test_days_out_of_order_are_told_at_the_cell_that_says_them(
    tmp_path: Path, changes: dict[str, object], part: str
) -> None:
    assert [line for line in said(changed(changes), tmp_path) if line.startswith(part)] != []


def test_years_without_bank_holidays_are_asked_for_until_they_are_listed(tmp_path: Path) -> None:
    days = {
        f"Dates!{column}{row}": date(2031, 2 * row - (column == "B"), 1 if column == "B" else 20)
        for row in range(2, 6)
        for column in "BC"
    }

    lacking = said(changed(days), tmp_path)
    listed = said(changed({**days, "Bank holidays!A2": "25/12/2031"}), tmp_path)

    assert lacking == [
        f"Dates!C{row}: the bank holidays of its year are not known here: "
        "list them on a sheet “Bank holidays”"
        for row in range(2, 6)
    ]
    assert listed == []


def test_all_faults_are_told_at_once_in_the_order_of_the_sheets(tmp_path: Path) -> None:
    changes = {
        "Dates!C5": "never",
        "Items!C6": None,
        "Items!E3": "wish list",
        "About!B3": None,
        "Scale!D3": "two",
        "Documents!B2": None,
    }

    assert [line.partition(":")[0] for line in said(changed(changes), tmp_path)] == [
        *("About!B3", "Scale!D3", "Items!E3", "Items!C6", "Documents!B2", "Dates!C5"),
    ]


def merged_heading(book: Any) -> None:
    sheet = book["Items"]
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Items of the framework"
    sheet.merge_cells("A1:F1")
    sheet["G2"] = "What each level means"
    sheet.merge_cells("G2:J2")


def merged_group(book: Any) -> None:
    sheet = book["Items"]
    sheet["A3"] = None
    sheet.merge_cells("A2:A3")


def blank_rows(book: Any) -> None:
    book["Items"].insert_rows(4, 3)
    book["Dates"].insert_rows(3)


def other_headings(book: Any) -> None:
    for column, heading in zip(
        "ABCDEF", ("theme ", "REF.", " Standard", "Guidance", "EVIDENCE", "Keywords"), strict=True
    ):
        book["Items"][f"{column}1"] = heading
    book["Items"]["G1"], book["Items"]["H1"] = "1", "Descriptor 2"
    book["Dates"]["A1"], book["Dates"]["B1"], book["Dates"]["C1"] = "phase", "From", "Deadline"
    book["Items"].title = "ITEMS "


def days_as_text(book: Any) -> None:
    for row in range(2, 6):
        for column in "BC":
            cell = book["Dates"][f"{column}{row}"]
            cell.number_format = "General"
            cell.value = f"{cell.value.day}/{cell.value.month}/{cell.value.year}"


def levels_as_numbers(book: Any) -> None:
    for row in range(2, 6):
        cell = book["Scale"][f"A{row}"]
        cell.number_format = "0.0"
        cell.value = int(cell.value)


def documents_by_title(book: Any) -> None:
    book["Items"]["E3"] = "Plan for dementia care; FIGURES OF THE MEMORY CLINIC"


def groups_only_once(book: Any) -> None:
    book["Items"]["A3"] = None
    book["Items"]["A5"] = book["Items"]["A6"] = None


@pytest.mark.parametrize(
    "act",
    [
        merged_heading, merged_group, blank_rows, other_headings, days_as_text, levels_as_numbers,
        documents_by_title, groups_only_once,
    ],
    ids=lambda act: act.__name__,
)  # fmt: skip
def test_what_real_spreadsheets_have_makes_no_difference(tmp_path: Path, act: Act) -> None:
    assert made(changed(act=act), tmp_path).digest == made(example_bytes(), tmp_path).digest


def test_what_is_forgiven_but_should_be_known_is_told(tmp_path: Path) -> None:
    def act(book: Any) -> None:
        book["Items"].row_dimensions[3].hidden = True
        book["Scale"].column_dimensions["C"].hidden = True
        book["Items"]["K1"] = "Owner"
        book["Documents"].sheet_state = "hidden"
        book.create_sheet("Scraps")["A1"] = "x"
        book["About"]["A20"], book["About"]["B20"] = "Favourite colour", "green"

    assert sorted(outcome(changed(act=act), tmp_path).notes) == [
        "About: “Favourite colour” is no question of this sheet. It was not read.",
        "Items!K1: the column “Owner” was not read.",
        "The sheet Documents is hidden. It was read like the others.",
        "The sheet Items has hidden rows. They were read like the others.",
        "The sheet Scale has hidden columns. They were read like the others.",
        "The sheet “Scraps” is none of a framework. It was not read.",
    ]


def test_without_a_column_of_documents_each_of_them_serves_every_item(tmp_path: Path) -> None:
    content = changed(act=lambda book: book["Items"].delete_cols(5))

    assert made(content, tmp_path).items["2.2"].slots == ("plan", "data", "audit")


@pytest.mark.parametrize("name", ["About", "Scale", "Items", "Documents", "Dates"])
def test_a_sheet_that_lacks_or_is_empty_is_told(tmp_path: Path, name: str) -> None:
    gone = said(changed(act=lambda book: book.remove(book[name])), tmp_path)
    empty = said(changed(act=lambda book: book[name].delete_rows(1, 60)), tmp_path)

    assert any(line.startswith(f"{name}: there is no sheet “{name}”") for line in gone)
    assert any(line.startswith(f"{name}!") for line in empty)


def test_a_framework_in_words_goes_by_the_process_for_words(tmp_path: Path) -> None:
    def act(book: Any) -> None:
        book["About"]["B6"], book["About"]["B7"] = None, "In words only"
        book["Items"].delete_cols(7, 4)
        book.remove(book["Scale"])
        book["Dates"]["A4"] = "Report"

    found = outcome(changed(act=act), tmp_path)

    assert (found.process, found.faults) == ("assessment-in-words", ())
    assert found.workflow is not None
    definition = next(iter(found.workflow.editions.values()))
    assert definition.scales["narrative"].kind == "narrative"


def test_a_level_has_a_title_and_a_rank_without_being_given_them(tmp_path: Path) -> None:
    def act(book: Any) -> None:
        for row in range(2, 6):
            book["Scale"][f"B{row}"] = book["Scale"][f"D{row}"] = None

    values = made(changed(act=act), tmp_path).scales["levels"].values

    assert [(level.title, level.rank) for level in values] == [
        (f"Level {rank}", rank) for rank in range(1, 5)
    ]


def test_milestones_fall_due_when_the_sheet_says(tmp_path: Path) -> None:
    changes = {"Milestones!A2": "submission", "Milestones!B2": "End of Preparation – 3 days"}

    assert str(made(changed(changes), tmp_path).milestones["submission"].due) == "end of preparation - 3 days"


EXAMPLE: list[Cells] = []


def example_cells(folder: Path) -> Cells:
    """The cells of the example, read once."""
    if not EXAMPLE:
        EXAMPLE.append(cells_of(example_bytes(), folder))
    return EXAMPLE[0]


AWKWARD = (
    *("", "#REF!", "=1", "1", "1.1", "-1", "1e9", "yes", "no", "31/12/2027", "2027-02-30", "Level 1"),
    *("Level 9", "plan", "plan;plan", ",", "[", "{}", "{x}", "Title", "Item", "Group", "Preparation"),
    "a" * 5_000,
)
words = some.one_of(some.text(max_size=12), some.sampled_from(AWKWARD), some.dates().map(str))
places = some.tuples(some.sampled_from(list(COLUMNS)), some.integers(1, 9), some.integers(0, 9))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    damage=some.lists(some.tuples(places, words), min_size=1, max_size=12),
    merged=some.lists(
        some.tuples(some.sampled_from(list(COLUMNS)), some.tuples(*[some.integers(0, 2_000_000)] * 4)),
        max_size=2,
    ),
    made_by_formula=some.sets(places, max_size=3),
)
def test_whatever_stands_in_the_cells_is_answered_in_sentences(
    tmp_path: Path,
    damage: list[tuple[tuple[str, int, int], str]],
    merged: list[tuple[str, tuple[int, int, int, int]]],
    made_by_formula: set[tuple[str, int, int]],
) -> None:
    cells = example_cells(tmp_path)
    sheets = {sheet.title: sheet for sheet in cells.sheets}
    for (name, row, column), text in damage:
        sheets[name] = written(sheets[name], row, column, text)
    for name, row, column in made_by_formula:
        sheets[name] = written(sheets[name], row, column, "", made=True)
    for name, ends in merged:
        sheets[name] = replace(sheets[name], merged=(*sheets[name].merged, ends))

    found = outcome_of(Cells(tuple(sheets.values())), sources.processes())

    assert (found.workflow is None) == bool(found.faults)
    assert all(fault.say and (not fault.cell or fault.cell[-1].isdigit()) for fault in found.faults)


def written(sheet: Sheet, number: int, column: int, text: str, *, made: bool = False) -> Sheet:
    """The sheet with one cell changed, as the child would tell it."""
    rows = {row.number: row for row in sheet.rows}
    row = rows.get(number, Row(number, {}))
    texts = {place: each for place, each in row.texts.items() if place != column}
    if text:
        texts[column] = " ".join(text.split())[:4_001]
    rows[number] = Row(number, texts, row.made | {column} if made else row.made)
    return replace(sheet, rows=tuple(rows[each] for each in sorted(rows)))
