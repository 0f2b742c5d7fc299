"""What is assessed, counted and seated."""

import pytest

from tests.engine.conftest import Changing


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "say"),
    [
        ("evidence.toml", 'serves = ["c4"]', "serves = []", "items.4.1", "no document serves it"),
        ("elements/outcomes.toml", "min = 2", "min = 1", "elements.outcomes.max", "do not agree"),
        ("elements/outcomes.toml", "min = 2", "min = 31", "elements.outcomes.min", "only 30 items"),
        ("panel.toml", "size = 5", "size = 6", "panel.size", "there are 5 seats"),
        (
            "panel.toml",
            'title = "clinical practice"',
            'title = "clinical practice"\nat_least = 2',
            "panel.skills.clinical.at_least",
            "only 1 seats",
        ),
        (
            "workflow.toml",
            'key = "4", title = "Level 4 (world class)", rank = 4',
            'key = "4", title = "4", rank = 3',
            "scales.levels.values",
            "one rank",
        ),
        (
            "workflow.toml",
            '"They are among the best quarter of PCTs."',
            '""',
            "scales.levels.values.4.clauses",
            "says nothing",
        ),
        (
            "elements/competencies.toml",
            '[items."1.1"]',
            '[items."1.1"]\nclauses = { 2 = [" "] }',
            "items.1.1.clauses.2",
            "says nothing",
        ),
        (
            "tracks.toml",
            "governance_rated = {",
            "competencies_panel_rated = {",
            "tracks.governance.counts.competencies_panel_rated",
            "counted by Sub-competencies too",
        ),
        (
            "tracks.toml",
            "governance_rated = {",
            "board_ratified = {",
            "tracks.governance.counts.board_ratified",
            "only tallies",
        ),
        (
            "gates.toml",
            'reply_until = { type = "date"',
            'reply_until = { type = "number"',
            "facts.reply_until.due",
            "gives a date",
        ),
        (
            "evidence.toml",
            'owners = ["pct_lead", "pct_editor"]',
            "owners = []",
            "slots.strategic_plan.owners",
            "nobody files it",
        ),
        (
            "tracks.toml",
            "governance_rated = {",
            "reply_until = {",
            "tracks.governance.counts.reply_until",
            "has a due day",
        ),
        (
            "tracks.toml",
            'governance_rated = { states = ["panel_rated", "calibrated"]',
            'governance_rated = { states = ["panel_rated", "calibrated"], only = "required"',
            "tracks.governance.counts.governance_rated",
            "only slots can be required",
        ),
    ],
)
def test_what_does_not_add_up_is_told(
    changing: Changing, file: str, old: str, new: str, key: str, say: str
) -> None:
    faults = changing(file, old, new)

    assert [fault for fault in faults if fault.key == key and say in fault.say]
