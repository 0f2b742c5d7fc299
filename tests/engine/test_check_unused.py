"""What is declared and used by nobody."""

from pathlib import Path

import pytest

from wccflow.engine.checks import faults_of
from wccflow.engine.loading import load


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "say"),
    [
        (
            "workflow.toml",
            'partners_needed = "60%"',
            'partners_needed = "60%"\nunasked = 3',
            "settings.unasked",
            "is asked for by no gate",
        ),
        (
            "workflow.toml",
            "[scales.narrative]",
            '[scales.stars]\ntitle = "Stars"\nkind = "levels"\n\n[scales.narrative]',
            "scales.stars",
            "nothing is rated by it",
        ),
        (
            "evidence.toml",
            'serves = ["c4"]',
            "serves = []",
            "slots.clinical_engagement_evidence.serves",
            "serves no item",
        ),
        ("stages/panel.toml", 'when = ["potential_done"]\n', "", "gates.potential_done", "stands at no move"),
    ],
)
def test_what_nobody_uses_is_told(copy: Path, file: str, old: str, new: str, key: str, say: str) -> None:
    text = (copy / file).read_text(encoding="utf-8")
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    faults = faults_of(lambda: load(copy))

    assert [fault for fault in faults if fault.key == key and say in fault.say]


def test_a_file_that_belongs_to_no_edition_is_told(copy: Path) -> None:
    (copy / "elements" / "spare.toml").write_text(
        '[element]\nkey = "spare"\ntitle = "Spare"\nscale = "levels"\n', encoding="utf-8"
    )

    faults = faults_of(lambda: load(copy))

    assert [(fault.file, fault.key) for fault in faults] == [("elements/spare.toml", "elements.spare")]
