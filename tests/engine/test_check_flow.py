"""Cases and items that cannot come on."""

from dataclasses import replace

import pytest

from tests.engine.conftest import Changing
from wccflow.engine import check_flow
from wccflow.engine.definition import Definition
from wccflow.engine.faults import Fault


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "say"),
    [
        (
            "stages/panel.toml",
            'to = "panel_ready"',
            'to = "panel_reporting"',
            "examples.morning_of_the_day.step 3 (postpone)",
            "comes to",
        ),
        (
            "stages/analysis.toml",
            'to = "returned"',
            'to = "analysing"',
            "states.returned",
            "no move leads here",
        ),
        (
            "stages/analysis.toml",
            'from = ["submitted"]\nto = "analysing"',
            'from = ["returned"]\nto = "analysing"',
            "states.analysing",
            "no move leads here",
        ),
        (
            "stages/outcome.toml",
            'from = ["agreed"]',
            'from = ["published"]',
            "states.agreed",
            "no way leads from here",
        ),
        (
            "stages/outcome.toml",
            'from = ["agreed"]',
            'from = ["published"]',
            "states.published.final",
            "yet a move leaves it",
        ),
        (
            "tracks.toml",
            'event = "query"\nlabel = "Ask the PCT"\nfrom = ["in_review"]\nto = "queried"',
            'event = "query"\nlabel = "Ask the PCT"\nfrom = ["in_review"]\nto = "in_review"',
            "tracks.competency.states.queried",
            "no move brings an item here",
        ),
        (
            "tracks.toml",
            'event = "conclude"\nlabel = "Conclude the review"\nfrom = ["in_review"]',
            'event = "query"\nlabel = "Conclude the review"\nfrom = ["in_review"]',
            "tracks.competency.moves.query",
            "told twice",
        ),
        ("workflow.toml", "account = false\n", "", "roles.partner", "can do nothing"),
        (
            "workflow.toml",
            "automatic = true",
            'automatic = true\nmay = ["see"]',
            "roles.clock.may",
            "automatic",
        ),
        (
            "workflow.toml",
            '"load_indicators",\n  "manage',
            '"manage',
            "abilities.load_indicators",
            "no role has",
        ),
        (
            "stages/panel.toml",
            'by = ["pct_chief", "clock"]',
            'by = ["pct_chief"]',
            "milestones.facts.lapse",
            "cannot happen by itself",
        ),
        (
            "stages/panel.toml",
            "If no point is raised by the end of {due}, the report will be taken as accurate.",
            "",
            "milestones.facts.lapse_say",
            "must be announced",
        ),
        (
            "stages/panel.toml",
            'by = ["panel_chair", "sha_lead"]',
            "by = []",
            "moves.open_panel.by",
            "nobody may make this move",
        ),
    ],
)
def test_what_does_not_lead_on_is_told(
    changing: Changing, file: str, old: str, new: str, key: str, say: str
) -> None:
    faults = changing(file, old, new)

    assert [fault for fault in faults if fault.key == key and say in fault.say]


def test_a_stage_that_cannot_be_held_late_strands_cases(changing: Changing) -> None:
    late = '[stage.late]\nby = ["sha_lead"]\ncountersign = ["sha_director"]\n'

    faults = changing("stages/analysis.toml", late, "")

    assert [fault for fault in faults if fault.file != "examples.toml"] == [
        Fault("stages/analysis.toml", "stages.analysis.late", "is missing: nobody could hold the stage open"),
        Fault(
            "stages/preparation.toml",
            "states.submitted",
            "once its stage has closed “Begin the analysis” is closed for ever: give the stage `late`",
        ),
    ]


def told(definition: Definition) -> list[tuple[str, str]]:
    return [(finding.path, finding.say) for finding in check_flow.findings(definition)]


def test_a_workflow_without_states_has_no_beginning(definition: Definition) -> None:
    assert told(replace(definition, states={})) == [
        ("stages.states", "there is no state, so a case has nowhere to begin")
    ]


def test_a_workflow_without_an_end_is_told_once(definition: Definition) -> None:
    endless = {key: replace(state, final=False) for key, state in definition.states.items()}

    faults = [path for path, say in told(replace(definition, states=endless)) if say == "no state is final"]

    assert faults == ["states.invited"]


def test_a_track_without_states_is_told(definition: Definition) -> None:
    empty = replace(definition.tracks["outcome"], states={}, moves=())

    assert told(replace(definition, tracks={"outcome": empty})) == [("tracks.outcome.states", "has no state")]
