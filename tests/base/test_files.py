"""The store of files: named by content, safe before any row, never half there."""

import io

import pytest

from wccflow.base.errors import NotFound, Refused
from wccflow.base.files import FileStore


def test_a_file_is_kept_under_its_hash(files: FileStore) -> None:
    kept = files.keep(io.BytesIO(b"hello"), max_bytes=100)

    assert kept.size == 5
    assert files.path(kept.sha256).read_bytes() == b"hello"
    assert files.sound(kept.sha256, 5)


def test_the_same_bytes_are_kept_once(files: FileStore) -> None:
    first = files.keep(io.BytesIO(b"hello"), max_bytes=100)
    second = files.keep(io.BytesIO(b"hello"), max_bytes=100)

    assert first == second
    assert len([path for path in files.folder.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "The file is empty."), (b"x" * 2_000_000, "The file is larger than 1 MB.")],
)
def test_a_refused_file_leaves_nothing_behind(files: FileStore, content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        files.keep(io.BytesIO(content), max_bytes=1 << 20)

    assert [path for path in files.folder.rglob("*") if path.is_file()] == []


def test_a_changed_byte_is_seen(files: FileStore) -> None:
    kept = files.keep(io.BytesIO(b"hello"), max_bytes=100)
    path = files.path(kept.sha256)
    path.chmod(0o600)
    path.write_bytes(b"jello")

    assert not files.sound(kept.sha256, 5)


def test_an_absent_file_is_not_found(files: FileStore) -> None:
    with pytest.raises(NotFound):
        files.path("0" * 64)
