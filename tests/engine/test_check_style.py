"""Words that do not look alike, and things that cannot be told apart."""

import pytest

from tests.engine.conftest import Changing


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "say"),
    [
        (
            "stages/panel.toml",
            'label = "Postpone the panel day"',
            'label = "postpone the panel day"',
            "moves.postpone.label",
            "without a capital letter",
        ),
        (
            "stages/panel.toml",
            'label = "Postpone the panel day"',
            'label = "Postpone the panel day."',
            "moves.postpone.label",
            "ends with a full stop",
        ),
        (
            "stages/panel.toml",
            'label = "Postpone the panel day"',
            'label = "Postpone the  panel day"',
            "moves.postpone.label",
            "spaces too many",
        ),
        (
            "stages/panel.toml",
            'label = "Postpone the panel day"',
            'label = "Postpone {value}"',
            "moves.postpone.label",
            "nothing is filled in here",
        ),
        (
            "stages/panel.toml",
            'label = "Postpone the panel day"',
            'label = "Close the panel day"',
            "moves.close_panel.label",
            "is what “postpone” is called already",
        ),
        (
            "stages/outcome.toml",
            'title = "Result agreed"',
            'title = "National calibration"',
            "states.agreed.title",
            "is what “calibration” is called already",
        ),
        (
            "stages/outcome.toml",
            'confirm = "The result can be read by everyone from now on."',
            'confirm = "the result can be read by everyone from now on"',
            "moves.publish.confirm",
            "begin with a capital",
        ),
        (
            "stages/panel.toml",
            "the report will be taken as accurate.",
            "the report will be taken as accurate",
            "milestones.facts.lapse_say",
            "end with a full stop",
        ),
        (
            "stages/panel.toml",
            'met = "state factual_check"',
            'met = "state panel_reporting"',
            "milestones.report.met",
            "is met together with “Panel day”",
        ),
        (
            "stages/preparation.toml",
            "remind = [28, 14, 3]",
            "remind = [3, 14, 28]",
            "milestones.submission.remind",
            "the most first",
        ),
        (
            "stages/preparation.toml",
            "after_days = 3",
            "after_days = 900",
            "milestones.submission.escalate.after_days",
            "to a year",
        ),
        (
            "gates.toml",
            'say = "no panel day has been set"',
            'say = "No panel day has been set"',
            "gates.day_set.say",
            "begins with a capital letter",
        ),
        (
            "gates.toml",
            'title = "panel day"',
            'title = "panel day."',
            "facts.panel_date.title",
            "other words may follow",
        ),
        (
            "tracks.toml",
            'label = "Conclude the review"',
            'label = "Ask the PCT"',
            "tracks.competency.moves.conclude.label",
            "is what “query” is called already",
        ),
        (
            "tracks.toml",
            'reviewed = "reviewed"',
            'reviewed = "in review"',
            "tracks.competency.states.reviewed",
            "is what “in_review” is called already",
        ),
        (
            "elements/outcomes.toml",
            'title = "Infant mortality"',
            'title = "Life expectancy"',
            "items.infant_mortality.title",
            "is what “life_expectancy” is called already",
        ),
        (
            "workflow.toml",
            'title = "Cycle calendar"',
            'title = "The calendar"',
            "roles.clock.title",
            "begins with an article",
        ),
    ],
)
def test_words_that_would_confuse_are_told(
    changing: Changing, file: str, old: str, new: str, key: str, say: str
) -> None:
    faults = changing(file, old, new)

    assert [fault for fault in faults if fault.key == key and say in fault.say]
