"""The track of documents is known by its shape, whatever its moves are called."""

from dataclasses import replace

from wccflow.engine.definition import Workflow
from wccflow.evidence.track import track_of


def test_the_moves_of_the_track_are_known_by_what_they_do(wcc: Workflow) -> None:
    track = track_of(wcc.editions["2009-10"])

    assert track is not None
    assert {meaning: move.event for meaning, move in track.moves.items()} == {
        "file": "upload",
        "approve": "approve",
        "withdraw": "withdraw",
        "freeze": "freeze",
        "give back": "unfreeze",
    }


def test_a_workflow_without_a_track_of_documents_has_none(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]
    tracks = {key: track for key, track in definition.tracks.items() if track.of != "slots"}

    assert track_of(replace(definition, tracks=tracks)) is None
