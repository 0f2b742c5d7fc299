"""The commands: their answers, their refusals in one line, and their exit statuses."""

import json
from pathlib import Path

import pytest
from docx import Document

from wccflow.cli.program import main


class Answered:
    """What a command said and how it ended."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def document(self) -> dict[str, object]:
        """Its answer as JSON."""
        found: dict[str, object] = json.loads(self.out)
        return found


@pytest.fixture
def run(instance: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def] # a function of words
    """Run a command in an instance of its own."""

    def command(*words: str) -> Answered:
        status = main(words)
        said = capsys.readouterr()
        return Answered(status, said.out, said.err)

    return command


def word_file(folder: Path) -> Path:
    document = Document()
    document.add_heading("Our plan", 1)
    document.add_paragraph("We will invest in stroke care.")
    path = folder / "plan.docx"
    document.save(str(path))
    return path


def test_a_sound_workflow_is_said_to_be_sound(run) -> None:  # type: ignore[no-untyped-def]
    answer = run("workflow", "check", "wcc", "--json")

    assert answer.status == 0
    assert (answer.document["sound"], answer.document["faults"]) == (True, [])
    assert answer.document["situations"] > 1000


def test_a_bad_workflow_is_told_everything_at_once(run) -> None:  # type: ignore[no-untyped-def]
    answer = run("workflow", "check", str(Path(__file__).parents[1] / "engine" / "bad"), "--json")

    assert answer.status == 1
    assert answer.document["sound"] is False
    assert len(answer.document["faults"]) > 80
    assert answer.document["situations"] == 0


def test_the_workflows_are_listed(run) -> None:  # type: ignore[no-untyped-def]
    answer = run("--json", "workflow", "list")

    keys = ["assessment", "assessment-in-words", "icb", "sha-diagnostic", "wcc"]
    assert [each["key"] for each in answer.document["workflows"]] == keys


def test_a_workflow_that_is_not_there_is_one_line(run) -> None:  # type: ignore[no-untyped-def]
    answer = run("workflow", "check", "nosuch")

    assert answer.status == 1
    assert answer.err.count("\n") == 1


def test_a_word_file_is_read_as_passages(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    answer = run("evidence", "read", str(word_file(tmp_path)), "--json")

    assert answer.status == 0
    assert answer.document["kind"] == "docx"
    assert [(each["kind"], each["text"]) for each in answer.document["passages"]] == [
        ("heading", "Our plan"),
        ("paragraph", "We will invest in stroke care."),
    ]
    assert set(answer.document["passages"][0]) >= {"id", "kind", "text", "heading", "page", "cell"}


def test_a_file_that_is_no_word_file_is_refused_in_one_line(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "plan.docx"
    path.write_text("this is not a Word file")

    answer = run("evidence", "read", str(path))

    assert (answer.status, answer.out) == (1, "")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("words", [("nosuch",), ("case", "show"), ("search", "x"), ("demo", "--seed", "x")])
def test_wrong_usage_ends_with_two(run, words: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    assert run(*words).status == 2


@pytest.mark.parametrize(
    "words",
    [
        ("case", "show", "wcc-demo/5PG"),
        ("case", "move", "wcc-demo/5PG", "submit", "--as", "nobody@nowhere.example"),
        ("sign-in-link", "nobody@nowhere.example"),
        ("search", "plan", "--as", "nobody@nowhere.example"),
        ("cycle", "show", "nosuch"),
        ("cycle", "open", "wcc", "--calendar", "nosuch"),
        ("cycle", "open", "wcc", "--calendar", "2009-10"),
        ("demo", "--organisations", "0"),
        ("restore", __file__),
        ("--today", "yesterday", "cycle", "list"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_ends_with_one(run, words: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    answer = run(*words)

    assert answer.status == 1
    assert answer.err.strip()
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err


def test_a_data_pack_is_tried_then_loaded_and_its_faults_named(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    head = "indicator_id,indicator,period,area_type,area_code,area_name,value\n"
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(head + "deaths,Deaths at home,2009/10,country,ENG,England,20.5\n")
    bad.write_text(head + "deaths,Deaths at home,2009/10,country,ENG,England,many\n")

    tried = run("--json", "indicators", "load", str(good), "--source", "Invented", "--dry-run")
    loaded = run("--json", "indicators", "load", str(good), "--source", "Invented")
    refused = run("--json", "indicators", "load", str(bad), "--source", "Invented")

    assert (tried.status, tried.document["rows"], tried.document["kept"]) == (0, 1, False)
    assert (loaded.status, loaded.document["rows"], loaded.document["kept"]) == (0, 1, True)
    assert (refused.status, refused.document["kept"], len(refused.document["faults"])) == (1, False, 1)


def test_a_real_cycle_is_filled_and_opened_without_a_demonstration(run) -> None:  # type: ignore[no-untyped-def]
    done = [
        run("organisation", "add", "DH", "The nation", "--level", "nation"),
        run("organisation", "add", "Q99", "An overseer", "--level", "overseer", "--under", "DH"),
        run("organisation", "add", "9ZZ", "An organisation", "--under", "Q99"),
        run("person", "add", "lead@9zz.example", "--name", "A lead"),
        run("person", "grant", "lead@9zz.example", "pct_lead", "--at", "9ZZ"),
        run("cycle", "open", "wcc", "--calendar", "2009-10", "--name", "real", "--starts", "2026-09-01"),
    ]

    moved = run("--json", "case", "move", "real/9ZZ", "accept", "--as", "lead@9zz.example")

    assert [each.status for each in done] == [0] * 6
    assert moved.document == {"case": "real/9ZZ", "event": "accept", "state": "preparing"}


@pytest.mark.parametrize(
    "words",
    [
        ("organisation", "add", "9ZZ", "An organisation"),
        ("organisation", "add", "9ZZ", "An organisation", "--under", "Q99"),
        ("person", "add", "no address", "--name", "A lead"),
        ("person", "grant", "lead@9zz.example", "clock"),
        ("person", "grant", "lead@9zz.example", "panel_chair", "--at", "Q99"),
        ("person", "grant", "lead@9zz.example", "pct_lead"),
    ],
)
def test_nobody_is_put_where_they_cannot_be(run, words: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    answer = run(*words)

    assert (answer.status, answer.err.count("\n")) == (1, 1)


def test_an_empty_house_is_sound(run) -> None:  # type: ignore[no-untyped-def]
    assert run("--json", "store", "check").document["clean"] is True
    assert run("audit", "verify").status == 0
    assert run("--json", "database", "check").document == {"agrees": True, "differences": []}
    assert run("--json", "index", "verify").document == {
        "documents": 0,
        "missing": 0,
        "extra": 0,
        "stale": 0,
    }


def test_a_backup_is_restored_into_an_empty_instance_only(
    run,  # type: ignore[no-untyped-def]
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archive = str(tmp_path / "kept.tar.gz")
    run("cycle", "list")
    assert run("backup", archive).status == 0
    assert run("restore", archive).status == 1

    monkeypatch.setenv("WCCFLOW_INSTANCE", str(tmp_path / "another"))

    assert run("restore", archive).status == 0
    assert run("--json", "store", "check").document["clean"] is True
