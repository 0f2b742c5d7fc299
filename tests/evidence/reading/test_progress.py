"""Lines of progress are taken off what the child says; anything else is its answer."""

from pathlib import Path

import openpyxl
import pytest

from tests.evidence.reading.files import paragraph, word
from tests.evidence.reading.test_sheets import saved
from tests.evidence.reading.test_slides import shape, show, slide
from wccflow.evidence.reading import progress
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.process import _hear
from wccflow.evidence.reading.progress import understood


def test_a_line_of_progress_is_understood_and_any_other_is_not() -> None:
    lines = [b'{"done":3,"total":40}', b'{"done":3}', b'{"done":', b'{"kind":"pdf"}']

    assert [understood(line) for line in lines] == [(3, 40), None, None, None]


def test_lines_of_progress_do_not_come_into_the_answer() -> None:
    said = bytearray(b'{"done":3,"total":40}\n{"done":4,"total":40}\n{"kind":"pdf"')
    heard: list[tuple[int, int]] = []

    _hear(said, lambda done, total: heard.append((done, total)))

    assert (heard, bytes(said)) == ([(3, 40), (4, 40)], b'{"kind":"pdf"')


def test_half_a_line_waits_for_its_other_half() -> None:
    said = bytearray(b'{"done":3,"tot')

    _hear(said, None)

    assert bytes(said) == b'{"done":3,"tot'


def told_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """What is told while a file is read, as if a line might be said at every moment."""
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(progress, "tell", lambda done, total: told.append((done, total)))
    read_here(path, path.name, Limits())
    return told


def test_a_word_file_tells_of_each_of_its_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = word(tmp_path / "a.docx", paragraph("One.") + paragraph("Two."))

    assert [done for done, _ in told_of(path, monkeypatch)] == [1, 2]


def test_a_show_tells_of_each_slide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = show(tmp_path / "a.pptx", slide(shape("One.")), slide(shape("Two.")))

    assert told_of(path, monkeypatch) == [(1, 2), (2, 2)]


def test_a_workbook_tells_of_each_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.worksheets[0], book.create_sheet("More")):
        sheet.append(["words"])

    assert told_of(saved(tmp_path, book), monkeypatch) == [(1, 2), (2, 2)]
