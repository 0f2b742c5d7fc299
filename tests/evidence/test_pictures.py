"""Pictures out of filed files: drawn once by the child, kept for a while, and never believed unseen."""

import io
import os
from pathlib import Path
from threading import BoundedSemaphore

import pytest
from PIL import Image

from tests.evidence.conftest import Desk
from wccflow.base.errors import NotFound, Refused
from wccflow.evidence import actions, pictures, queries
from wccflow.evidence.arriving import receive
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import Passage, Picture, Reading
from wccflow.evidence.settling import settle_reading


def pdf() -> bytes:
    """A PDF of two pages."""
    made = io.BytesIO()
    Image.new("RGB", (200, 300), "white").save(
        made, "PDF", save_all=True, append_images=[Image.new("RGB", (200, 300), "blue")]
    )
    return made.getvalue()


@pytest.fixture
def version(desk: Desk) -> Version:
    """A PDF of two pages as it was filed, said to hold a picture that is not in it."""
    world = desk.world
    received = receive(desk.files, io.BytesIO(pdf()), name="plan.pdf", max_bytes=1_000_000)
    passage = Passage("p-0000000001", "paragraph", "Text.", page=1)
    reading = Reading("pdf", 2, (passage,), (), pictures=(Picture("nothing.png"),))
    with world.database.writing():
        made = actions.file(world.case(), "jsna", received, by=world.reach(desk.lead), now=world.now)
        settle_reading(made.id, reading, now=world.now)
    with world.database.reading():
        return queries.version_by_id(made.id)


def kept(desk: Desk) -> list[Path]:
    return sorted((desk.files.folder / pictures.FOLDER).glob("*"))


def test_a_page_is_drawn_once_and_kept(desk: Desk, version: Version) -> None:
    with desk.world.database.reading():
        first = pictures.page(version, 1)
        (file,) = kept(desk)
        again = pictures.page(version, 1)

    assert first == again
    assert file.read_bytes() == first.content
    with Image.open(io.BytesIO(first.content)) as image:
        assert image.width <= pictures.PAGE_WIDTH


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_that_is_not_there_is_not_found(desk: Desk, version: Version, number: int) -> None:
    with desk.world.database.reading(), pytest.raises(NotFound):
        pictures.page(version, number)


def test_a_picture_that_is_not_there_is_not_found(desk: Desk, version: Version) -> None:
    with desk.world.database.reading(), pytest.raises(NotFound):
        pictures.picture(version, 7)


def test_a_picture_that_cannot_be_drawn_is_refused_and_never_tried_again(
    desk: Desk, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.world.database.reading(), pytest.raises(Refused) as refusal:
        pictures.picture(version, 0)
    monkeypatch.setattr(pictures, "_turns", BoundedSemaphore(1))
    with pictures._turns, desk.world.database.reading(), pytest.raises(Refused) as again:
        pictures.picture(version, 0)

    assert str(refusal.value).endswith(".")
    assert str(again.value) == str(refusal.value)


def test_a_picture_refused_because_many_are_drawn_is_tried_again(
    desk: Desk, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = BoundedSemaphore(1)
    monkeypatch.setattr(pictures, "_turns", turns)
    monkeypatch.setattr(pictures, "WAIT_SECONDS", 0.01)
    with turns, desk.world.database.reading(), pytest.raises(Refused, match="Many pictures"):
        pictures.page(version, 1)

    with desk.world.database.reading():
        drawn = pictures.page(version, 1)

    assert drawn.kind in pictures.SIGNATURES


def test_only_a_pdf_has_pages_to_show(desk: Desk) -> None:
    version = desk.file("jsna", "Text.")

    with desk.world.database.reading():
        assert not pictures.has_pages(version)
        with pytest.raises(NotFound):
            pictures.page(version, 1)


def test_what_was_not_looked_at_for_longest_makes_room(
    desk: Desk, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.world.database.reading():
        first = pictures.page(version, 1)
        (old,) = kept(desk)
        os.utime(old, (1, 1))
        monkeypatch.setattr(pictures, "MOST_KEPT_BYTES", len(first.content) + 10)
        pictures.page(version, 2)

    assert [path == old for path in kept(desk)] == [False]


def test_a_kept_file_that_is_no_picture_is_drawn_anew(desk: Desk, version: Version) -> None:
    with desk.world.database.reading():
        first = pictures.page(version, 1)
        (file,) = kept(desk)
        file.write_bytes(b"<svg onload=alert(1)>")

        assert pictures.page(version, 1) == first
