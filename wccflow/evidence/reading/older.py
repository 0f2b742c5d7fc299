"""What an older Office file (.doc, .xls, .ppt) is, and whether a password closes it."""

import re
import struct

STREAMS = {
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "WORKBOOK": "xls",
    "BOOK": "xls",
    "PowerPoint Document": "ppt",
    "__substg1.0_": "msg",
    "__properties_": "msg",
}
BEHIND_A_PASSWORD = ("EncryptedPackage", "EncryptedSummary")
ENTRY_LENGTH, START_AT, SIZE_AT, SECTOR_SHIFT_AT = 128, 116, 120, 30
SMALLEST_ON_ITS_OWN = 4_096
WORD_FLAGS_AT, WORD_IS_ENCRYPTED = 10, 0x0100
POWERPOINT_PASSWORD = re.compile(rb"\x00\x00\xf6\x0f.{4}\x14\x00\x00\x00\xdf\xc4\xd1\xf3", re.S)
EXCEL_BEGIN, EXCEL_PASSWORD, EXCEL_WRITE_PROTECTED = (0x0009, 0x0209, 0x0409, 0x0809), 0x002F, 0x0086


def kind(content: bytes) -> str:
    """The kind of an older Office file by its streams; "unknown" for what is no document."""
    return next((kind for name, kind in STREAMS.items() if _spelt(name) in content), "unknown")


def is_closed(content: bytes) -> bool:
    """Whether a password closes the file: a newer one is wrapped whole, others say so where they begin."""
    if any(_spelt(name) in content for name in BEHIND_A_PASSWORD):
        return True
    if POWERPOINT_PASSWORD.search(content):  # how the record of its last user begins
        return True
    return _word_is_closed(_begins(content, "WordDocument")) or any(
        _excel_is_closed(_begins(content, name)) for name in ("Workbook", "Book", "WORKBOOK", "BOOK")
    )


def _spelt(name: str) -> bytes:
    """How the directory spells the name of a stream."""
    return name.encode("utf-16-le")


def _begins(content: bytes, name: str) -> bytes:
    """The first sector of a stream; empty where there is none, or one too small to have a sector."""
    key = _spelt(name) + b"\0\0"
    at = content.find(key)
    while at >= 0 and at % ENTRY_LENGTH:
        at = content.find(key, at + 1)
    if at < 0 or at + ENTRY_LENGTH > len(content):
        return b""
    (shift,) = struct.unpack_from("<H", content, SECTOR_SHIFT_AT)
    start, size = struct.unpack_from("<II", content, at + START_AT)
    if size < SMALLEST_ON_ITS_OWN or shift not in (9, 12):
        return b""
    return content[(start + 1) << shift : (start + 2) << shift]


def _word_is_closed(start: bytes) -> bool:
    if len(start) < WORD_FLAGS_AT + 2:
        return False
    (flags,) = struct.unpack_from("<H", start, WORD_FLAGS_AT)
    return bool(flags & WORD_IS_ENCRYPTED)


def _excel_is_closed(start: bytes) -> bool:
    """Whether the record of a password follows the beginning."""
    at = 0
    while at + 4 <= len(start):
        record, length = struct.unpack_from("<HH", start, at)
        if record == EXCEL_PASSWORD:
            return True
        if record not in (*EXCEL_BEGIN, EXCEL_WRITE_PROTECTED):
            return False
        at += 4 + length
    return False
