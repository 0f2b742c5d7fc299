"""One zip file, the same byte for byte whenever it is made: names in order, one date, nothing compressed.

Nothing is compressed, since what a compressor writes depends on its version, and so that no bomb fits in.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can tell
MOST_FILES = 20_000
MOST_BYTES = 2 << 30
LARGEST_FILE = 256 << 20
_DAY = (DATE[0] - 1980) << 9 | DATE[1] << 5 | DATE[2]
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_HEAD = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_TAIL = struct.Struct("<4s4H2LH")
_VERSION, _MADE_BY, _UTF_8 = 20, 3 << 8 | 20, 0x800
_ATTRIBUTES = 0o100644 << 16


class NotOurs(Exception):
    """The file is no release as this program writes one; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file inside: where its head begins, how long it is, and its checksum."""

    name: str
    offset: int
    size: int
    crc: int


class Writer:
    """Writes files one after the other into a stream; `close` adds the directory."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._entries: list[Entry] = []
        self._offset = 0

    def add(self, name: str, content: bytes) -> None:
        """Add a file; names come in order, each once."""
        if self._entries and self._entries[-1].name >= name:
            raise ValueError(f"{name} comes too late: files are written in the order of their names")
        entry = Entry(name, self._offset, len(content), zlib.crc32(content))
        self._write(_head(entry))
        self._write(content)
        self._entries.append(entry)

    def close(self) -> None:
        """Write the directory, after which nothing can be added."""
        begins = self._offset
        for entry in self._entries:
            self._write(_listed(entry))
        self._write(_tail(len(self._entries), self._offset - begins, begins))

    def _write(self, content: bytes) -> None:
        if self._offset + len(content) > MOST_BYTES:
            raise ValueError(f"a release holds at most {MOST_BYTES} bytes")
        self._stream.write(content)
        self._offset += len(content)


def entries(stream: IO[bytes]) -> list[Entry]:
    """The files of a zip that this program wrote. Raises NotOurs for any other, unpacking nothing."""
    stream.seek(0, 2)
    length = stream.tell()
    if length < _TAIL.size:
        raise NotOurs("This is no zip file.")
    if length > MOST_BYTES:
        raise NotOurs("The file is larger than a release can be.")
    count, size, begins = _directory(stream, length)
    stream.seek(begins)
    directory = stream.read(size)
    found, place, offset = [], 0, 0
    for _ in range(count):
        entry, place = _read_entry(directory, place)
        if entry.offset != offset:
            raise NotOurs(f"{entry.name} does not stand where the file before it ends.")
        offset = entry.offset + len(_head(entry)) + entry.size
        found.append(entry)
    if place != size or offset != begins:
        raise NotOurs("There is something between the files and their directory that belongs to neither.")
    _check_names([each.name for each in found])
    return found


def read(stream: IO[bytes], entry: Entry) -> bytes:
    """The content of one file. Raises NotOurs when its head was touched."""
    stream.seek(entry.offset)
    expected = _head(entry)
    if stream.read(len(expected)) != expected:
        raise NotOurs(f"{entry.name}: what is written before its content is not as it was made.")
    return stream.read(entry.size)


def head_size(entry: Entry) -> int:
    """How many bytes stand before the content of a file."""
    return len(_head(entry))


def faults_of_sums(stream: IO[bytes], found: list[Entry]) -> Iterator[str]:
    """The files whose content is not what the directory says."""
    for entry in found:
        if zlib.crc32(read(stream, entry)) != entry.crc:
            yield entry.name


def _directory(stream: IO[bytes], length: int) -> tuple[int, int, int]:
    stream.seek(length - _TAIL.size)
    mark, disk, first, here, count, size, begins, comment = _TAIL.unpack(stream.read(_TAIL.size))
    if mark != _END or comment:
        raise NotOurs("This is no zip file, or something was added to its end.")
    if disk or first or here != count or begins + size + _TAIL.size != length:
        raise NotOurs("The zip file's directory is not as it was made.")
    if count > MOST_FILES:
        raise NotOurs(f"The file says that it holds {count:,} files, more than a release can have.")
    return count, size, begins


def _read_entry(directory: bytes, place: int) -> tuple[Entry, int]:
    if place + _ENTRY.size > len(directory):
        raise NotOurs("The zip file's directory ends too soon.")
    fields = _ENTRY.unpack_from(directory, place)
    method, crc, packed, size, name_length = fields[4], fields[7], fields[8], fields[9], fields[10]
    raw = directory[place + _ENTRY.size : place + _ENTRY.size + name_length]
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise NotOurs("A name in the zip file cannot be read.") from None
    if method or packed != size:
        raise NotOurs(
            f"{name} is compressed. Nothing in a release is: it might be a bomb, so it is not opened."
        )
    if size > LARGEST_FILE:
        raise NotOurs(f"{name} says that it is {size:,} bytes long, more than a file of a release can be.")
    if fields[15] != _ATTRIBUTES:
        raise NotOurs(f"{name} is not a plain file, but a link, a folder or something else.")
    entry = Entry(name, fields[16], size, crc)
    end = place + len(_listed(entry))
    if directory[place:end] != _listed(entry):
        raise NotOurs(f"{name}: what the zip file's directory says of it is not as it was made.")
    return entry, end


def _check_names(names: list[str]) -> None:
    for name in names:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or str(path) != name:
            raise NotOurs(f"“{name}” would lead out of the folder into which it is unpacked.")
    if sorted(set(names)) != names:
        raise NotOurs("The files are not in the order of their names, or one is there twice.")


def _head(entry: Entry) -> bytes:
    name = entry.name.encode()
    fields = (_VERSION, _UTF_8, 0, 0, _DAY, entry.crc, entry.size, entry.size, len(name), 0)
    return _HEAD.pack(_LOCAL, *fields) + name


def _listed(entry: Entry) -> bytes:
    name = entry.name.encode()
    told = (_MADE_BY, _VERSION, _UTF_8, 0, 0, _DAY, entry.crc, entry.size, entry.size, len(name))
    return _ENTRY.pack(_CENTRAL, *told, 0, 0, 0, 0, _ATTRIBUTES, entry.offset) + name


def _tail(count: int, size: int, begins: int) -> bytes:
    return _TAIL.pack(_END, 0, 0, count, count, size, begins, 0)
