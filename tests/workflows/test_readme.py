"""What the words on workflows promise to those who write one by hand is so."""

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest

from wccflow.base.places import workflows_folder
from wccflow.engine import content, examples, files, process, reports, vocabulary
from wccflow.engine.checks import check
from wccflow.engine.loading import load
from wccflow.engine.needs import ARGUMENTS
from wccflow.engine.windows import Window
from wccflow.wiring import offers

README = (workflows_folder() / "README.md").read_text(encoding="utf-8")
FILE = re.compile(r"```toml\n# (\S+\.toml)\n(.*?)```", re.DOTALL)
SHAPES = {
    "`workflow.toml`": files.WorkflowFile,
    "a role": vocabulary.Role,
    "a scale": vocabulary.Scale,
    "a level of a scale": vocabulary.Level,
    "an audience": vocabulary.Audience,
    "an edition": vocabulary.Edition,
    "the report": reports.ReportForm,
    "a part of the report": reports.ReportPart,
    "a stage": process.Stage,
    "two signatures": vocabulary.Signatures,
    "a state": process.State,
    "a move": process.Move,
    "a milestone": process.Milestone,
    "a fact": process.FactKind,
    "a gate": process.Gate,
    "a track": process.Track,
    "a move of a track": process.ItemMove,
    "a count of a track": process.Count,
    "an element": content.Element,
    "an item": content.Item,
    "a slot": content.Slot,
    "`panel.toml`": files.PanelFile,
    "a seat": content.Seat,
    "a skill": content.Skill,
    "a calendar": files.CalendarFile,
    "an example": examples.Example,
    "a step of an example": examples.Step,
}


def rows() -> dict[str, str]:
    """The rows of the tables: what stands in the second column, by the first."""
    cells = (line.strip("| ").split(" | ", 1) for line in README.splitlines() if line.startswith("| "))
    return {cell[0]: cell[1] for cell in cells if len(cell) == 2}


def keys_of(shape: Any) -> set[str]:
    """The keys that a table of this shape may have; the name under which it stands is none of them."""
    found = [each for each in dataclasses.fields(shape) if each.init and not each.metadata.get("derived")]
    return {str(each.metadata.get("name", each.name)) for each in found}


def written(folder: Path) -> Path:
    """The workflow of the page, as a folder."""
    for name, text in FILE.findall(README):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_workflow_that_is_written_from_nothing_is_sound(tmp_path: Path) -> None:
    offered = offers()

    workflow = load(written(tmp_path))

    assert workflow.title == "Tidy wards"
    assert check(workflow, facts=offered.facts, effects=offered.effects, abilities=offered.abilities) == ()


def test_every_file_of_it_is_needed(tmp_path: Path) -> None:
    names = [name for name, _ in FILE.findall(written(tmp_path) and README)]

    assert len(names) == len(set(names)) == 11


@pytest.mark.parametrize("thing", SHAPES)
def test_every_key_is_told(thing: str) -> None:
    told = set(re.findall(r"`(\w+)`", rows()[thing]))

    assert keys_of(SHAPES[thing]) - {"key"} - told == set()


def test_the_edges_of_a_window_are_told() -> None:
    assert keys_of(Window) - set(re.findall(r"`(\w+)`", rows()["a calendar"])) == set()


def test_every_test_of_a_gate_is_told() -> None:
    section = README.partition("## Every test of a gate")[2].partition("\n## ")[0]

    assert {test for test in ARGUMENTS if f" {test}" not in section} == set()


@pytest.mark.parametrize("kind", ["abilities", "facts", "effects"])
def test_every_name_that_the_program_knows_is_told(kind: str) -> None:
    section = README.partition("## What the program knows by name")[2]
    told = set(re.findall(r"`(\w+)`", section))

    assert set(getattr(offers(), kind)) - told == set()
