"""The reader starts a child behind limits: whatever the file does, a reading or one sentence comes back."""

import ctypes
import os
import socket
import textwrap
import time
from pathlib import Path

import pytest

from tests.evidence.reading.files import paragraph, pdf, shown, word
from wccflow.base.errors import Refused
from wccflow.evidence.reading import process, reader, sentences
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.reader import read
from wccflow.evidence.reading.sandbox import landlock_version

STAND_INS = "stand_ins"


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused:
        read(path, name=path.name, limits=limits or Limits())
    return str(refused.value)


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Put a child that does something else in the place of ours; it enters the same limits first."""
    lines = textwrap.dedent(body)
    start = (
        "import json, os, sys, time\n"
        f"sys.path.insert(0, {str(process.PROJECT)!r})\n"
        "from wccflow.evidence.reading import sandbox\n"
        "from wccflow.evidence.reading.limits import Limits\n"
        "task = json.loads(sys.argv[1])\n"
        "sandbox.enter(Limits(**task['limits']))\n"
    )
    (folder / f"{STAND_INS}.py").write_text(start + lines)
    monkeypatch.setattr(process, "CHILD", STAND_INS)
    monkeypatch.setattr(process, "PROJECT", folder)


def comes_to_an_end(pid: int) -> bool:
    """Whether a process that was killed is gone, or waits only to be counted; the kernel takes a moment."""
    status = Path(f"/proc/{pid}/stat")
    for _ in range(200):
        try:
            if status.read_text().split()[2] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("words")
    return path


def test_a_word_file_and_a_pdf_come_back_through_the_child(tmp_path: Path) -> None:
    first = word(tmp_path / "a.docx", paragraph("From Word."))
    second = pdf(tmp_path / "a.pdf", shown((72, 700, "From a PDF.")))

    readings = [read(path, name=path.name) for path in (first, second)]

    assert [(each.kind, each.passages[0].text) for each in readings] == [
        ("docx", "From Word."),
        ("pdf", "From a PDF."),
    ]


def test_the_name_given_counts_and_not_the_name_on_the_disk(file: Path) -> None:
    with pytest.raises(Refused) as refused:
        read(file, name="plan.docx")

    assert str(refused.value) == sentences.not_what_it_says("Word", "plain text")


def test_empty_absent_and_huge_files_are_refused_unopened(tmp_path: Path, file: Path) -> None:
    (tmp_path / "empty.docx").touch()

    assert refusal(tmp_path / "empty.docx") == sentences.EMPTY
    assert refusal(tmp_path / "gone.docx") == sentences.ABSENT
    assert refusal(file, Limits(max_megabytes=0)) == sentences.TOO_LARGE


def test_a_child_that_sleeps_is_ended(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "time.sleep(600)")

    assert refusal(file, Limits(seconds=1)) == sentences.TOO_LONG


def test_a_child_that_loops_is_ended(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "while True: pass")

    assert refusal(file, Limits(seconds=1)) == sentences.TOO_LONG


def test_a_child_that_eats_memory_is_ended(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "try:\n    bytearray(1 << 30)\nexcept MemoryError:\n    os._exit(70)")

    assert refusal(file, Limits(memory_mb=256)) == sentences.TOO_LARGE


def test_a_child_that_aborts_is_understood(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "os.abort()")

    assert refusal(file) == sentences.TOO_LARGE


def test_a_child_that_babbles_is_cut_off(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "while True: sys.stdout.write('x' * 65536)")

    assert refusal(file, Limits(max_answer_megabytes=1)) == sentences.TOO_LARGE


def test_a_child_that_says_nothing_sensible_is_damaged(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "print('{half')")

    assert refusal(file) == sentences.DAMAGED


def test_what_the_child_started_ends_with_it(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = tmp_path / "pid"
    # The grandchild is started before the limits, as one that found a way round them would be.
    (tmp_path / f"{STAND_INS}.py").write_text(
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(noted)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(600)\n"
    )
    monkeypatch.setattr(process, "CHILD", STAND_INS)
    monkeypatch.setattr(process, "PROJECT", tmp_path)

    assert refusal(file, Limits(seconds=2)) == sentences.TOO_LONG

    assert comes_to_an_end(int(noted.read_text()))


def test_the_child_can_write_nothing(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "written"
    body = f"""
    try:
        os.write(os.open({str(target)!r}, os.O_WRONLY | os.O_CREAT), b'x')
        answer = 'wrote'
    except OSError:
        answer = 'could not write'
    print(json.dumps({{'refused': answer}}))
    """
    stand_in(tmp_path, monkeypatch, body)

    assert refusal(file) == "could not write"
    assert not target.exists() or target.read_bytes() == b""


@pytest.mark.skipif(landlock_version(ctypes.CDLL(None)) < 3, reason="needs Landlock 3")
def test_the_child_can_neither_empty_nor_remove_a_file(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = f"""
    done = []
    for change in (lambda: os.truncate({str(file)!r}, 0), lambda: os.remove({str(file)!r})):
        try:
            change()
            done.append('changed')
        except OSError:
            done.append('could not')
    print(json.dumps({{'refused': ', '.join(done)}}))
    """
    stand_in(tmp_path, monkeypatch, body)

    assert refusal(file) == "could not, could not"
    assert file.read_text() == "words"


def test_the_child_can_call_nobody(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        body = f"""
        import socket
        try:
            socket.create_connection(('127.0.0.1', {server.getsockname()[1]}), timeout=2)
            answer = 'connected'
        except OSError:
            answer = 'could not connect'
        print(json.dumps({{'refused': answer}}))
        """
        stand_in(tmp_path, monkeypatch, body)

        assert refusal(file) == "could not connect"


def test_the_child_sees_no_environment_of_ours(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WCCFLOW_SECRET", "planted")
    stand_in(tmp_path, monkeypatch, "print(json.dumps({'refused': str('WCCFLOW_SECRET' in os.environ)}))")

    assert refusal(file) == "False"


def test_no_folder_is_left_behind(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(process.tempfile, "tempdir", str(scratch))

    reader.read(file, name=file.name)

    assert os.listdir(scratch) == []
