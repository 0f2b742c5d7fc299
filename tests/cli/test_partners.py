"""`wccflow partners load`: a survey is tried, loaded, and refused with its faults."""

import json
from pathlib import Path

import pytest

from wccflow.cli.program import main

HEAD = "organisation,respondent,kind,question,answer\n"
OPENING = (
    ("organisation", "add", "DH", "The nation", "--level", "nation"),
    ("organisation", "add", "Q99", "An overseer", "--level", "overseer", "--under", "DH"),
    ("organisation", "add", "9ZZ", "An organisation", "--under", "Q99"),
    ("cycle", "open", "wcc", "--calendar", "2009-10", "--name", "real", "--starts", "2026-09-01"),
)


def survey(folder: Path, last: str) -> Path:
    """A file of five respondents, the last of whom answers so."""
    answers = ("mostly", "mostly", "always", "hardly", last)
    path = folder / f"{last.replace('?', 'x')}.csv"
    lines = (f"9ZZ,{number},provider,leads,{answer}\n" for number, answer in enumerate(answers))
    path.write_text(HEAD + "".join(lines))
    return path


def test_a_survey_is_tried_then_loaded_and_its_faults_named(
    instance: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [main(words) for words in OPENING] == [0] * 4
    good, bad = str(survey(tmp_path, "always")), str(survey(tmp_path, "??"))
    said = ("--cycle", "real", "--organisation", "9ZZ", "--source", "A survey", "--json")
    capsys.readouterr()

    found = []
    for words in (("load", good, "--dry-run"), ("load", good), ("load", bad)):
        status = main(["partners", *words, *said])
        document = json.loads(capsys.readouterr().out)
        found.append((status, document["rows"], document["kept"], document["version"]))

    assert found == [(0, 5, False, None), (0, 5, True, 1), (1, 5, False, None)]
    assert document["faults"] == [
        "Row 6, answer: “??” is none of: Hardly ever, Sometimes, Mostly, Nearly always, do not know."
    ]


def test_a_case_that_is_not_there_is_said_in_one_line(
    instance: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(survey(tmp_path, "always"))

    status = main(["partners", "load", path, "--cycle", "no", "--organisation", "9ZZ", "--source", "A"])

    assert (status, capsys.readouterr().err) == (1, "There is no case called no/9ZZ.\n")
