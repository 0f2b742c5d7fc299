"""`wccflow release`."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from benchmarks._releases import invented
from tests.harness.panel import Sitting
from tests.publication.test_actions import prepare, publish
from tests.publication.test_releases import approve, sign
from tests.publication.test_verifying import in_form, packed
from wccflow.base.places import migrations_folder
from wccflow.calibration.rules import canonical, digest
from wccflow.cli import main
from wccflow.publication.building import build
from wccflow.publication.snapshot import FORM

Said = pytest.CaptureFixture[str]


@pytest.fixture
def here(sitting: Sitting, monkeypatch: pytest.MonkeyPatch, settings_folder: Path) -> Sitting:
    """The world in which commands are given: its database is of this version."""
    head = ScriptDirectory(str(migrations_folder())).get_current_head()
    with sitting.world.database.writing() as session:
        session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        session.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})
    monkeypatch.setenv("WCCFLOW_INSTANCE", str(settings_folder))
    return sitting


@pytest.fixture
def settings_folder(tmp_path: Path) -> Path:
    """Where the instance of the world lies."""
    return tmp_path / "instance"


@pytest.fixture
def published(here: Sitting) -> Sitting:
    """One published result."""
    prepare(here)
    publish(here)
    return here


def told(capfd: Said) -> dict[str, object]:
    found: dict[str, object] = json.loads(capfd.readouterr().out)
    return found


def file_of(path: Path, change: Callable[[bytes], bytes] = lambda content: content) -> str:
    """The path of a release of two invented organisations, changed so."""
    made, out = invented(2, items=2), BytesIO()
    build(made.header, made, out)
    path.write_bytes(change(out.getvalue()))
    return str(path)


def test_a_signed_release_is_written_and_verified(published: Sitting, tmp_path: Path, capfd: Said) -> None:
    approve(published)
    release = sign(published)
    out = tmp_path / "one.zip"

    assert main(["release", "build", "wcc-test", "--out", str(out), "--json"]) == 0
    built = told(capfd)
    assert main(["release", "verify", str(out), "--json"]) == 0
    verified = told(capfd)

    assert built == {
        "cycle": "wcc-test",
        "release": "1",
        "signed": True,
        "results": 1,
        "file": str(out),
        "bytes": out.stat().st_size,
        "sha256": release.sha256,
    }
    assert verified == {"valid": True, "faults": [], "notes": [], "sha256": release.sha256}
    assert [path.name for path in tmp_path.glob(".one.zip*")] == []


def test_the_same_release_gives_the_same_bytes(published: Sitting, tmp_path: Path) -> None:
    approve(published)
    sign(published)

    files = [tmp_path / name for name in ("one.zip", "two.zip")]
    for each in files:
        assert main(["release", "build", "wcc-test", "--out", str(each), "--label", "1"]) == 0

    assert files[0].read_bytes() == files[1].read_bytes()


def test_before_anybody_has_signed_it_is_said_to_be_a_draft(
    published: Sitting, tmp_path: Path, capfd: Said
) -> None:
    out = tmp_path / "draft.zip"

    assert main(["release", "build", "wcc-test", "--out", str(out)]) == 0

    first = capfd.readouterr().out.splitlines()[0]
    assert first == f"Release 1 of wcc-test is in {out}. Nobody has signed it yet: it is a draft."


@pytest.mark.parametrize(
    ("words", "say"),
    [
        (["wcc-test", "--label", "7"], "There is no release 7 of wcc-test."),
        (["wcc-nowhere"], "There is no cycle called wcc-nowhere."),
    ],
    ids=["no such release", "no such cycle"],
)
def test_what_is_not_there_is_refused_and_leaves_no_file(
    published: Sitting, tmp_path: Path, capfd: Said, words: list[str], say: str
) -> None:
    out = tmp_path / "none.zip"

    assert main(["release", "build", *words, "--out", str(out)]) == 1

    assert (capfd.readouterr().err.strip(), out.exists()) == (say, False)


def test_where_nothing_is_published_there_is_nothing_to_release(
    here: Sitting, tmp_path: Path, capfd: Said
) -> None:
    assert main(["release", "build", "wcc-test", "--out", str(tmp_path / "none.zip")]) == 1

    assert capfd.readouterr().err.strip() == (
        "Nothing of wcc-test is published yet, so there is nothing to release."
    )


def test_a_whole_file_is_valid_and_known_by_its_hash(instance: Path, tmp_path: Path, capfd: Said) -> None:
    assert main(["release", "verify", file_of(tmp_path / "r.zip")]) == 0

    known = digest(canonical(invented(2, items=2).header))
    assert capfd.readouterr().out.splitlines() == [
        "The release is whole, and every rating follows from what its panel agreed.",
        f"Its SHA-256 is {known}: compare it with the one on the public page.",
    ]
    assert list(instance.iterdir()) == []


def test_a_touched_file_is_not_valid_and_says_where(instance: Path, tmp_path: Path, capfd: Said) -> None:
    path = file_of(tmp_path / "r.zip", lambda content: content.replace(b"We thank", b"We blame", 1))

    assert main(["release", "verify", path, "--json"]) == 1

    said = capfd.readouterr()
    found = json.loads(said.out)
    assert (found["valid"], found["notes"]) == (False, [])
    assert said.err.strip() == " ".join(found["faults"]) != ""


def test_a_release_of_an_earlier_form_is_valid_and_says_what_was_not_drawn_anew(
    instance: Path, tmp_path: Path, capfd: Said
) -> None:
    path = file_of(tmp_path / "r.zip", lambda content: packed(in_form(content, FORM - 1)))

    assert main(["release", "verify", path]) == 0

    lines = capfd.readouterr().out.splitlines()
    assert lines[0] == "The release is whole, and every rating follows from what its panel agreed."
    assert lines[1].startswith(f"Its pages, tables and Word files were drawn in form {FORM - 1},")


def test_a_file_that_is_not_there_is_wrong_usage(instance: Path, tmp_path: Path) -> None:
    assert main(["release", "verify", str(tmp_path / "nowhere.zip")]) == 2
