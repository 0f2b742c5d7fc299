"""The sheet of brought files without a database: what may be chosen together, and what is told when not."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest

from wccflow.base.errors import Refused
from wccflow.evidence.dates import Dates
from wccflow.evidence.sheets import LEAVE_OUT, Chosen, Part, Place, dates_of, faults, number

ON = date(2009, 12, 1)
PLACES = {
    "plan": Place("Plan"),
    "needs": Place("Needs", sha256="bb"),
    "money": Place("Money", frozen=True),
}


@dataclass(frozen=True)
class File:
    id: UUID
    file_name: str
    sha256: str = "aa"
    pages: int | None = None


ONE, OTHER = File(uuid4(), "one.docx"), File(uuid4(), "other.docx", "cc")


def told(chosen: Chosen, file: File = ONE) -> list[str]:
    return faults({file.id: chosen}, [file], PLACES, ON).get(file.id, [])


def test_a_file_for_a_free_place_and_one_without_a_place_are_good() -> None:
    chosen = {ONE.id: Chosen((Part("plan"),)), OTHER.id: Chosen()}

    assert faults(chosen, [ONE, OTHER], PLACES, ON) == {}


def test_two_files_for_one_place_are_told_beside_both() -> None:
    chosen = {ONE.id: Chosen((Part("plan"),)), OTHER.id: Chosen((Part("needs"), Part("plan", "1", "2")))}

    found = faults(chosen, [ONE, OTHER], PLACES, ON)

    assert found == {
        ONE.id: [
            "Plan is chosen for other.docx too. Choose one of them; the other can follow as a new version."
        ],
        OTHER.id: [
            "Plan is chosen for one.docx too. Choose one of them; the other can follow as a new version."
        ],
    }


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (Chosen((Part("plan"), Part("plan"))), "Plan is chosen twice for this file. Choose it once."),
        (Chosen((Part("nonsense"),)), "Choose a place from the list."),
        (
            Chosen((Part("money"),)),
            "Money is frozen as submitted. It opens once a reviewer asks for it again.",
        ),
        (
            Chosen((Part("plan", "3"),)),
            "Give both the first and the last page, or neither for the whole document.",
        ),
        (Chosen((Part("plan", "one", "2"),)), "Give pages as whole numbers."),
        (Chosen((Part("plan"),), as_of="soon"), "Give the day like 2009-11-27."),
        (
            Chosen((Part("plan"),), as_of="2009-12-02"),
            "A document cannot be of a day to come: choose today or an earlier day.",
        ),
    ],
)
def test_what_cannot_be_filed_is_told_in_a_sentence(chosen: Chosen, sentence: str) -> None:
    assert told(chosen) == [sentence]


def test_the_very_file_that_fills_a_place_is_told_and_some_pages_of_it_are_not() -> None:
    same = File(uuid4(), "same.docx", "bb", pages=9)

    assert told(Chosen((Part("needs"),)), same) == ["This is the very file that fills Needs already."]
    assert told(Chosen((Part("needs", "1", "2"),)), same) == []


def test_pages_beyond_the_last_are_told_where_their_number_is_known() -> None:
    short = File(uuid4(), "short.pdf", pages=3)

    assert told(Chosen((Part("plan", "2", "9"),)), short) == [
        "The document has 3 pages, so page 9 is not in it."
    ]
    assert told(Chosen((Part("plan", "2", "9"),))) == []


def test_what_was_not_taken_or_has_no_place_stands_in_nobodys_way() -> None:
    refused = File(uuid4(), "refused.doc", sha256="")

    assert told(Chosen((Part("plan"),)), refused) == []
    assert told(Chosen((Part(LEAVE_OUT),), as_of="soon")) == []


def test_only_what_is_marked_so_is_left_out() -> None:
    chosen = [Chosen(), Chosen((Part(LEAVE_OUT),)), Chosen((Part(LEAVE_OUT), Part("plan")))]

    assert [each.left_out for each in chosen] == [False, True, False]


def test_written_days_and_numbers_are_understood_or_refused() -> None:
    assert dates_of(Chosen(as_of="2009-11-01", until="2010-03-31")) == Dates(
        date(2009, 11, 1), None, date(2010, 3, 31)
    )
    assert [number(""), number("12")] == [None, 12]
    with pytest.raises(Refused, match="whole numbers"):
        number("٣")
