"""`wccflow rehearse`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wccflow.cli import main

WORDS = ["rehearse", "wcc", "--organisations", "6", "--seed", "3"]


def test_the_same_seed_prints_the_same_bytes(instance: Path, capfd: pytest.CaptureFixture[str]) -> None:
    statuses = [main([*WORDS, "--json"])]
    first = capfd.readouterr().out
    statuses.append(main([*WORDS, "--json"]))

    assert statuses == [0, 0]
    assert capfd.readouterr().out == first
    assert (json.loads(first)["organisations"], json.loads(first)["seed"]) == (6, 3)


def test_a_rehearsal_leaves_no_trace_in_the_instance(instance: Path) -> None:
    (instance / "kept").write_text("as it was")

    assert main(WORDS) == 0

    assert [path.name for path in instance.rglob("*")] == ["kept"]
    assert (instance / "kept").read_text() == "as it was"


def test_a_rehearsal_needs_no_database(tmp_path: Path) -> None:
    nowhere = {
        "WCCFLOW_DATABASE_URL": "postgresql://127.0.0.1:1/none",
        "WCCFLOW_INSTANCE": str(tmp_path / "x"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "wccflow.cli", *WORDS],
        env={**os.environ, **nowhere},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, (tmp_path / "x").exists()) == (0, False)
    assert "What stood out" in done.stdout


def test_the_page_is_written_where_one_asks(instance: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"

    assert main([*WORDS, "--pace", "1.5", "--without-signatures", "--out", str(page)]) == 0

    assert page.read_text().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["rehearse", "nothing"], 1),
        (["rehearse", "wcc", "--calendar", "1999"], 1),
        (["rehearse", "wcc", "--organisations", "0"], 2),
        (["rehearse", "wcc", "--pace", "0"], 2),
        (["rehearse"], 2),
    ],
)
def test_what_makes_no_sense_is_refused(instance: Path, words: list[str], status: int) -> None:
    assert main(words) == status
