"""The wheel holds all that the checkout has, and works where there is no checkout."""

import json
import os
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

MAPPED = ["templates", "workflows", "migrations"]


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a folder that is not the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    done = subprocess.run([*build, str(root)], cwd=folder, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("wccflow-*.whl"))


def test_the_wheel_holds_the_code_and_the_folders_beside_it(wheel: Path, root: Path) -> None:
    beside = {f"wccflow/{name}" for folder in MAPPED for name in _files(root, folder)}

    with ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if name.startswith("wccflow/")}

    assert held == _files(root, "wccflow") | beside


def _files(root: Path, folder: str) -> set[str]:
    found = (path for path in (root / folder).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix() for path in found if path.suffix != ".pyc"}


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel brings, as an installation would."""
    folder = tmp_path_factory.mktemp("unpacked")
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def python(*words: str, unpacked: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python with the wheel's code, in a folder that is not the checkout."""
    environment = os.environ | {"PYTHONPATH": str(unpacked)}
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=folder, env=environment, text=True, capture_output=True, check=False)


def test_the_folders_beside_the_code_are_found_within_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    script = "from wccflow.base import places\n" + "".join(
        f"print(places.{name}())\n" for name in [*(f"{folder}_folder" for folder in MAPPED), "checkout"]
    )

    done = python("-c", script, unpacked=unpacked, folder=tmp_path)

    assert done.stdout.split() == [*(str(unpacked / "wccflow" / name) for name in MAPPED), "None"]


def test_every_requirement_is_pinned_at_a_version_that_it_allows(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    pins = [Requirement(line) for line in (root / "constraints.txt").read_text().splitlines() if "==" in line]
    versions = {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in pins}

    unmet = [text for text in wanted if not _is_met(Requirement(text), versions)]

    assert unmet == []


def _is_met(requirement: Requirement, versions: dict[str, str]) -> bool:
    version = versions.get(canonicalize_name(requirement.name), "")
    return bool(version) and version in requirement.specifier


def test_a_workflow_can_be_checked_without_a_checkout(unpacked: Path, tmp_path: Path, instance: Path) -> None:
    words = ["-m", "wccflow.cli", "--json", "workflow", "check", "wcc"]

    done = python(*words, unpacked=unpacked, folder=tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["sound"] is True
