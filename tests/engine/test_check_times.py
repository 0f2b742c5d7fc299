"""Windows that are over too soon, and days that are due too early."""

import pytest

from tests.engine.conftest import Changing


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "say"),
    [
        (
            "stages/panel.toml",
            'from = ["panel_reporting"]\nto = "factual_check"\nby = ["panel_chair"]',
            'from = ["panel_reporting"]\nto = "factual_check"\nby = ["panel_chair"]\nin = ["analysis"]',
            "moves.send_report.in",
            "is over on 2010-03-31, and a case stands at “panel_reporting” on 2010-04-01 at the earliest",
        ),
        (
            "stages/analysis.toml",
            'to = "analysing"\nby = ["clock", "sha_lead"]\nin = ["analysis"]',
            'to = "analysing"\nby = ["clock", "sha_lead"]\nin = ["outcome"]',
            "states.analysing",
            "and the stage is over on 2010-03-31",
        ),
        (
            "stages/analysis.toml",
            'to = "analysing"\nby = ["clock", "sha_lead"]\nin = ["analysis"]',
            'to = "analysing"\nby = ["clock", "sha_lead"]\nin = ["outcome"]',
            "stages.panel",
            "nothing can happen in its window",
        ),
        (
            "stages/preparation.toml",
            'met = "state submitted"',
            'met = "state calibration"',
            "milestones.submission.due",
            "can be met on 2010-06-01 at the earliest",
        ),
        (
            "stages/panel.toml",
            'due = "panel_date + 10 working days"',
            'due = "panel_date + 21 working days"',
            "milestones.facts.due",
            "before “Draft report to the PCT”",
        ),
        (
            "stages/panel.toml",
            'due = "panel_date + 10 working days"',
            'due = "panel_date + 21 working days"',
            "milestones.facts.due",
            "yet it cannot be met before “Draft report to the PCT”",
        ),
        (
            "stages/preparation.toml",
            'due = "end of preparation - 62 days"',
            'due = "end of outcome"',
            "milestones.briefing.due",
            "yet it cannot be met before “360-degree responses in”",
        ),
        (
            "calendars/2009-10.toml",
            "analysis = { opens = 2010-01-04",
            "analysis = { opens = 2009-08-01",
            "calendars.2009-10.windows.analysis",
            "before the stage “preparation” on 2009-09-01",
        ),
        (
            "calendars/2009-10.toml",
            "closes = 2010-05-31",
            "closes = 2010-12-31",
            "calendars.2009-10.windows.outcome",
            "before the stage “panel” on 2010-12-31",
        ),
    ],
)
def test_a_day_that_cannot_be_kept_is_told(
    changing: Changing, file: str, old: str, new: str, key: str, say: str
) -> None:
    faults = changing(file, old, new)

    assert [fault for fault in faults if fault.key == key and say in fault.say]
