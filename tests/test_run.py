"""`./run` from wherever it is called: folder, words and exit status pass, and what is missing is said."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = ["cat", "cksum", "readlink", "sed", "sh", "tail", "mkdir", "rm"]
SPY = """#!/bin/sh
printf '%s\\n' "$PWD" "$@"
exit 7
"""


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """A copy of `run` and the pins, in a folder whose name has a space."""
    folder = tmp_path / "a checkout"
    folder.mkdir()
    for name in ("run", "constraints.txt", "pyproject.toml"):
        shutil.copy(root / name, folder)
    return folder


@pytest.fixture
def ready(checkout: Path) -> Path:
    """The same, set up with a program that tells where it was run and with what words, and answers 7."""
    programs = checkout / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("python", "wccflow"):
        (programs / name).write_text(SPY)
        (programs / name).chmod(0o755)
    for kind in ("run", "test", "bench"):
        (checkout / ".venv" / f"ready-to-{kind}").write_text(stamp(checkout))
    return checkout


def stamp(checkout: Path) -> str:
    """What a finished set-up writes."""
    pins = (checkout / "constraints.txt").read_bytes() + (checkout / "pyproject.toml").read_bytes()
    sum_of_pins = subprocess.run(["cksum"], input=pins, capture_output=True, check=True).stdout.decode()
    return f"{sum_of_pins}{checkout}\n"


def call(*command: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in that folder."""
    return subprocess.run(
        command, cwd=folder, env=os.environ | environment, text=True, capture_output=True, check=False
    )


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A folder of the plainest programs, without Python, to stand for a machine's whole PATH."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in TOOLS:
        (folder / name).symlink_to(shutil.which(name) or "")
    return folder


def put_python(folder: Path, script: str) -> None:
    """Let this script be the machine's python3."""
    (folder / "python3").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "python3").chmod(0o755)


def test_words_and_exit_status_pass_through_and_the_folder_stays(ready: Path, tmp_path: Path) -> None:
    done = call(ready / "run", "evidence", "read", "my plan.docx", folder=tmp_path)

    assert done.stdout.splitlines() == [str(tmp_path), "evidence", "read", "my plan.docx"]
    assert (done.returncode, done.stderr) == (7, "")


def test_it_may_be_called_by_a_relative_path(ready: Path, tmp_path: Path) -> None:
    done = call("a checkout/run", "--json", "cycle", "list", folder=tmp_path)

    assert done.stdout.splitlines() == [str(tmp_path), "--json", "cycle", "list"]


def test_it_may_be_called_by_a_link_to_a_link(ready: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "first").symlink_to("../a checkout/run")
    (tmp_path / "second").symlink_to(tmp_path / "elsewhere" / "first")

    done = call("./second", "cycle", "list", folder=tmp_path)

    assert done.stdout.splitlines() == [str(tmp_path), "cycle", "list"]


def test_the_words_after_test_are_those_of_pytest(ready: Path, tmp_path: Path) -> None:
    done = call(ready / "run", "test", "tests/engine", "-x", folder=tmp_path)

    assert done.stdout.splitlines() == [str(ready), "-m", "pytest", "tests/engine", "-x"]


def test_other_pins_ask_for_another_set_up(ready: Path, bare_path: Path) -> None:
    with (ready / "constraints.txt").open("a") as pins:
        pins.write("another==1.0\n")

    done = call(ready / "run", "cycle", "list", folder=ready, PATH=str(bare_path))

    assert done.returncode == 1
    assert done.stdout == ""


def test_a_machine_without_python_is_told_what_to_install(checkout: Path, bare_path: Path) -> None:
    done = call(checkout / "run", folder=checkout, PATH=str(bare_path))

    assert done.returncode == 1
    assert done.stderr == (
        "This needs Python 3.11 or newer, and none was found. "
        "On Debian: apt-get install python3 python3-venv\n"
    )


def test_a_machine_with_an_old_python_is_told_so(checkout: Path, bare_path: Path) -> None:
    put_python(bare_path, "exit 1")

    done = call(checkout / "run", folder=checkout, PATH=str(bare_path))

    assert done.stderr == (
        "This needs Python 3.11 or newer, and only an older one was found. Name another with PYTHON=…\n"
    )


def test_a_python_without_venv_names_the_package_to_install(checkout: Path, bare_path: Path) -> None:
    put_python(bare_path, f'case "$*" in *venv*) exit 1 ;; esac\nexec {sys.executable} "$@"')

    done = call(checkout / "run", folder=checkout, PATH=str(bare_path))

    assert done.stderr == "Python's venv module is missing. On Debian: apt-get install python3-venv\n"


def test_a_set_up_that_fails_shows_its_last_lines_and_is_not_trusted(checkout: Path, bare_path: Path) -> None:
    put_python(bare_path, 'case "$1" in -m) echo "no room on the disk"; exit 1 ;; esac')

    done = call(checkout / "run", "cycle", "list", folder=checkout, PATH=str(bare_path))

    assert done.returncode == 1
    assert done.stderr.splitlines()[1:] == [
        "no room on the disk",
        f"Setting up failed. The last lines are above; all of them are in {checkout}/.venv/set-up.log",
    ]
    assert list((checkout / ".venv").glob("ready-to-*")) == []


def test_an_unknown_benchmark_is_refused_in_a_sentence(ready: Path) -> None:
    done = call(ready / "run", "bench", "no-such", folder=ready)

    assert done.stderr == "There is no benchmark “no-such”: benchmarks/README.md lists them.\n"
    assert done.returncode == 1
