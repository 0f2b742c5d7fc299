"""Pictures of a file are drawn anew: small enough, without hidden words, or refused with a sentence."""

import base64
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.evidence.reading.files import packed, paragraph, word_parts
from wccflow.base.errors import Refused
from wccflow.evidence.reading import picture, process, sentences
from wccflow.evidence.reading.limits import Limits


def painted(kind: str, size: tuple[int, int] = (400, 200), mode: str = "RGB", **options: Any) -> bytes:
    """A picture in one colour."""
    written = BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else 0).save(written, kind, **options)
    return written.getvalue()


def opened(answer: dict[str, Any]) -> Image.Image:
    """The picture that an answer holds."""
    return Image.open(BytesIO(base64.b64decode(answer["base64"])))


def test_the_child_draws_a_picture_of_a_word_file(tmp_path: Path) -> None:
    name = "word/media/image1.png"
    path = packed(tmp_path / "a.docx", {**word_parts(paragraph("x")), name: painted("PNG")})
    asked = {"name": name, "most": 100}

    answer = process.ask_child(
        path, "a.docx", Limits(), deadline=time.monotonic() + 20, what="picture", asked=asked
    )

    assert (answer["kind"], answer["width"], answer["height"]) == ("png", 100, 50)
    assert opened(answer).size == (100, 50)


def test_a_picture_that_is_not_in_the_file_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.docx", word_parts(paragraph("x")))

    with pytest.raises(Refused, match="cannot be shown here"):
        picture.answer(path, "a.docx", Limits(), {"name": "word/media/none.png", "most": 100})


def test_a_photograph_stays_one_and_loses_what_it_said_of_itself() -> None:
    said = Image.Exif()
    said[0x010E] = "taken by A Person at home"
    content = painted("JPEG", exif=said.tobytes())

    answer = picture.drawn_anew(content, 1_000)

    assert (answer["kind"], opened(answer).size, dict(opened(answer).getexif())) == ("jpeg", (400, 200), {})


def test_a_photograph_that_lies_on_its_side_is_set_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6

    answer = picture.drawn_anew(painted("JPEG", exif=turned.tobytes()), 1_000)

    assert (answer["width"], answer["height"]) == (200, 400)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_kinds_become_png(kind: str) -> None:
    answer = picture.drawn_anew(painted(kind), 1_000)

    assert (answer["kind"], answer["width"]) == ("png", 400)


def test_what_is_seen_through_stays_so() -> None:
    assert opened(picture.drawn_anew(painted("PNG", mode="RGBA"), 50)).mode == "RGBA"


def test_a_small_picture_is_not_made_larger() -> None:
    assert picture.drawn_anew(painted("PNG", (20, 10)), 1_000)["width"] == 20


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd7\xcd\xc6\x9a drawing", sentences.PICTURE_IN_COMMANDS),
        (b"\x89PNG\r\n\x1a\n broken", sentences.PICTURE_BROKEN),
        (b"%!PS-Adobe-3.0 EPSF-3.0", sentences.PICTURE_BROKEN),
        (painted("PNG")[:150], sentences.PICTURE_BROKEN),
        (painted("PNG", (20_000, 2_001), "1"), sentences.PICTURE_TOO_LARGE),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        picture.drawn_anew(content, 500)

    assert str(refused.value) == sentence
