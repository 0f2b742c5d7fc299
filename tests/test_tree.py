"""What is true of the tree as a whole: sizes, docstrings, arrows' list, and nothing of one machine in it."""

import ast
import dataclasses
import os
import re
import shutil
import subprocess
from pathlib import Path

from wccflow.base.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "wccflow").rglob("*.py"))
LONGEST_FILE = 300

# Written in pieces, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.-])/(?:wo" + "rk|fa" + "rm|ro" + r"ot)/")
REGISTRY = re.compile(r"https?://[a-z0-9.-]*(?:np" + "mjs|python" + "hosted|py" + r"pi|deb\.deb" + "ian)")
LEFT_FOR_LATER = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + r"X)\b")
BESIDE_THE_ROOMS = {"house", "journeys", "browser", "harness", "workflows", "definitions"}
CLOCKS = {"now", "utcnow", "today", "time_ns", "monotonic", "perf_counter"}


def tracked() -> list[Path]:
    """The files of the tree: those under version control or, without git, all but those it is to ignore."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        ignored = {line.rstrip("/") for line in (ROOT / ".gitignore").read_text().splitlines()} | {".git"}
        found = (path for path in ROOT.rglob("*") if path.is_file())
        return [path for path in found if ignored.isdisjoint(path.relative_to(ROOT).parts)]
    command = ["git", "ls-files", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def texts() -> dict[str, str]:
    """The text files of the tree by name."""
    found = {}
    for path in tracked():
        try:
            found[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def names(modules: list[Path]) -> list[str]:
    """Their names below the root."""
    return [path.relative_to(ROOT).as_posix() for path in modules]


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    assert names([path for path in MODULES if len(path.read_text().splitlines()) > LONGEST_FILE]) == []


def test_every_module_says_what_it_is_for() -> None:
    assert names([path for path in MODULES if not ast.get_docstring(ast.parse(path.read_text()))]) == []


def test_the_engine_reads_no_clock() -> None:
    readings = []
    for path in sorted((ROOT / "wccflow" / "engine").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
                readings.append(f"{path.name}:{node.lineno}")

    assert readings == []


def test_nothing_of_one_machine_or_registry_stands_in_the_tree() -> None:
    found = [name for name, text in texts().items() if MACHINE_PATH.search(text) or REGISTRY.search(text)]

    assert found == []


def test_nothing_is_left_for_later() -> None:
    ours = {name: text for name, text in texts().items() if name.endswith((".py", ".html", ".toml", "run"))}

    assert [name for name, text in ours.items() if LEFT_FOR_LATER.search(text)] == []


def test_the_programs_can_be_run() -> None:
    programs = [name for name, text in texts().items() if text.startswith("#!")]

    assert {"run", ".ci/run"} <= set(programs)
    assert [name for name in programs if not os.access(ROOT / name, os.X_OK)] == []


def test_the_readme_shows_the_two_commands_and_ci_calls_the_second() -> None:
    readme = (ROOT / "README.md").read_text().splitlines()

    assert [line for line in ("./run", "./run test") if line not in readme] == []
    assert "./run test" in (ROOT / ".ci" / "run").read_text().splitlines()


def test_every_setting_stands_in_the_readme() -> None:
    settings = [f"`WCCFLOW_{field.name.upper()}`" for field in dataclasses.fields(Settings)]
    readme = (ROOT / "README.md").read_text()

    assert [name for name in settings if f"| {name} |" not in readme] == []


def test_a_test_folder_bears_the_name_of_what_it_tests() -> None:
    rooms = {path.name for path in (ROOT / "wccflow").iterdir() if path.is_dir()}
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}

    assert sorted(folders - rooms - BESIDE_THE_ROOMS) == []
