"""Older Office files are told apart by their streams, and closed ones by how these begin."""

import struct

import pytest

from wccflow.evidence.reading import older

SECTOR = 512


def compound(name: str, start: bytes) -> bytes:
    """An older Office file with one stream that begins so, in three sectors."""
    head = bytearray(SECTOR)
    struct.pack_into("<H", head, 30, 9)
    entry = bytearray(SECTOR)
    entry[: len(name) * 2] = name.encode("utf-16-le")
    struct.pack_into("<II", entry, 116, 1, 8_000)
    return bytes(head + entry) + start.ljust(SECTOR, b"\0")


def flags(bits: int) -> bytes:
    """The beginning of a Word document with these flags."""
    return bytes(10) + struct.pack("<H", bits)


def records(*numbers: int) -> bytes:
    """Records of a workbook, four bytes each."""
    return b"".join(struct.pack("<HHI", number, 4, 0) for number in numbers)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (compound("WordDocument", b""), "doc"),
        (compound("Workbook", b""), "xls"),
        (compound("Book", b""), "xls"),
        (compound("PowerPoint Document", b""), "ppt"),
        (compound("__properties_version1.0", b""), "msg"),
        (compound("Contents", b""), "unknown"),
    ],
)
def test_the_kind_is_told_by_the_stream(content: bytes, kind: str) -> None:
    assert older.kind(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        compound("EncryptedPackage", b""),
        compound("EncryptedSummary", b""),
        compound("WordDocument", flags(0x0100)),
        compound("Workbook", records(0x0809, 0x002F)),
        compound("Book", records(0x0809, 0x0086, 0x002F)),
        b"\0\0\xf6\x0f\x20\0\0\0\x14\0\0\0\xdf\xc4\xd1\xf3",
    ],
)
def test_a_file_behind_a_password_says_so_where_it_begins(content: bytes) -> None:
    assert older.is_closed(content)


@pytest.mark.parametrize(
    "content",
    [
        compound("WordDocument", flags(0x0200)),
        compound("Workbook", records(0x0809, 0x00E1, 0x002F)),
        compound("Workbook", b""),
        compound("Workbook", b"")[:600],
        "WordDocument".encode("utf-16-le"),
        b"",
    ],
)
def test_an_open_or_broken_file_is_not_taken_for_a_closed_one(content: bytes) -> None:
    assert not older.is_closed(content)
