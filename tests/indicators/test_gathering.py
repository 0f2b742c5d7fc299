"""Series are gathered from the packs that count, each value beside the nation and all areas of its kind."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.harness.statements import counted
from tests.indicators.conftest import Desk
from wccflow.base.work import session
from wccflow.indicators.gathering import series_of
from wccflow.indicators.models import PackWithdrawal
from wccflow.indicators.series import Series
from wccflow.people.queries import organisation, person_by_email

HEAD = "indicator_id,indicator,period,area_type,area_code,area_name,value,numerator,denominator,unit,polarity"


def row(code: str, period: str, value: str, *, name: str = "", rest: str = ",,%,lower_is_better") -> str:
    """One row of a file; England by its code."""
    kind = "country" if code == "ENG" else "pct"
    return f"smoking,Smokers,{period},{kind},{code},{name or code},{value},{rest}"


def series(desk: Desk, code: str = "5PG", *, before: timedelta | None = None) -> Series | None:
    """What is known of smoking in this organisation."""
    as_of = desk.world.now - before if before else None
    with desk.world.database.reading():
        own = organisation(code).id
        return series_of([own], ["smoking"], as_of=as_of).get((own, "smoking"))


def load(desk: Desk, *rows: str) -> UUID:
    """Load these rows a minute after the last file."""
    desk.world.now += timedelta(minutes=1)
    pack_id = desk.load(*rows, head=HEAD).pack_id
    assert pack_id is not None
    return pack_id


def test_the_points_stand_in_the_order_of_their_periods(desk: Desk) -> None:
    load(desk, row("5PG", "2010/11", "24"), row("5PG", "2008/09", "26"), row("5PG", "2009/10", "25"))

    found = series(desk)
    assert found is not None
    assert [(each.period.text, each.measure.value) for each in found.points] == [
        ("2008/09", 26.0), ("2009/10", 25.0), ("2010/11", 24.0),
    ]  # fmt: skip
    assert found.newest == found.points[-1]


def test_the_average_is_the_nations_where_it_is_given(desk: Desk) -> None:
    load(desk, row("ENG", "2010/11", "20"), row("5PG", "2010/11", "24"), row("5MX", "2010/11", "26"))

    found = series(desk)
    assert found is not None
    assert found.points[0].comparison.average == 20.0
    assert found.points[0].comparison.average_said == "as the source gives it"


def test_else_the_average_is_worked_out_from_the_numbers(desk: Desk) -> None:
    load(
        desk,
        row("5PG", "2010/11", "10", rest="10,100,%,lower_is_better"),
        row("5MX", "2010/11", "20", rest="60,300,%,lower_is_better"),
    )

    found = series(desk)
    assert found is not None
    assert found.points[0].comparison.average == pytest.approx(17.5)
    assert found.points[0].comparison.average_said == "worked out from the numbers of 2 areas"


def test_without_numbers_the_average_is_the_plain_mean(desk: Desk) -> None:
    load(desk, row("5PG", "2010/11", "10"), row("5MX", "2010/11", "20"), row("5J9", "2010/11", "*"))

    found = series(desk)
    assert found is not None
    assert found.points[0].comparison.average == 15.0
    assert found.points[0].comparison.average_said == "the plain mean of 2 areas"


def test_a_later_version_counts_and_says_what_it_revised(desk: Desk) -> None:
    load(desk, row("5PG", "2010/11", "24.1"))
    load(desk, row("5PG", "2010/11", "24.3"))

    found = series(desk)
    day = f"{desk.world.now.day} {desk.world.now:%B %Y}"
    assert found is not None
    assert found.points[0].measure.value == 24.3
    assert found.points[0].revised == f"revised from 24.1 to 24.3 on {day}"


def test_an_earlier_version_can_still_be_read(desk: Desk) -> None:
    load(desk, row("5PG", "2010/11", "24.1"))
    load(desk, row("5PG", "2010/11", "24.3"))

    found = series(desk, before=timedelta(seconds=30))
    assert found is not None
    assert (found.points[0].measure.value, found.points[0].revised) == (24.1, "")


def test_a_withdrawn_pack_counts_no_more(desk: Desk) -> None:
    load(desk, row("5PG", "2010/11", "24.1"))
    wrong = load(desk, row("5PG", "2010/11", "99"), row("5PG", "2011/12", "99"))
    with desk.world.database.writing():
        by = person_by_email("lead@dh.example").id
        session().add(PackWithdrawal(pack_id=wrong, why="Wrong sex.", by_id=by, at=desk.world.now))

    found = series(desk)
    assert found is not None
    assert [(each.period.text, each.measure.value) for each in found.points] == [("2010/11", 24.1)]


def test_periods_of_another_kind_stand_beside_and_are_never_joined(desk: Desk) -> None:
    load(desk, row("5PG", "2008", "31"))
    load(desk, row("5PG", "2008-10", "30"), row("5PG", "2009-11", "29"))
    load(desk, row("5PG", "2010/11", "24"))

    found = series(desk)
    assert found is not None
    assert [each.period.text for each in found.points] == ["2010/11"]
    assert [[each.period.text for each in other.points] for other in found.others] == [
        ["2008-10", "2009-11"],
        ["2008"],
    ]
    assert [found.period_kind, *(other.period_kind for other in found.others)] == [
        "a financial year",
        "3 pooled years",
        "a calendar year",
    ]


def test_who_has_only_values_of_another_kind_of_period_is_shown_by_them(desk: Desk) -> None:
    load(desk, row("5PG", "2008-10", "30"), row("5MX", "2008-10", "20"))
    load(desk, row("5MX", "2010/11", "24"))

    found = series(desk)
    assert found is not None
    assert [(each.period.text, each.measure.value) for each in found.points] == [("2008-10", 30.0)]
    assert found.others == ()


def test_an_interval_is_worked_out_where_none_is_given_and_said(desk: Desk) -> None:
    load(desk, row("5PG", "2010/11", "30.798", rest="81,263,%,lower_is_better"))

    found = series(desk)
    assert found is not None
    point = found.points[0]
    assert point.measure.interval == pytest.approx((25.53, 36.62), abs=0.005)
    assert point.is_interval_given is False


def test_small_numbers_widen_the_funnel(desk: Desk) -> None:
    load(
        desk,
        row("ENG", "2010/11", "20"),
        row("5PG", "2010/11", "30", rest="9,30,%,lower_is_better"),
        row("5MX", "2010/11", "30", rest="900,3000,%,lower_is_better"),
    )

    few, many = series(desk), series(desk, "5MX")
    assert few is not None
    assert few.funnel is not None
    assert few.funnel.verdict == "within"
    assert many is not None
    assert many.funnel is not None
    assert many.funnel.verdict == "much higher"


def test_change_and_fault_are_told_of_the_whole_series(desk: Desk) -> None:
    values = (("2005/06", "74"), ("2006/07", "44"), ("2007/08", "18"), ("2008/09", "62"))
    load(desk, *(row("5PG", period, value) for period, value in values))

    found = series(desk)
    assert found is not None
    assert found.fault.startswith("74 (2005/06) became 18 (2007/08) and then 62 (2008/09): ")
    assert found.latest_change is not None
    assert found.latest_change.words.startswith("Up by 44; without intervals")


def test_what_has_no_value_has_no_series(desk: Desk) -> None:
    load(desk, row("5MX", "2010/11", "24"))

    assert series(desk) is None


def test_many_organisations_cost_as_many_queries_as_one(desk: Desk) -> None:
    load(desk, row("5PG", "2010/11", "24"), row("5MX", "2010/11", "24"), row("5J9", "2010/11", "24"))

    with desk.world.database.reading():
        ids = [organisation(code).id for code in ("5PG", "5MX", "5J9")]
        with counted(desk.world.database.engine) as one:
            series_of(ids[:1], ["smoking"])
        with counted(desk.world.database.engine) as three:
            found = series_of(ids, ["smoking", "obesity"])
    assert (len(one), len(three)) == (3, 3)
    assert list(found) == [(each, "smoking") for each in ids]
