"""The index in files also keeps its contract on whoosh3, to which it could move without another line.

It bears Whoosh's own name, so it lies apart and has a process of its own; what is served never meets it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(sys.prefix) / "whoosh3"
SUITES = ("test_port_contract.py", "test_whoosh_index.py")


@pytest.fixture
def beside() -> dict[str, str]:
    """The environment in which `whoosh` is whoosh3."""
    if not (FOLDER / "whoosh").is_dir():
        pytest.skip(f"There is no whoosh3 in {FOLDER}: ./run test sets it up.")
    return {**os.environ, "PYTHONPATH": str(FOLDER)}


@pytest.mark.timeout(600)
@pytest.mark.whoosh3
def test_the_index_keeps_its_contract_on_whoosh3(root: Path, beside: dict[str, str]) -> None:
    said = python("-c", "import whoosh; print(whoosh.__file__)", root=root, environment=beside)
    assert said.stdout.strip() == str(FOLDER / "whoosh" / "__init__.py")

    suites = [str(root / "tests" / "search" / name) for name in SUITES]
    words = ["-m", "pytest", *suites, "-k", "not postgres and not memory", "-p", "no:cacheprovider"]
    done = python(*words, root=root, environment=beside)

    assert done.returncode == 0, done.stdout + done.stderr


def python(*words: str, root: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What Python says to these words in this environment."""
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=root, env=environment, text=True, capture_output=True, check=False)
