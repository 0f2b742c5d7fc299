"""`wccflow panels`."""

import json
from pathlib import Path
from typing import Any

import pytest

from wccflow.cli import main

PROBLEM = {
    "days": ["2010-04-20", "2010-04-21"],
    "organisations": [{"code": "A"}, {"code": "B", "days": ["2010-04-20"]}],
    "people": [{"id": "Ann", "seat": "chair"}, {"id": "Bea", "seat": "chair", "conflicts": ["B"]}],
    "seats": [{"seat": "chair", "count": 1}],
    "rooms": 1,
    "per_week": 5,
}


def written(folder: Path, **more: Any) -> str:
    """The path of a file with this problem."""
    file = folder / "problem.json"
    file.write_text(json.dumps({**PROBLEM, **more}), encoding="utf-8")
    return str(file)


def test_every_panel_gets_its_day_and_people(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["panels", "schedule", "--problem", written(tmp_path), "--json"]) == 0

    told = json.loads(capfd.readouterr().out)
    assert told == {
        "scheduled": True,
        "panels": [
            {"organisation": "B", "day": "2010-04-20", "people": ["Ann"]},
            {"organisation": "A", "day": "2010-04-21", "people": ["Bea"]},
        ],
        "reasons": [],
        "needed": [],
        "groups": [["A"], ["B"]],
    }


def test_what_cannot_be_says_why_and_what_would_help(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    people = [{"id": "Ann", "seat": "chair", "cap": 1}]

    status = main(["--json", "panels", "schedule", "--problem", written(tmp_path, people=people)])

    told = json.loads(capfd.readouterr().out)
    assert (status, told["scheduled"], len(told["panels"])) == (1, False, 1)
    assert told["reasons"] == ["chair: 2 panels need one, but the pool can give only 1 day."]
    assert told["needed"] == ["Ask Ann to sit once more, for A on 21 April 2010."]


@pytest.mark.parametrize(
    ("content", "say"),
    [
        (b"{", "problem.json is not JSON in UTF-8"),
        (b"\xff", "problem.json is not JSON in UTF-8"),
        (b"[" * 100_000, "problem.json is not JSON in UTF-8"),
        (b"[]", "The file must hold one object"),
        (b"{}", "The file must have a list of days."),
    ],
)
def test_a_file_that_is_no_problem_is_refused_in_a_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes, say: str
) -> None:
    file = tmp_path / "problem.json"
    file.write_bytes(content)

    status = main(["panels", "schedule", "--problem", str(file)])

    told = capfd.readouterr()
    assert (status, told.out, told.err.count("\n")) == (1, "", 1)
    assert say in told.err
