"""Dates of calendars and the order of milestones."""

import pytest

from tests.engine.conftest import Changing


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "say"),
    [
        (
            "calendars/2008-09.toml",
            'edition = "2008-09"',
            'edition = "2007-08"',
            "editions.2008-09",
            "has no calendar",
        ),
        (
            "calendars/2008-09.toml",
            "2008-10-31",
            "2008-06-30",
            "calendars.2008-09.windows.preparation",
            "closes before",
        ),
        ("calendars/2008-09.toml", "analysis =", "analyses =", "calendars.2008-09.windows", "has no dates"),
        (
            "calendars/2008-09.toml",
            "analysis =",
            "analyses =",
            "calendars.2008-09.windows.analyses",
            "did you mean “analysis”?",
        ),
        (
            "holidays.toml",
            "2009 = [2009-01-01, 2009-04-10, 2009-04-13, 2009-05-04, 2009-05-25, 2009-08-31, "
            "2009-12-25, 2009-12-28]\n",
            "",
            "calendars.2009-10.windows.preparation",
            "bank holidays",
        ),
        (
            "stages/preparation.toml",
            "end of preparation - 34 days",
            "end of preparation - 100 days",
            "milestones.self_assessment.due",
            "falls due on 2009-09-22",
        ),
    ],
)
def test_a_date_out_of_place_is_told(
    changing: Changing, file: str, old: str, new: str, key: str, say: str
) -> None:
    faults = changing(file, old, new)

    assert [fault for fault in faults if fault.key == key and say in fault.say]


def test_a_date_of_the_case_that_no_move_waits_for_is_not_put_in_order(changing: Changing) -> None:
    faults = changing(
        "stages/panel.toml",
        'when = ["panel_of_five", "no_conflicts", "day_arrived"]',
        'when = ["panel_of_five", "no_conflicts"]',
    )

    assert [fault.key for fault in faults if fault.file != "examples.toml"] == ["gates.day_arrived"]
