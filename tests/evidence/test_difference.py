"""What changed between two versions, passage by passage, with what stayed counted."""

from dataclasses import dataclass

import pytest

from wccflow.evidence.difference import Comparison, compared
from wccflow.evidence.reading.passages import passage_id


@dataclass(frozen=True)
class Words:
    key: str
    text: str
    heading: str | None = None
    kind: str = "paragraph"
    cell: str | None = None
    cells: tuple[str, ...] = ()


def words(*texts: str) -> list[Words]:
    seen: dict[str, int] = {}
    return [Words(passage_id(text, seen), text) for text in texts]


def rows(*rows: tuple[str, ...]) -> list[Words]:
    seen: dict[str, int] = {}
    texts = [" | ".join(row) for row in rows]
    return [
        Words(passage_id(text, seen), text, None, "table row", f"table 1 row {number}", row)
        for number, (text, row) in enumerate(zip(texts, rows, strict=True), start=1)
    ]


def told(old: list[Words], new: list[Words]) -> list[tuple[str, str]]:
    def text(before: int | None, after: int | None) -> str:
        return old[before].text if after is None and before is not None else new[after or 0].text

    return [(change.kind, text(change.before, change.after)) for change in compared(old, new).changes]


def test_nothing_changed_between_equal_versions() -> None:
    assert compared(words("One.", "Two."), words("One.", "Two.")) == Comparison((), 2, 2)


def test_removed_and_added_passages_are_told_where_they_stand() -> None:
    old = words("One.", "We will close the old hospital.", "Three.")
    new = words("One.", "Three.", "Dental access doubles next year.")

    assert told(old, new) == [
        ("removed", "We will close the old hospital."),
        ("added", "Dental access doubles next year."),
    ]


def test_a_changed_number_is_counted_in_a_reworded_passage() -> None:
    (change,) = compared(
        words("We will release £4.1m from beds."), words("We will release £3.9m from beds.")
    ).changes

    assert (change.kind, change.numbers, change.table) == ("reworded", 1, "")


def test_a_passage_that_stands_elsewhere_has_moved_and_is_neither_gone_nor_new() -> None:
    moved = "The chair of the board leads the work on dental access."
    old = words("First of all.", "Second of all.", "Third of all.", moved)
    new = words(moved, "First of all.", "Second of all.", "Third of all.")

    assert told(old, new) == [("moved", moved)]


def test_a_moved_passage_may_be_reworded_too() -> None:
    stays = [f"Ward {number} opens in the month {number} of the plan." for number in range(6)]
    before = "Children in the five poorest wards of Northfield will see a dentist within a month."
    after = before.replace("a month", "two weeks")

    (change,) = compared(words(before, *stays), words(*stays, after)).changes

    assert (change.kind, change.has_moved) == ("reworded", True)


def test_line_breaks_and_other_quotes_are_no_change() -> None:
    old = words("The board said “yes” to a re-admission target.", "Other words.")
    new = words('The board said "yes" to a re- admission  target.', "Other words.")

    assert compared(old, new).changes == ()


def test_what_stays_between_changes_is_counted_for_folding() -> None:
    old = words("One.", "Two.", "A sentence that goes away at last.", "Three.")
    new = words("One.", "Two.", "Three.")

    found = compared(old, new)

    assert [change.unchanged for change in found.changes] == [2]
    assert (found.unchanged, found.unchanged_at_end) == (3, 1)


def test_changes_of_rows_are_counted_by_table_and_cell() -> None:
    old = rows(("Service", "2009", "2010"), ("Dental", "7", "8"), ("Stroke", "5", "5"))
    new = rows(("Service", "2009", "2010"), ("Dental", "8", "7"), ("Stroke", "5", "5"))

    found = compared(old, new)

    assert (found.numbers, found.tables, len(found.changes)) == (2, 1, 1)


@pytest.mark.timeout(60)
def test_a_long_stretch_in_which_everything_changed_is_still_compared() -> None:
    old = words(*[f"The number of ward {number} is {number} today." for number in range(600)])
    new = words(*[f"The number of ward {number} was {number} before." for number in range(600)])

    found = compared(old, new)

    assert found.count("reworded") == 600
