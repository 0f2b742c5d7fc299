"""What is wrong with a way from an older definition is told before anybody walks it."""

from pathlib import Path

import pytest

from wccflow.engine.checks import check
from wccflow.engine.faults import Unsound
from wccflow.engine.loading import load
from wccflow.engine.migration import Migration, TrackChange


def faults(copy: Path, text: str) -> list[tuple[str, str, str]]:
    (copy / "migrations.toml").write_text(text, encoding="utf-8")
    return [(fault.file, fault.key, fault.say) for fault in check(load(copy))]


def test_a_way_is_read_as_it_is_told(copy: Path) -> None:
    text = """
        [[from]]
        edition = "2009-10"
        digest = "0123abcd"
        states = { waiting = "analysing" }
        dropped = ["oldslot"]

        [from.tracks.document.states]
        filed = "uploaded"
    """

    assert faults(copy, text) == []
    assert load(copy).migrations == (
        Migration(
            edition="2009-10",
            digest="0123abcd",
            states={"waiting": "analysing"},
            dropped=("oldslot",),
            tracks={"document": TrackChange(states={"filed": "uploaded"})},
        ),
    )


def test_a_workflow_needs_no_such_file(copy: Path) -> None:
    assert load(copy).migrations == ()


@pytest.mark.parametrize(
    ("line", "key", "say"),
    [
        ('digest = "0123"', "", "name the older edition, or at least eight letters of the older digest"),
        ('edition = "2007"', "to", "there is no edition “2007” to which it could lead"),
        (
            'edition = "2009-10"\nstates = { a = "nap" }',
            "states",
            "the edition “2009-10” has no “nap”",
        ),
        ('edition = "2009-10"\n[from.tracks.nap]', "tracks.nap", "there is no track “nap”"),
        (
            'edition = "2009-10"\n[from.tracks.document.states]\na = "nap"',
            "tracks.document.states",
            "the edition “2009-10” has no “nap”",
        ),
    ],
)
def test_a_way_that_leads_nowhere_is_a_fault(copy: Path, line: str, key: str, say: str) -> None:
    path = ".".join(part for part in ("migrations.from[0]", key) if part)

    assert faults(copy, f"[[from]]\n{line}\n") == [("migrations.toml", path, say)]


def test_a_key_that_is_not_known_is_told(copy: Path) -> None:
    with pytest.raises(Unsound) as unsound:
        faults(copy, '[[from]]\nedition = "2009-10"\nstatse = {}\n')

    assert unsound.value.faults[0].key == "from[0].statse"
