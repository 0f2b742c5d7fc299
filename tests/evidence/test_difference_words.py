"""What changed inside one passage."""

from wccflow.evidence.difference_words import Cell, Number, cells_between, numbers_between, words_between


def test_the_words_of_a_passage_are_marked() -> None:
    assert words_between("We will release £4.1m from beds.", "We will release £3.9m from beds.") == (
        ("same", "We will release"),
        ("gone", "£4.1m"),
        ("new", "£3.9m"),
        ("same", "from beds."),
    )


def test_a_very_long_passage_is_shown_as_it_was_and_as_it_is() -> None:
    before, after = "one " * 1000, "two " * 1000

    assert words_between(before, after) == (("gone", before), ("new", after))


def test_numbers_that_changed_are_called_out_with_their_units() -> None:
    found = numbers_between(
        "It costs £4.1m by 2010, or 12 per cent.", "It costs £3.8m by 2010, or 9 per cent."
    )

    assert found == (Number("£4.1m", "£3.8m"), Number("12 per cent", "9 per cent"))


def test_a_number_that_came_has_nothing_before_it() -> None:
    assert numbers_between("Some beds close.", "Some 40 beds close.") == (Number("", "40"),)


def test_cells_are_compared_one_by_one_under_the_names_of_their_columns() -> None:
    cells = cells_between(("Dental", "7", "8"), ("Dental", "8", "8"), ("Service", "2009", "2010"))

    assert cells == (Cell("Service", "Dental", "Dental"), Cell("2009", "7", "8"), Cell("2010", "8", "8"))
    assert [cell.has_changed for cell in cells] == [False, True, False]
    assert cells[1].numbers == (Number("7", "8", "2009"),)


def test_a_column_that_came_leaves_the_other_cells_as_they_were() -> None:
    cells = cells_between(("Dental", "7"), ("Dental", "6", "7"), ("Service", "2008", "2009"))

    assert [cell for cell in cells if cell.has_changed] == [Cell("2008", None, "6")]
