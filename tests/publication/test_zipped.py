"""The zip file of a release: the same bytes always, and nothing in it can be touched unseen."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wccflow.publication import zipped
from wccflow.publication.zipped import NotOurs, Writer


def packed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    writer = Writer(made)
    for name in sorted(files):
        writer.add(name, files[name])
    writer.close()
    return made.getvalue()


def read(content: bytes) -> dict[str, bytes]:
    stream = io.BytesIO(content)
    return {each.name: zipped.read(stream, each) for each in zipped.entries(stream)}


FILES = {"a/é.txt": b"one", "b.txt": b"two" * 40, "c/empty.txt": b""}


def test_another_program_reads_what_we_wrote() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as package:
        assert {name: package.read(name) for name in package.namelist()} == FILES
        assert package.testzip() is None


@given(st.dictionaries(st.text("abcé", min_size=1), st.binary()))
def test_what_is_written_is_read_again(files: dict[str, bytes]) -> None:
    assert read(packed(files)) == files


def test_every_single_bit_that_is_flipped_is_found() -> None:
    content = packed(FILES)

    unseen = []
    for place in range(len(content) * 8):
        touched = bytearray(content)
        touched[place // 8] ^= 1 << place % 8
        stream = io.BytesIO(bytes(touched))
        try:
            if not list(zipped.faults_of_sums(stream, zipped.entries(stream))):
                unseen.append(place)
        except NotOurs:
            continue

    assert unseen == []


def test_names_come_in_their_order_and_once() -> None:
    writer = Writer(io.BytesIO())
    writer.add("b", b"")

    with pytest.raises(ValueError, match="a comes too late"):
        writer.add("a", b"")
    with pytest.raises(ValueError, match="b comes too late"):
        writer.add("b", b"")


@pytest.mark.parametrize("name", ["../a", "/a", "a/../b", "c:\\a", "a\\b", "a//b"])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    made = io.BytesIO()
    writer = Writer(made)
    writer.add(name, b"")
    writer.close()

    with pytest.raises(NotOurs, match="would lead out"):
        zipped.entries(made)


@pytest.mark.parametrize("size", [0, 10, 200])
def test_what_is_no_zip_is_refused(size: int) -> None:
    with pytest.raises(NotOurs):
        zipped.entries(io.BytesIO(b"x" * size))
