"""What may be asked for, and how two reports differ."""

from typing import Any

import pytest

from wccflow.base.errors import Refused
from wccflow.rehearsal.rules import Choice, beside, choice


def test_the_words_of_a_form_become_a_choice() -> None:
    assert choice(" 152 ", "1", "1,5", signatures=True) == Choice(152, 1, 1.5, True)


@pytest.mark.parametrize(
    ("words", "say"),
    [
        (("none", "1", "1"), "Give organisations as a whole number from 1 to 400."),
        (("401", "1", "1"), "Give organisations as a whole number from 1 to 400."),
        (("1", "-1", "1"), "Give the seed as a whole number from 0 to 2,147,483,648."),
        (("1", "1", "nan"), "Give the pace as a number from 0.25 to 4; 1 is as planned."),
        (("1", "1", "9"), "Give the pace as a number from 0.25 to 4; 1 is as planned."),
    ],
)
def test_what_makes_no_sense_is_refused(words: tuple[str, str, str], say: str) -> None:
    with pytest.raises(Refused) as caught:
        choice(*words, signatures=True)

    assert str(caught.value) == say


def test_two_reports_are_laid_side_by_side(report: dict[str, Any]) -> None:
    other = {**report, "moves": report["moves"] + 7}

    rows = {row.what: row for row in beside(report, other)}

    assert rows["Moves"].difference == "+7"
    assert rows["Organisations"].difference == "the same"
    assert "Late: Submission" in rows
