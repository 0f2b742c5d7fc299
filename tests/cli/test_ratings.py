"""`wccflow ratings triangulate`: a cycle or a file, in words and as a document."""

import json
from pathlib import Path

import pytest

from wccflow.cli.program import main

HEAD = "organisation,item,channel,value,error\n"


def nation(folder: Path, over: str = "O1") -> Path:
    """A file of ten organisations with ten items; one of them rates itself a level higher."""
    lines = [
        f"O{number},{item},{channel},{3 if channel == 'self' and f'O{number}' == over else 2},"
        for number in range(10)
        for item in range(10)
        for channel in ("self", "evidence", "panel")
    ]
    path = folder / "ratings.csv"
    path.write_text(HEAD + "\n".join(lines))
    return path


def test_a_file_is_answered_as_a_ranked_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["ratings", "triangulate", "--ratings", str(nation(tmp_path)), "--json"])

    document = json.loads(capsys.readouterr().out)
    first = document["organisations"][0]
    assert status == 0
    assert set(document) == {"cycle", "notes", "organisations"}
    assert (first["organisation"], first["phrase"]) == ("O1", "higher than the others bear out")
    assert set(first) == {"organisation", "gap", "low", "high", "phrase", "items"}
    assert set(first["items"][0]) == {
        *("item", "self", "partners", "evidence", "panel", "gap", "low", "high", "phrase")
    }
    assert {each["phrase"] for each in document["organisations"][1:]} == {"in line"}


def test_in_words_a_list_says_that_a_place_in_it_accuses_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["ratings", "triangulate", "--ratings", str(nation(tmp_path))])

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("O1  higher than the others bear out by 1.0 ± 0.5: ask about it")
    assert lines[-1] == "A place in this list is a reason to ask, never an accusation."


def test_a_faulty_file_is_refused_by_row_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(HEAD + "O1,1,self,three,\nO1,1,gossip,3,\n")

    status = main(["ratings", "triangulate", "--ratings", str(path), "--json"])

    said = capsys.readouterr()
    assert status == 1
    assert json.loads(said.out)["faults"][0] == "row 2, value: “three” is not a number"
    assert len(said.err.splitlines()) == 1


def test_neither_a_cycle_nor_a_file_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ratings", "triangulate"]) == 2


def test_a_cycle_that_is_not_there_is_refused_in_one_line(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ratings", "triangulate", "nowhere"]) == 1
    assert capsys.readouterr().err == "There is no cycle called nowhere.\n"
