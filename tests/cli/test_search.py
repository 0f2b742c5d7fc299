"""The care of the index by commands: what they answer, and what they tell meanwhile."""

import pytest

from tests.cli.test_program import run as run  # the fixture
from wccflow.cli import search


def test_progress_is_told_apart_from_the_answer_and_not_beside_json(
    run,  # type: ignore[no-untyped-def]
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search, "LINE_EVERY", 1)
    run("organisation", "add", "DH", "The nation", "--level", "nation")
    run("organisation", "add", "Q99", "An overseer", "--level", "overseer", "--under", "DH")
    run("organisation", "add", "9ZZ", "An organisation", "--under", "Q99")
    run("cycle", "open", "wcc", "--calendar", "2009-10", "--name", "real", "--starts", "2026-09-01")

    rebuilt, quiet = run("index", "rebuild"), run("--json", "index", "rebuild")
    verified = run("index", "verify")

    assert rebuilt.out == "The index holds 1 documents, threads and cases.\n"
    assert rebuilt.err == "indexing documents and threads: 1\n"
    assert (quiet.document, quiet.err) == ({"documents": 1}, "")
    assert verified.err == "comparing documents and threads: 1\n"
