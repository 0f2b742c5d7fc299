"""A zip whose directory is broken, put together again from the heads before its parts, if each is whole."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

HEAD, DIRECTORY, END, FOLLOWING = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x07\x08"
FIXED = struct.Struct("<4s5H3L2H")
CLOSED, SIZES_FOLLOW, UNICODE_NAME = 0x01, 0x08, 0x800
STORED, DEFLATED = 0, 8
CHUNK = 1 << 16
LONGEST_AFTER = 24
FARTHEST_END = (1 << 16) + 22

Check = Callable[[int, int], None]
"""Told the packed and inflated size of a part while it comes; raises when it is too much."""


class Lost(Exception):
    """A part is not whole: half a document would be taken for all of it."""


def rebuilt(content: bytes, most_parts: int, most_bytes: int, check: Check) -> io.BytesIO:
    """The zip with a directory again; raises Lost where a part is broken or they are too much together."""
    if END not in content[-FARTHEST_END:]:  # It was cut off on its way: a fresh copy is the remedy.
        raise Lost
    made = io.BytesIO()
    at = 0
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        while content.startswith(HEAD, at) and len(archive.infolist()) <= most_parts:
            name, data, at = _part(content, at, check)
            archive.writestr(zipfile.ZipInfo(name), data)
            if made.tell() > most_bytes:
                raise Lost
        if not archive.infolist():
            raise Lost
    if HEAD in content[at:]:
        raise Lost
    made.seek(0)
    return made


def _part(content: bytes, at: int, check: Check) -> tuple[str, bytes, int]:
    """The name and bytes of the part whose head stands here, and where the next one does."""
    try:
        _, _, flags, method, _, _, crc, packed, _, named, more = FIXED.unpack_from(content, at)
    except struct.error as fault:
        raise Lost from fault
    start = at + FIXED.size + named + more
    spelt = content[at + FIXED.size : at + FIXED.size + named]
    if flags & CLOSED or method not in (STORED, DEFLATED) or (flags & SIZES_FOLLOW and method == STORED):
        raise Lost
    data, end = _bytes(content, start, None if flags & SIZES_FOLLOW else packed, method, check)
    if flags & SIZES_FOLLOW:
        crc, end = _after(content, end)
    if zlib.crc32(data) != crc:
        raise Lost
    return spelt.decode("utf-8" if flags & UNICODE_NAME else "cp437", "replace"), data, end


def _bytes(content: bytes, start: int, packed: int | None, method: int, check: Check) -> tuple[bytes, int]:
    """The bytes of a part and where they end."""
    end = len(content) if packed is None else start + packed
    if end > len(content):
        raise Lost
    if method == STORED:
        check(end - start, end - start)
        return content[start:end], end
    inflating, gathered, place = zlib.decompressobj(-zlib.MAX_WBITS), bytearray(), start
    try:
        while not inflating.eof and place < end:
            given = content[place : min(place + CHUNK, end)]
            gathered += inflating.decompress(given)
            place += len(given)
            check(place - start, len(gathered))
    except zlib.error as fault:
        raise Lost from fault
    if not inflating.eof:
        raise Lost
    return bytes(gathered), place - len(inflating.unused_data)


def _after(content: bytes, at: int) -> tuple[int, int]:
    """The checksum that follows a part, and where the next head or the directory stands."""
    at += 4 if content.startswith(FOLLOWING, at) else 0
    if at + 4 > len(content):
        raise Lost
    (crc,) = struct.unpack_from("<L", content, at)
    next_heads = (content.find(mark, at + 4, at + LONGEST_AFTER) for mark in (HEAD, DIRECTORY, END))
    return crc, min((found for found in next_heads if found >= 0), default=len(content))
