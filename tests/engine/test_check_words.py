"""Sentences that cannot be read or would lie."""

import pytest

from tests.engine.conftest import Changing


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "say"),
    [
        (
            "stages/panel.toml",
            'label = "Postpone the panel day"',
            'label = " "',
            "moves.postpone.label",
            "empty",
        ),
        (
            "gates.toml",
            "{short} of {total} required",
            "{shortt} of {total} required",
            "gates.has_documents.say",
            "{shortt}",
        ),
        (
            "gates.toml",
            "the board has not approved {missing}",
            "it lacks {missing:>9}",
            "gates.board_approved.say",
            "missing",
        ),
        (
            "gates.toml",
            "the panel day is {value}",
            "the panel day is {value",
            "gates.day_arrived.say",
            "braces",
        ),
        ("gates.toml", "no panel day has been set", "", "gates.day_set.say", "empty"),
        ("gates.toml", "panel_date set", "panel_date complete", "gates.day_set.need", "does not suit a date"),
        (
            "stages/panel.toml",
            'public = "At its panel day"',
            'public = ""',
            "states.panel_in_session.public",
            "empty",
        ),
        ("stages/panel.toml", 'when = ["potential_done"]\n', "", "gates.potential_done", "stands at no move"),
        (
            "gates.toml",
            "[gates.has_documents]",
            'weather = { type = "flag", title = "fine weather" }\n[gates.has_documents]',
            "facts.weather",
            "tested by no gate",
        ),
        (
            "gates.toml",
            "embargo_lifted is true",
            "embargo_lifted is 1",
            "gates.not_embargoed.need",
            "true or false",
        ),
        ("workflow.toml", 'title = "PCT contributor"', 'title = ""', "roles.pct_editor.title", "empty"),
        (
            "tracks.toml",
            'label = "Self-assess"',
            'label = ""',
            "tracks.competency.moves.self_assess.label",
            "empty",
        ),
    ],
)
def test_a_sentence_that_cannot_be_read_is_told(
    changing: Changing, file: str, old: str, new: str, key: str, say: str
) -> None:
    faults = changing(file, old, new)

    assert [fault for fault in faults if fault.key == key and say in fault.say]
