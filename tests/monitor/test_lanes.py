"""The calendar as lanes: positions follow the days."""

from datetime import date

from wccflow.engine.definition import Workflow
from wccflow.engine.windows import Window
from wccflow.monitor import lanes

TODAY = date(2009, 11, 20)


def test_a_lane_for_each_stage_with_how_many_cases_stand_there(wcc: Workflow) -> None:
    chart = lanes.by_stage(
        wcc.editions["2009-10"], wcc.calendars["2009-10"].windows, [], {"analysis": 3}, TODAY
    )

    assert chart is not None
    assert [lane.words for lane in chart.lanes] == [
        "Preparation (0)",
        "Plan analysis (3)",
        "Panel days (0)",
        "Calibration and publication (0)",
    ]
    assert (chart.first, chart.last, chart.shows_today) == (date(2009, 9, 1), date(2010, 7, 31), True)


def test_days_lie_evenly_from_the_first_to_the_last(wcc: Workflow) -> None:
    ten_days = {"preparation": Window(date(2009, 9, 1), date(2009, 9, 10))}

    chart = lanes.by_stage(wcc.editions["2009-10"], ten_days, [], {}, TODAY)

    assert chart is not None
    assert [chart.x(date(2009, 9, day)) for day in (1, 2, 10)] == [0, 100, 900]
    assert chart.width(date(2009, 9, 1), date(2009, 9, 10)) == 1000
    assert chart.months == [date(2009, 9, 1)]
    assert chart.shows_today is False


def test_what_two_signatures_added_and_what_is_due_widen_the_picture(wcc: Workflow) -> None:
    early = {"panel": Window(date(2010, 4, 1), date(2010, 5, 31)).changed(opens=date(2010, 3, 8))}

    chart = lanes.by_stage(
        wcc.editions["2009-10"], early, [("Submission", date(2009, 12, 17))], {}, date(2010, 3, 1)
    )

    assert chart is not None
    assert (chart.first, chart.last) == (date(2009, 12, 17), date(2010, 5, 31))


def test_the_nation_has_a_lane_for_each_overseer(wcc: Workflow) -> None:
    windows = wcc.calendars["2009-10"].windows

    chart = lanes.by_overseer(wcc.editions["2009-10"], [("North East SHA", "/there", windows)], TODAY)

    assert chart is not None
    (lane,) = chart.lanes
    assert (lane.words, lane.address, len(lane.bars)) == ("North East SHA", "/there", 4)


def test_without_days_there_is_no_picture(wcc: Workflow) -> None:
    assert lanes.by_stage(wcc.editions["2009-10"], {}, [], {}, TODAY) is None
