"""Cells of a file of values: numbers as people write them, and signs that there is none."""

import pytest

from wccflow.indicators.cells import has_control, is_formula, read_number, suppression_in, why_not_shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("25.1", 25.1), ("-3", -3.0), ("+4", 4.0), (".5", 0.5), ("1e3", 1000.0), ("1,234", 1234.0),
        ("1,234,567.8", 1234567.8), ("12 345", 12345.0), ("12\u00a0345", 12345.0),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text: str, number: float) -> None:
    assert read_number(text) == number


def test_a_percent_sign_is_read_where_the_unit_is_a_percentage() -> None:
    assert read_number("25.1 %", is_share=True) == 25.1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("many", "not a number"),
        ("nan", "not a number"),
        ("1e999", "not a number"),
        ("1_000", "not a number"),
        ("\uff11\uff12", "not a number"),
        ("25,1", "a comma where a point belongs"),
        ("1,23,456", "not a number"),
        ("25.1%", "a percent sign, while the unit is none of a percentage"),
        ("£25", "a sign of money"),
    ],
)
def test_what_is_no_number_is_told_apart(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_number(text)


@pytest.mark.parametrize(
    ("cell", "sign", "why"),
    [
        ("*", "*", "1 to 5 cases, so that nobody can be recognised"),
        ("* ", "*", "1 to 5 cases, so that nobody can be recognised"),
        ("1-5", "1-5", "1 to 5 cases, so that nobody can be recognised"),
        ("1 \u2013 4", "1-4", "1 to 4 cases, so that nobody can be recognised"),
        ("<5", "<5", "fewer than 5 cases, so that nobody can be recognised"),
        ("fewer than 10", "<10", "fewer than 10 cases, so that nobody can be recognised"),
        ("[c]", "[c]", "kept confidential, so that nobody can be recognised"),
        ("[X]", "[x]", "not available"),
        ("..", "..", "not available"),
        ("-", "-", "nothing to show"),
        ("", "no value given", "no value given"),
    ],
)
def test_a_sign_that_there_is_no_value_has_its_reason(cell: str, sign: str, why: str) -> None:
    assert suppression_in(cell) == sign
    assert why_not_shown(sign) == why


@pytest.mark.parametrize("cell", ["25.1", "-5", "2008-10", "5-1", "2008-2010", "few"])
def test_what_else_stands_in_a_cell_is_no_sign(cell: str) -> None:
    assert suppression_in(cell) == ""


def test_a_reason_in_words_stays_as_it_is() -> None:
    assert why_not_shown("Not collected that year") == "Not collected that year"


@pytest.mark.parametrize(
    ("cell", "formula"),
    [("=A1", True), ("@SUM(A1)", True), ("+cmd|' /C calc'!A0", True), ("-2+3+cmd(1)", True), ("-5", False)],
)
def test_a_formula_is_seen(cell: str, formula: bool) -> None:
    assert is_formula(cell) is formula


def test_a_character_that_no_text_has_is_seen() -> None:
    assert [has_control("a\x00b"), has_control("a\x1bb"), has_control("a b\u00e9\tc")] == [True, True, False]
