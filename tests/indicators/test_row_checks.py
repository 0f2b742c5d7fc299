"""Files as they arrive: whatever is wrong is named by row and column, and nothing is half loaded."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.indicators.conftest import HEAD, Desk
from wccflow.base.work import session
from wccflow.indicators.answers import MOST_FAULTS
from wccflow.indicators.loading import NO_SPREADSHEETS, Loaded, Provenance, load
from wccflow.indicators.models import DataPack, IndicatorValue
from wccflow.people.actions import found_organisation
from wccflow.people.queries import organisation
from wccflow.people.register import succeed

GOOD = "smoking,Smokers,2008/09,pct,5PG,Birmingham East,25.1,24.0,26.2,lower_is_better,"
WELSH = GOOD.replace("Birmingham East", "Ynys M\u00f4n")
AFTER = ", so nothing after it can be read."
WIDE = (
    "indicator_id,indicator,period,area_type,area_code,area_name,value,numerator,denominator,unit,polarity,"
    "suppression,area,period_type"
)


def sent(desk: Desk, content: bytes, *, encoding: str = "utf-8", dry_run: bool = False) -> Loaded:
    """What comes of a file with these bytes."""
    path = desk.folder / "sent.csv"
    path.write_bytes(content)
    told = Provenance(path.name, encoding=encoding)
    with desk.world.database.writing():
        return load(path, "A test", dry_run, now=desk.world.now, told=told)


def how_many(desk: Desk) -> int:
    """How many values are kept."""
    with desk.world.database.reading():
        return session().scalar(select(func.count()).select_from(IndicatorValue)) or 0


def wide(value: str = "25.1", unit: str = "%", **other: str) -> str:
    """A row under the wide head."""
    given = {
        "code": "5PG", "period": "2008/09", "numerator": "", "denominator": "", "polarity": "lower_is_better",
        "suppression": "", "area": "", "period_type": "", "title": "Smokers", "kind": "pct", **other,
    }  # fmt: skip
    before = f"smoking,{given['title']},{given['period']},{given['kind']},{given['code']},Somewhere"
    after = f"{given['numerator']},{given['denominator']},{unit},{given['polarity']}"
    return f"{before},{value},{after},{given['suppression']},{given['area']},{given['period_type']}"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (GOOD.replace("24.0", "27"), "Row 2, lower_ci: is 27, above the upper_ci 26.2."),
        (GOOD.replace("25.1", "30"), "Row 2, value: is 30, outside its own interval 24 to 26.2."),
        (GOOD.replace("24.0,26.2", "26,"), "Row 2, value: is 25.1, outside its own interval 26 to …."),
        (
            GOOD.replace("25.1", '"25,1"'),
            "Row 2, value: is “25,1”, which has a comma where a point belongs, or "
            "thousands that are set apart wrongly.",
        ),
        (
            GOOD.replace("25.1", "25.1%"),
            "Row 2, value: is “25.1%”, which has a percent sign, while the unit is none of a percentage.",
        ),
        (
            GOOD.replace("5PG", "5J9").replace("Birmingham East", "Birmingham East and North PCT"),
            "Row 2, area_code: is 5J9, Darlington PCT, while the name beside it is that of 5PG.",
        ),
        (
            GOOD.replace("Smokers", "+cmd|' /C calc'!A0"),
            "Row 2, indicator: holds a formula, “+cmd|' /C calc'!A0”; give the value.",
        ),
        (
            GOOD.replace("Smokers", "Smo\x00kers"),
            "Row 2, indicator: holds a character that no text has (such as NUL).",
        ),
        (GOOD.replace("5PG", "5PG5PG5PG5PG5PG5PG5PG"), "Row 2, area_code: is longer than 20 characters."),
        (
            GOOD.replace("lower_is", "less_is"),
            "Row 2, polarity: is “less_is_better”; write one of lower_is_better, higher_is_better.",
        ),
    ],
)
def test_a_fault_in_a_cell_is_named(desk: Desk, row: str, fault: str) -> None:
    assert desk.load(row).faults == [fault]
    assert how_many(desk) == 0


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        ({"unit": "years"}, "Row 3, unit: is “years”, while row 2 says “%” for smoking."),
        (
            {"polarity": "higher_is_better"},
            "Row 3, polarity: is “higher_is_better”, while row 2 says “lower_is_better” for smoking.",
        ),
        ({"area": "community"}, "Row 3, area: is “community”, while row 2 says “” for smoking."),
        (
            {"period": "2008-10"},
            "Row 3, period: is 3 pooled years, while row 2 has a financial year for smoking; give each "
            "kind of period its own indicator_id.",
        ),
        ({"period": "2008/09", "period_type": "month"}, "Row 3, period: is “2008/09”; is no month."),
        (
            {"period_type": "week"},
            "Row 3, period_type: is “week”; write one of calendar, financial, school, mid-year, pooled, "
            "quarter, month.",
        ),
        ({"denominator": "0"}, "Row 3, denominator: is 0, and nobody can be counted so."),
        ({"numerator": "-4"}, "Row 3, numerator: is -4, and nobody can be counted so."),
        ({"suppression": "*"}, "Row 3, suppression: is “*”, and yet a value is given."),
    ],
)
def test_what_does_not_agree_within_an_indicator_is_named(
    desk: Desk, second: dict[str, str], fault: str
) -> None:
    result = desk.load(wide(), wide(code="5MX", **second), head=WIDE)

    assert result.faults == [fault]
    assert how_many(desk) == 0


def test_an_area_of_another_level_than_its_kind_is_named(desk: Desk) -> None:
    rows = [wide(code="5PG", period=f"20{year:02}/{year + 1:02}") for year in range(10, 22)]

    result = desk.load(*rows, wide(code="Q34"), head=WIDE)

    assert result.faults == ["Row 14, area_code: Q34 is an overseer, while other rows of pct are not."]


def test_faults_beyond_fifty_are_counted(desk: Desk) -> None:
    rows = [GOOD.replace("5PG", f"A{place}").replace("25.1", "many") for place in range(120)]

    result = desk.load(*rows)

    assert (len(result.faults), result.fault_count) == (MOST_FAULTS, 120)
    assert result.more_faults == "There are 70 more faults; mend these first."


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_file_with_another_separator_is_read(desk: Desk, separator: str) -> None:
    content = f"{HEAD}\n{GOOD}\n".replace(",", separator).encode("utf-8-sig")

    assert (sent(desk, content).faults, how_many(desk)) == ([], 1)


def test_empty_rows_are_passed_over_and_rows_keep_their_numbers(desk: Desk) -> None:
    empty = "," * HEAD.count(",")
    content = "\n".join(
        [HEAD, GOOD, empty, "", GOOD.replace("5PG", "5MX").replace("25.1", "many"), empty, ""]
    )

    assert sent(desk, content.encode()).faults == ["Row 5, value: is “many”, which is not a number."]


def test_trailing_empty_rows_do_not_count(desk: Desk) -> None:
    empty = "," * HEAD.count(",")

    assert sent(desk, "\r\n".join([HEAD, GOOD, *[empty] * 500]).encode()).rows == 1


def test_windows_letters_are_refused_with_the_way_out(desk: Desk) -> None:
    content = f"{HEAD}\n{GOOD}\n{WELSH}\n".encode("cp1252")

    assert desk.refused(lambda: sent(desk, content)) == (
        "Line 3 of the file is not text in UTF-8. It may be Windows-1252, as older spreadsheets save: load "
        "it with the encoding cp1252, or save it as “CSV UTF-8” and load it again."
    )
    content = content.replace(b"5PG", b"5MX", 1)
    assert (sent(desk, content, encoding="cp1252").faults, how_many(desk)) == ([], 2)


def test_unicode_text_of_two_bytes_is_refused_with_the_way_out(desk: Desk) -> None:
    content = f"{HEAD}\n{GOOD}\n".encode("utf-16")

    assert desk.refused(lambda: sent(desk, content)) == (
        "The file is Unicode text in UTF-16. Load it with the encoding utf-16."
    )
    assert sent(desk, content, encoding="utf-16").rows == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04rest", NO_SPREADSHEETS),
        (f"{HEAD},value\n{GOOD}\n".encode(), "The first row names these columns twice: value."),
        (f'{HEAD}\n"smoking"x,1\n'.encode(), "Row 2 holds a quotation mark astray" + AFTER),
        (f'{HEAD}\n{GOOD}\n"smoking\n'.encode(), "Row 3 holds a quotation mark astray" + AFTER),
        (f"{HEAD}\n{'x' * 200_000}\n".encode(), "Row 2 holds a cell that is far too long" + AFTER),
    ],
)
def test_what_is_no_table_is_refused(desk: Desk, content: bytes, sentence: str) -> None:
    assert desk.refused(lambda: sent(desk, content)) == sentence
    assert how_many(desk) == 0


def test_a_fault_of_reading_in_the_middle_keeps_nothing(desk: Desk) -> None:
    content = f"{HEAD}\n{GOOD}\n".encode() + b"\xff\n"

    desk.refused(lambda: sent(desk, content))

    assert how_many(desk) == 0


def test_columns_that_are_not_read_are_said(desk: Desk) -> None:
    result = desk.load(f"{GOOD},x", head=f"{HEAD},colour")

    assert (result.faults, result.notes) == ([], ["Columns that are not read: colour."])


def test_another_title_of_the_same_indicator_is_said(desk: Desk) -> None:
    result = desk.load(wide(), wide(code="5MX", title="Who smokes"), head=WIDE)

    assert (result.faults, result.notes) == (
        [], ["Row 3, indicator: smoking has another title than in row 2."],
    )  # fmt: skip


def test_thousands_set_apart_and_percent_signs_are_read(desk: Desk) -> None:
    result = desk.load(
        wide('"1,025.1%"'), wide("25.1 %", code="5MX", numerator='"1,255"', denominator='"5,000"'), head=WIDE
    )

    with desk.world.database.reading():
        rows = session().scalars(select(IndicatorValue).order_by(IndicatorValue.row)).all()
    assert result.faults == []
    assert [(row.value, row.numerator, row.denominator) for row in rows] == [
        (1025.1, None, None), (25.1, 1255.0, 5000.0),
    ]  # fmt: skip


def test_a_value_under_a_code_that_ended_stays_with_it_and_is_said(desk: Desk) -> None:
    with desk.world.database.writing():
        heir = found_organisation(
            "5QV",
            name="Merged PCT",
            level="organisation",
            parent=organisation("Q34"),
            by_id=None,
            now=desk.world.now,
        )
        for code in ("5PG", "5MX"):
            ends = date(2010, 4, 1)
            succeed(organisation(code), heir, effective=ends, why="", by_id=None, now=desk.world.now)

    result = desk.load(wide(period="2011/12"), wide(period="2008/09"), head=WIDE)

    assert result.notes == [
        "Row 2, area_code: 5PG ended on 2010-03-31 and goes on as 5QV; the value stays with 5PG."
    ]


def test_a_second_file_says_what_it_revises(desk: Desk) -> None:
    desk.load(wide("25.1"), wide("20", code="5MX"), head=WIDE)

    result = desk.load(wide("25.3"), wide("20", code="5MX"), wide("1", code="5J9"), head=WIDE)

    assert (result.revised, result.same) == (1, 1)
    assert result.revisions == ["Smokers, 2008/09, Somewhere: revised from 25.1 to 25.3."]
    with desk.world.database.reading():
        found = session().scalars(select(IndicatorValue).where(IndicatorValue.is_revised)).all()
    assert [(row.was, row.value) for row in found] == [(25.1, 25.3)]


def test_a_unit_that_changed_since_the_last_file_is_said(desk: Desk) -> None:
    desk.load(wide(unit="%"), head=WIDE)

    result = desk.load(wide(unit="per 1000"), head=WIDE)

    assert result.notes == ["smoking was in “%” before, and is in “per 1000” now."]


def test_where_a_file_comes_from_is_kept_with_its_day_and_licence(desk: Desk) -> None:
    row = f"{GOOD},2011-05-06,Open Government Licence,https://example.org/a"

    desk.load(row, head=f"{HEAD},published,licence,url")

    with desk.world.database.reading():
        pack = session().scalars(select(DataPack)).one()
    assert (pack.file, pack.published_on, pack.licence, pack.url, pack.rows) == (
        "values.csv", date(2011, 5, 6), "Open Government Licence", "https://example.org/a", 1,
    )  # fmt: skip


def test_a_day_of_publication_that_is_none_is_named(desk: Desk) -> None:
    result = desk.load(f"{GOOD},May 2011", head=f"{HEAD},published")

    assert result.faults == ["Row 2, published: is “May 2011”; write a day like 2010-01-31."]


def test_progress_is_told_while_rows_go_by(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wccflow.indicators.loading.TELL_EVERY", 2)
    path = desk.folder / "sent.csv"
    path.write_text("\n".join([HEAD, *(GOOD.replace("5PG", f"A{place}") for place in range(5))]))
    told: list[int] = []
    tell: Callable[[int], None] = told.append
    with desk.world.database.reading():
        load(path, "A test", True, progress=tell)

    assert told == [2, 4, 5]


def test_a_dry_run_of_a_file_that_is_loaded_says_that_all_is_the_same(desk: Desk) -> None:
    desk.load(GOOD)

    result = desk.load(GOOD, dry_run=True)

    assert (result.rows, result.same, result.revised) == (1, 1, 0)
