"""The ends of files: a zip's says how long its directory is, and a PDF's that it is one."""

import os
import struct
from pathlib import Path
from typing import IO

END, END_LENGTH = b"PK\x05\x06", 22
LONG_END = b"PK\x06\x06"
PDF_END, PDF_END_LENGTH = b"startxref", 2_048
LONGEST_REMARK = 0xFFFF
NOT_HERE, NOT_HERE_EITHER = 0xFFFF, 0xFFFFFFFF
MOST_ENTRIES, MOST_BYTES = 20_000, 4 << 20  # more would take long to list, even unread


def directory_is_bearable(stream: IO[bytes]) -> bool:
    """Whether the directory may be listed by whoever must not be kept long; also where there is none."""
    size = stream.seek(0, os.SEEK_END)
    start = max(0, size - END_LENGTH - LONGEST_REMARK - 128)
    stream.seek(start)
    return _is_bearable(stream.read(size - start))


def may_be_mended(stream: IO[bytes]) -> bool:
    """Whether a zip came whole to its end, so that the child may put it together without its directory."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - END_LENGTH - LONGEST_REMARK))
    return END in stream.read()


def ends_as_pdf(file: Path | IO[bytes]) -> bool:
    """Whether a file ends as a PDF does: some have lost their beginning and are read all the same."""
    if isinstance(file, Path):
        with file.open("rb") as stream:
            return ends_as_pdf(stream)
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - PDF_END_LENGTH))
    return PDF_END in file.read(PDF_END_LENGTH)


def _is_bearable(tail: bytes) -> bool:
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + END_LENGTH:
        return True
    entries, length = struct.unpack_from("<HI", tail, at + 10)
    if entries == NOT_HERE or length == NOT_HERE_EITHER:
        there = tail.rfind(LONG_END, 0, at)
        if there < 0 or len(tail) < there + 48:
            return False
        entries, length = struct.unpack_from("<QQ", tail, there + 32)
    return bool(entries <= MOST_ENTRIES and length <= MOST_BYTES)
