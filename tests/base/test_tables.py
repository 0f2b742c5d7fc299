"""Tables that people send or paste: what is read of them, and what is said when they are none."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from wccflow.base.errors import Refused
from wccflow.base.tables import opened, rows_of

NEEDED = ("code", "name")


def read(content: bytes | str, **given: object) -> list[tuple[int, dict[str, str], str]]:
    return list(rows_of(content, NEEDED, **{"most_rows": 10, **given}))  # type: ignore[arg-type]


def refusal(content: bytes | str, **given: object) -> str:
    with pytest.raises(Refused) as refused:
        read(content, **given)
    return str(refused.value)


@pytest.fixture
def longer_cells_elsewhere() -> Iterator[None]:
    """The limit of the csv module is the whole process's, and another reader may have raised it."""
    usual = csv.field_size_limit(10_000_000)
    yield
    csv.field_size_limit(usual)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_table_is_read_whatever_separates_its_cells_and_rows(separator: str, ending: str) -> None:
    text = ending.join(["Code,NAME", "5PG, Birmingham "]).replace(",", separator)

    assert read(text.encode("utf-8-sig")) == [(2, {"code": "5PG", "name": "Birmingham"}, "")]


def test_rows_keep_the_numbers_of_a_spreadsheet_and_empty_ones_are_passed_over() -> None:
    rows = read('code,name\n,\n5PG,"two\nlines"\n\n5MX,Kirklees\n')

    assert [(place, cells["code"]) for place, cells, _ in rows] == [(3, "5PG"), (5, "5MX")]


def test_a_short_row_is_filled_and_what_is_too_much_is_handed_on() -> None:
    assert read("code,name\n5PG\n5MX,Kirklees,more,still\n") == [
        (2, {"code": "5PG", "name": ""}, ""),
        (3, {"code": "5MX", "name": "Kirklees"}, "morestill"),
    ]


def test_a_column_may_stand_under_another_name() -> None:
    rows = read("ODS_code,Name of it\n5PG,B\n", names={"code": ("ods code",), "name": ("name of it",)})

    assert rows == [(2, {"code": "5PG", "name": "B"}, "")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"code,name\n", "The file has no rows below its first."),
        (b"code\n5PG\n", "The first row must name these columns too: name."),
        (b"code,name,code\n5PG,B,5PG\n", "The first row names these columns twice: code."),
        (b"PK\x03\x04", "This is a spreadsheet or an archive, not a CSV file. Save it as “CSV UTF-8”."),
        (
            "code,name\n".encode("utf-16"),
            "The file is Unicode text in UTF-16. Save it as “CSV UTF-8” and send it again.",
        ),
        (
            b"code,name\n5PG,B\n5MX,\xff\n",
            "Line 3 of the file is not text in UTF-8. Save it as “CSV UTF-8” and send it again.",
        ),
        (b"code,name\n" + b"5PG,B\n" * 11, "The file has more than 10 rows. Send it in parts."),
        (
            b'code,name\n5PG,"B\n' + b"5MX,K\n" * 3,
            "Row 2 holds a quotation mark astray, so nothing after it can be read.",
        ),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    assert refusal(content) == sentence


@pytest.mark.usefixtures("longer_cells_elsewhere")
def test_a_cell_that_is_far_too_long_is_refused_whatever_another_reader_allows() -> None:
    assert refusal("code,name\n5PG," + "x" * 200_000) == (
        "Row 2 holds a cell that is far too long, so nothing after it can be read."
    )


def test_a_file_is_read_as_its_rows_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_bytes(b"code,name\n5PG,B\n5MX,\xff\n" + b"5MX,K\n" * 20_000)

    with (
        pytest.raises(Refused, match="Line 3 of the file is not text in UTF-8"),
        opened(path, NEEDED) as table,
    ):
        list(table.rows)


def test_an_encoding_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="The encoding must be one of utf-8, cp1252, utf-16"):
        opened(tmp_path / "none.csv", NEEDED, "ebcdic").__enter__()
