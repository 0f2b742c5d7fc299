"""A page of a PDF is drawn as a picture of bounded size, by the child, on demand."""

import base64
import io
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.evidence.reading.files import pdf, shown
from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.pdf_drawing import WIDEST
from wccflow.evidence.reading.process import ask_child

PAGE = shown((72, 700, "Words of the page."))


def drawn(path: Path, **asked: int) -> dict[str, Any]:
    deadline = time.monotonic() + 20
    return ask_child(path, path.name, Limits(), deadline=deadline, what="page", asked=asked)


def refusal(path: Path, **asked: int) -> str:
    with pytest.raises(Refused) as refused:
        drawn(path, **asked)
    return str(refused.value)


def test_a_page_is_drawn_as_wide_as_asked(tmp_path: Path) -> None:
    answer = drawn(pdf(tmp_path / "a.pdf", PAGE, PAGE), page=2, width=300)

    with Image.open(io.BytesIO(base64.b64decode(answer["base64"]))) as picture:
        assert (answer["kind"], picture.format, picture.size) == (
            "png",
            "PNG",
            (answer["width"], answer["height"]),
        )
        assert picture.size == (300, 425)
        assert picture.convert("L").getextrema()[0] < 128  # there is ink on it


def test_no_page_is_drawn_wider_than_a_screen_or_larger_than_memory(tmp_path: Path) -> None:
    page = pdf(tmp_path / "a.pdf", PAGE)
    long = tmp_path / "long.pdf"
    long.write_bytes(page.read_bytes().replace(b"[0 0 595 842]", b"[0 0 14 9842]"))

    assert drawn(page, page=1, width=90_000)["width"] == WIDEST
    assert drawn(long, page=1, width=90_000)["height"] < 70_000


def test_a_page_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refusal(pdf(tmp_path / "a.pdf", PAGE), page=2, width=300) == sentences.no_such_page(2, 1)


def test_a_file_that_is_no_pdf_cannot_be_drawn(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nnothing")

    assert refusal(tmp_path / "a.pdf", page=1, width=300) == sentences.PAGE_NOT_DRAWN
