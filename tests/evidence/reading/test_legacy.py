"""Older files are converted where LibreOffice is installed, behind limits of their own, and else refused."""

import ctypes
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.evidence.reading.files import paragraph, word
from wccflow.base.errors import Refused
from wccflow.evidence.reading import legacy, sentences
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.reader import read
from wccflow.evidence.reading.sandbox import landlock_version

RTF = rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}\f0 Older words.\par}"
INSTALLED = shutil.which("soffice")
MADE = 'for last; do :; done\nmade="$(dirname "$last")/made"'

Install = Callable[[str], Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a program that does as told where LibreOffice would be found."""

    def put(body: str) -> Path:
        folder = tmp_path / "programs"
        folder.mkdir()
        (folder / "soffice").write_text(f"#!/bin/sh\n{MADE}\n{body}\n")
        (folder / "soffice").chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        return folder

    return put


@pytest.fixture
def rtf(tmp_path: Path) -> Path:
    path = tmp_path / "plan.rtf"
    path.write_bytes(RTF)
    return path


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused:
        read(path, name=path.name, limits=limits or Limits())
    return str(refused.value)


def test_without_the_program_the_person_is_told_what_to_do(
    rtf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert not legacy.available()
    assert refusal(rtf) == sentences.SAVE_AS["rtf"]


def test_an_older_file_is_read_through_a_newer_one_and_keeps_its_kind(rtf: Path, install: Install) -> None:
    folder = install('cp "$(dirname "$0")/newer.docx" "$made/document.docx"')
    word(folder / "newer.docx", paragraph("Older words."))

    reading = read(rtf, name=rtf.name)

    assert legacy.available()
    assert (reading.kind, [each.text for each in reading.passages]) == ("rtf", ["Older words."])
    assert reading.warnings == (sentences.converted("rtf"),)


def test_macros_left_behind_are_announced(tmp_path: Path, install: Install) -> None:
    folder = install('cp "$(dirname "$0")/newer.docx" "$made/document.docx"')
    word(folder / "newer.docx", paragraph("text"))
    path = tmp_path / "a.doc"
    streams = "".join(("WordDocument", "_VBA_PROJECT")).encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + streams)

    assert read(path, name=path.name).warnings == (sentences.converted("doc"), sentences.MACROS)


def test_a_file_that_cannot_be_converted_is_damaged(rtf: Path, install: Install) -> None:
    install("exit 1")

    assert refusal(rtf) == sentences.DAMAGED


def test_a_conversion_that_does_not_end_is_ended_with_all_that_it_started(
    rtf: Path, install: Install
) -> None:
    install("sleep 600 &\nsleep 600")

    assert refusal(rtf, Limits(seconds=1.5)) == sentences.TOO_LONG


@pytest.mark.skipif(landlock_version(ctypes.CDLL(None)) < 1, reason="the kernel offers no Landlock")
def test_nothing_outside_its_folder_can_be_changed_or_read(
    rtf: Path, install: Install, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("kept")
    taken = 'cp "$(dirname "$0")/newer.docx" "$made/document.docx"'
    folder = install(f'cat "{kept}" && exit 1\necho x > "{tmp_path}/new.txt"\necho x > "{kept}"\n{taken}')
    word(folder / "newer.docx", paragraph("text"))

    reading = read(rtf, name=rtf.name)

    assert [each.text for each in reading.passages] == ["text"]
    assert (kept.read_text(), (tmp_path / "new.txt").exists()) == ("kept", False)


@pytest.mark.skipif(not INSTALLED, reason="LibreOffice is not installed here")
@pytest.mark.parametrize("name", ["plan.rtf", "plan.doc"])
def test_libreoffice_itself_reads_rich_text_under_either_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(RTF)

    reading = read(path, name=name)

    assert (reading.kind, [each.text for each in reading.passages]) == ("rtf", ["Older words."])


@pytest.mark.skipif(not INSTALLED, reason="LibreOffice is not installed here")
def test_libreoffice_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.rtf").write_bytes(RTF)
    before = set(Path("/tmp").glob("OSL_PIPE_*"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    read(tmp_path / "a.rtf", name="a.rtf")

    assert set(Path("/tmp").glob("OSL_PIPE_*")) == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.rtf"]


def test_a_program_that_takes_more_memory_than_a_file_may_is_ended(rtf: Path, install: Install) -> None:
    install("exec perl -e '$memory = \"x\" x 300_000_000; sleep 60'")

    assert refusal(rtf, Limits(memory_mb=200)) == sentences.TOO_LARGE
