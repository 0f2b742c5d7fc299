"""Behaviour as data."""

from pathlib import Path

import pytest

from wccflow.engine.definition import Workflow
from wccflow.engine.faults import Unsound
from wccflow.engine.loading import load
from wccflow.engine.shapes import read, write
from wccflow.engine.simulating_behaviours import FILE, Behaviours, behaviours_of


def saying(copy: Path, text: str) -> list[str]:
    """The faults of a copy whose file on rehearsing says this."""
    (copy / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(Unsound) as caught:
        behaviours_of(load(copy))
    return [str(fault) for fault in caught.value.faults]


def test_a_workflow_that_says_nothing_has_the_defaults(copy: Path) -> None:
    (copy / FILE).unlink()

    assert behaviours_of(load(copy)) == Behaviours()


def test_the_four_kinds_of_the_issue_are_there_by_default(wcc: Workflow) -> None:
    wanted = {"slow", "careless", "sandbagging", "keen"}

    assert wanted <= set(Behaviours().kinds)
    assert wanted <= set(behaviours_of(wcc).kinds)


def test_every_misspelt_name_is_told_at_once(copy: Path) -> None:
    faults = saying(
        copy,
        "[people.pct_leed]\n[items.uplaod]\n[moves.submitt]\n[facts.panel_day]\n"
        '[facts.panel_date]\nwithin = "panels"\n[facts.anchors_rated]\ntotal = "anchors"\n',
    )

    assert faults == [
        "rehearsal.toml: facts.anchors_rated.total: there is no element “anchors”",
        "rehearsal.toml: facts.panel_date.within: there is no stage “panels”",
        "rehearsal.toml: facts.panel_day: is not a name of this workflow",
        "rehearsal.toml: items.uplaod: is not a name of this workflow",
        "rehearsal.toml: moves.submitt: is not a name of this workflow",
        "rehearsal.toml: people.pct_leed: is not a name of this workflow",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[kinds.odd]\nshare = 0\n", "kinds: needs at least one kind with a share above nought"),
        ("overseers = []\n", "overseers: needs sizes of at least 1"),
        ("[kinds.odd]\nspeed = 2\n", "kinds.odd.speed: is not a key known here"),
        ("[kinds", "cannot be read"),
    ],
)
def test_what_makes_no_sense_is_a_fault(copy: Path, text: str, fault: str) -> None:
    (found,) = saying(copy, text)

    assert fault in found


def test_behaviours_survive_being_written_down(wcc: Workflow) -> None:
    found = behaviours_of(wcc)

    assert read(Behaviours, write(found), lambda path, say: None, derived=True) == found
