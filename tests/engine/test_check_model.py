"""Cases, items and documents that wait for one another in vain."""

from dataclasses import replace

import pytest

from tests.engine.conftest import Changing
from wccflow.engine import check_model
from wccflow.engine.definition import Definition


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "say"),
    [
        (
            "tracks.toml",
            'event = "conclude"\nlabel = "Conclude the review"\nfrom = ["in_review"]\nto = "reviewed"\n'
            'by = ["reviewer", "external_analyst"]\nwhile = ["analysing"]',
            'event = "conclude"\nlabel = "Conclude the review"\nfrom = ["in_review"]\nto = "reviewed"\n'
            'by = ["reviewer", "external_analyst"]\nwhile = ["panel_ready"]',
            "gates.reviewed.need",
            "can never hold at “Plans being analysed”, where “Issue the briefing to the panel” asks for it",
        ),
        (
            "tracks.toml",
            'label = "Take up for review"\nfrom = ["self_assessed"]\nto = "in_review"\n'
            'by = ["reviewer", "external_analyst"]\nwhile = ["analysing"]',
            'label = "Take up for review"\nfrom = ["self_assessed"]\nto = "in_review"\n'
            'by = ["reviewer", "external_analyst"]\nwhile = ["invited"]',
            "tracks.competency.moves.take",
            "possible in no situation",
        ),
        (
            "tracks.toml",
            'while = ["panel_in_session"]',
            'while = ["panel_in_session", "invited"]',
            "tracks.competency.moves.rate.while",
            "while the case is at “Invited” no item can stand where this move begins",
        ),
        (
            "tracks.toml",
            'from = ["panel_rated", "calibrated"]',
            'from = ["panel_rated", "calibrated", "queried"]',
            "tracks.competency.moves.calibrate.from",
            "no item can be “with a question to the PCT”",
        ),
        (
            "tracks.toml",
            'to = "calibrated"\nby = ["sha_lead", "sha_director", "national"]\n'
            'while = ["sha_moderation", "calibration"]',
            'to = "calibrated"\nby = ["sha_lead", "sha_director", "national"]\nwhile = ["submitted"]',
            "tracks.competency.states.calibrated",
            "no item can ever be “calibrated”",
        ),
    ],
)
def test_what_can_never_come_to_be_is_told(
    changing: Changing, file: str, old: str, new: str, key: str, say: str
) -> None:
    faults = changing(file, old, new)

    assert [fault for fault in faults if fault.key == key and say in fault.say]


def test_an_item_that_keeps_the_case_from_its_end_is_named(definition: Definition) -> None:
    track = definition.tracks["competency"]
    moves = tuple(
        replace(move, sources=("unstarted",)) if move.event == "self_assess" else move
        for move in track.moves
        if move.event != "answer"
    )
    stuck = replace(definition, tracks={**definition.tracks, "competency": replace(track, moves=moves)})

    told = [(finding.path, finding.say) for finding in check_model.findings(stuck)]

    stranded = [say for path, say in told if path == "states.analysing"]
    assert stranded == [
        "with an item of “Sub-competencies” that is “with a question to the PCT”, "
        "the case can never come to its end from here"
    ]
