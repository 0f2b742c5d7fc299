"""The WCC workflow for the engine's tests, read once, and copies of it that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from wccflow.engine.checks import check
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.faults import Fault
from wccflow.engine.loading import load
from wccflow.engine.windows import Calendar

Changing = Callable[[str, str, str], tuple[Fault, ...]]
FOLDER = Path(__file__).resolve().parents[2] / "workflows" / "wcc"


@pytest.fixture(scope="session")
def wcc() -> Workflow:
    """The WCC workflow."""
    return load(FOLDER)


@pytest.fixture(scope="session")
def definition(wcc: Workflow) -> Definition:
    """Its edition of 2009-10."""
    return wcc.editions["2009-10"]


@pytest.fixture(scope="session")
def calendar(wcc: Workflow) -> Calendar:
    """Its calendar of 2009-10."""
    return wcc.calendars["2009-10"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the WCC folder."""
    folder = tmp_path / "copy"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("demonstration"))
    return folder


@pytest.fixture
def changing(copy: Path) -> Changing:
    """Changes a few words in a file of the copy, and gives what checking then finds."""

    def change(file: str, old: str, new: str) -> tuple[Fault, ...]:
        text = (copy / file).read_text(encoding="utf-8")
        assert old in text
        (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return check(load(copy))

    return change
