"""Loading a file of values: whole or not at all, each fault by row and column."""

import pytest
from sqlalchemy import select

from tests.indicators.conftest import HEAD, Desk
from wccflow.base.work import session
from wccflow.indicators.models import DataPack, IndicatorValue
from wccflow.indicators.periods import WRITE

ENGLAND = "smoking,Smokers,2008/09,country,ENG,England,20.5,,,lower_is_better,"
BIRMINGHAM = "smoking,Smokers,2008/09,pct,5PG,Birmingham East,25.1,24.0,26.2,lower_is_better,"


def kept(desk: Desk) -> list[IndicatorValue]:
    with desk.world.database.reading():
        return list(session().scalars(select(IndicatorValue).order_by(IndicatorValue.row)))


def test_values_are_kept_with_their_interval_source_and_place(desk: Desk) -> None:
    result = desk.load(ENGLAND, BIRMINGHAM)

    rows = kept(desk)
    with desk.world.database.reading():
        own = desk.world.case().organisation_id
    assert (result.rows, result.faults, result.indicators) == (2, [], {"Smokers": 2})
    assert [(row.area_level, row.value, row.low, row.high, row.source) for row in rows] == [
        ("nation", 20.5, None, None, "A test"),
        ("organisation", 25.1, 24.0, 26.2, "A test"),
    ]
    assert rows[1].organisation_id == own


def test_an_area_is_found_by_name_where_its_code_is_not_known(desk: Desk) -> None:
    desk.load("smoking,Smokers,2008/09,pct,9ZZ,darlington pct,25.1,,,lower_is_better,")

    with desk.world.database.reading():
        assert kept(desk)[0].organisation_id == desk.world.case("5J9").organisation_id


def test_an_area_that_nobody_knows_is_kept_and_named(desk: Desk) -> None:
    result = desk.load(BIRMINGHAM, "smoking,Smokers,2008/09,pct,5ZZ,Nowhere PCT,25.1,,,lower_is_better,")

    assert (result.rows, result.faults, result.unknown_areas) == (2, [], ["Nowhere PCT"])
    assert kept(desk)[1].area_level == "organisation"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (BIRMINGHAM.replace("25.1", "many"), "Row 3, value: is “many”, which is not a number."),
        (BIRMINGHAM.replace("25.1", "=A1"), "Row 3, value: holds a formula, “=A1”; give the value."),
        (
            BIRMINGHAM.replace("2008/09", "lately"),
            f"Row 3, period: is “lately”; {WRITE}.",
        ),
        (BIRMINGHAM.replace("5PG", ""), "Row 3, area_code: is empty."),
        (ENGLAND, "Row 3, area_code: repeats row 2: smoking 2008/09 country ENG."),
        (f"{BIRMINGHAM},more", "Row 3: more cells than the first row names."),
    ],
)
def test_a_fault_is_named_by_row_and_column_and_nothing_is_kept(desk: Desk, row: str, fault: str) -> None:
    result = desk.load(ENGLAND, row)

    assert (result.faults, result.pack_id) == ([fault], None)
    assert kept(desk) == []


@pytest.mark.parametrize(("written", "kept_as"), [("*", "*"), ("", "no value given")])
def test_a_value_that_is_not_shown_is_kept_as_such(desk: Desk, written: str, kept_as: str) -> None:
    desk.load(BIRMINGHAM.replace("25.1", written))

    (row,) = kept(desk)
    assert (row.value, row.suppression) == (None, kept_as)


def test_a_dry_run_keeps_nothing(desk: Desk) -> None:
    result = desk.load(BIRMINGHAM, dry_run=True)

    assert (result.rows, result.pack_id) == (1, None)
    assert kept(desk) == []


def test_the_same_file_is_loaded_once(desk: Desk) -> None:
    desk.load(BIRMINGHAM)

    assert desk.refused(lambda: desk.load(BIRMINGHAM)) == "This very file is loaded already."
    with desk.world.database.reading():
        assert len(session().scalars(select(DataPack)).all()) == 1


def test_a_file_without_its_columns_is_refused(desk: Desk) -> None:
    sentence = desk.refused(lambda: desk.load("1", head=HEAD.replace("period,", "")))

    assert sentence == "The first row must name these columns too: period."


def test_a_file_without_rows_is_refused(desk: Desk) -> None:
    assert desk.refused(desk.load) == "The file has no rows below its first."


def test_what_belongs_to_no_area_of_the_packs_is_told(desk: Desk) -> None:
    placed = "life_expectancy,Life expectancy,2008/09,pct,5PG,5PG,78,77,79,higher_is_better,A register"
    other = "umbrellas,Umbrellas lost,2008/09,pct,5PG,5PG,7,6,8,lower_is_better,A register"

    assert desk.load(placed, other, dry_run=True).unplaced == ["Umbrellas lost"]
