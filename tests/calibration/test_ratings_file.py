"""Ratings from a file: whole, or every fault by row and column."""

import pytest

from wccflow.base.errors import Refused
from wccflow.calibration.model import RatingRow
from wccflow.calibration.ratings_file import read

HEAD = "rater,sha,case,item,value\n"


def test_a_row_is_a_rating() -> None:
    assert read((HEAD + "Ann,Q34,5PG,1.1, 3\n").encode("utf-8-sig")) == [
        RatingRow("Ann", "Q34", "5PG", "1.1", 3.0)
    ]


@pytest.mark.parametrize(
    ("content", "say"),
    [
        (b"", "The file is empty."),
        (b"rater,sha,case,item\n", "The first row must name these columns too: value."),
        (HEAD.encode(), "The file has no rows below its first."),
        ((HEAD + "Ann,,5PG,1.1,3\n").encode(), "Row 2, sha: nothing is given."),
        ((HEAD + "Ann\n").encode(), "Row 2, sha, case, item, value: nothing is given."),
        ((HEAD + "Ann,Q34,5PG,1.1,high\n").encode(), "Row 2, value: “high” is not a number."),
        ((HEAD + "Ann,Q34,5PG,1.1,nan\n").encode(), "Row 2, value: “nan” is not a number."),
        ((HEAD + "Ann,Q34,5PG,1.1,3\n" * 2).encode(), "Row 3 repeats row 2: Ann Q34 5PG 1.1."),
        ((HEAD + "Ann,Q34,5PG,1.1,=1\n" * 30).encode(), "more faults."),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(content: bytes, say: str) -> None:
    with pytest.raises(Refused) as refused:
        read(content)

    assert say in str(refused.value)
