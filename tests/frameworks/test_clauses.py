"""Clauses in the cells of a workbook: read line by line, written so that they are read again."""

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl

from tests.frameworks.workbooks import changed, outcome
from wccflow.engine.definition import Definition
from wccflow.frameworks import sources
from wccflow.frameworks.clauses import joined, parted
from wccflow.frameworks.samples import exported
from wccflow.frameworks.writing import written


def made(content: bytes, folder: Path) -> Definition:
    """The definition that a sound workbook makes."""
    found = outcome(content, folder)
    assert found.workflow is not None, found.faults
    return next(iter(found.workflow.editions.values()))


def test_what_follows_a_dot_is_a_clause_and_what_stands_before_is_said_in_general() -> None:
    cell = "It is in place.\n• There is a plan.\n•There is a plan. • It is done - well-kept.\n•"

    assert parted(cell) == ("It is in place.", ["There is a plan.", "It is done - well-kept."])


def test_what_is_joined_is_parted_into_the_same() -> None:
    assert parted(joined("In general.", ["One.", "Two."])) == ("In general.", ["One.", "Two."])
    assert joined("", ["One."]) == "• One."
    assert joined("In general.", []) == "In general."


def test_the_levels_of_a_workbook_have_their_clauses(tmp_path: Path) -> None:
    definition = made(changed({"Scale!C4": "It is in place.\n• There is a plan.\n• It is done."}), tmp_path)
    level = definition.scales["levels"].values[2]

    assert (level.statement, level.clauses) == ("It is in place.", ("There is a plan.", "It is done."))
    assert definition.items["1.2"].clauses == {
        "4": ("Nine in ten are seen within 6 weeks in every ward.", "It has stayed so for a year.")
    }
    assert definition.items["1.2"].descriptors["4"] == "Nobody waits longer than elsewhere."


def test_clauses_come_through_a_workbook_that_is_exported_and_read_again(tmp_path: Path) -> None:
    cells = {"Scale!C4": "• It is done.", "Items!G2": "• Everybody is asked.\n• It is written down."}
    definition = made(changed(cells), tmp_path)
    element = definition.elements["items"]
    book = exported(definition, None, element, sources.processes(), process=sources.STOCK)
    rows = openpyxl.load_workbook(BytesIO(written(book)))
    dates = rows["Dates"]
    for number in range(2, 6):
        dates[f"B{number}"], dates[f"C{number}"] = date(2027, number, 1), date(2027, number, 20)
    rows["About"]["B4"] = "another-name"
    saved = BytesIO()
    rows.save(saved)

    again = made(saved.getvalue(), tmp_path)

    assert [level.clauses for level in again.scales["levels"].values] == [
        level.clauses for level in definition.scales["levels"].values
    ]
    assert {key: item.clauses for key, item in again.items.items()} == {
        key: item.clauses for key, item in definition.items.items()
    }
    assert definition.items["1.1"].clauses == {"1": ("Everybody is asked.", "It is written down.")}
