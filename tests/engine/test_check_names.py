"""Names that stand for nothing, and pairs of signatures."""

import pytest

from tests.engine.conftest import Changing
from wccflow.engine.faults import Fault


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "say"),
    [
        (
            "gates.toml",
            'override = { by = ["sha_lead"], countersign = ["sha_director"] }',
            'override = { by = ["sha_lead"], countersign = ["sha_lead"] }',
            "gates.indicator_data.override",
            "sign twice",
        ),
        (
            "gates.toml",
            'override = { by = ["sha_lead"], countersign = ["sha_director"] }',
            'override = { by = ["sha_lead"], countersign = [] }',
            "gates.indicator_data.override",
            "needs both",
        ),
        ("gates.toml", "panel_date set", "panel_dat set", "gates.day_set.need", "did you mean “panel_date”?"),
    ],
)
def test_a_name_and_a_pair_of_signatures_must_hold(
    changing: Changing, file: str, old: str, new: str, key: str, say: str
) -> None:
    faults = changing(file, old, new)

    assert [fault for fault in faults if fault.key == key and say in fault.say]


def test_a_nearly_right_name_is_suggested(changing: Changing) -> None:
    faults = changing("stages/analysis.toml", '"sha_lead"]\nwhen', '"sha_led"]\nwhen')

    assert faults == (
        Fault(
            "stages/analysis.toml",
            "moves.issue_briefing.by",
            "there is no role “sha_led”; did you mean “sha_lead”?",
        ),
    )
