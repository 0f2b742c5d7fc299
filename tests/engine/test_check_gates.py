"""Gates that ask for what cannot be had, or of people who cannot help."""

import pytest

from tests.engine.conftest import Changing


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "say"),
    [
        (
            "gates.toml",
            'say = "no panel day has been set"',
            'say = "no panel day has been set"\n'
            'override = { by = ["sha_lead"], countersign = ["sha_director"] }',
            "gates.day_set.override",
            "never passed over",
        ),
        (
            "gates.toml",
            "queries_open at_most 0",
            "queries_open at_most 5%",
            "gates.queries_closed.need",
            "not a number that a number can be tested by",
        ),
        (
            "gates.toml",
            "between outcomes.min outcomes.max",
            "between 10 2",
            "gates.chose_indicators.need",
            "nothing lies between 10 and 2",
        ),
        (
            "gates.toml",
            "panel_size at_least panel.size",
            "panel_size at_least 0",
            "gates.panel_of_five.need",
            "always holds",
        ),
        (
            "gates.toml",
            "competencies_reviewed complete",
            "competencies_reviewed at_least 34",
            "gates.reviewed.need",
            "asks for 34, and there are only 33",
        ),
        (
            "gates.toml",
            "documents_board_approved complete",
            "documents_board_approved at_least 6",
            "gates.board_approved.need",
            "there are only 5",
        ),
        (
            "workflow.toml",
            'partners_needed = "60%"',
            'partners_needed = "101%"',
            "gates.partners_heard.need",
            "more than all of them",
        ),
        (
            "gates.toml",
            'who = ["reviewer"]\n',
            "who = []\n",
            "gates.reviewed.who",
            "nobody is named who can help",
        ),
        (
            "gates.toml",
            'who = ["reviewer"]\n',
            'who = ["partner"]\n',
            "gates.reviewed.who",
            "has no account and cannot help",
        ),
        (
            "gates.toml",
            'who = ["reviewer"]\n',
            'who = ["national_"]\n',
            "gates.reviewed.who",
            "did you mean “national”?",
        ),
        (
            "gates.toml",
            'who = ["reviewer"]\n',
            'who = ["observer"]\n',
            "gates.reviewed.who",
            "“Observer” cannot help: it moves no item of “Sub-competencies”",
        ),
    ],
)
def test_a_gate_that_cannot_be_met_is_told(
    changing: Changing, file: str, old: str, new: str, key: str, say: str
) -> None:
    faults = changing(file, old, new)

    assert [fault for fault in faults if fault.key == key and say in fault.say]
