"""Opening a zip that calls itself a release: ours as it was made, others with care, hostile ones not."""

import stat
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from wccflow.publication import zipped
from wccflow.publication.zipped import LARGEST_FILE, MOST_BYTES, MOST_FILES, Entry, NotOurs

MOST_TIMES = 200  # a file that unpacks to more times its size is taken for a bomb
_ENCRYPTED = 0x1
REPACKED = "The zip file itself is not as it was made: {why}"


class Hostile(Exception):
    """The file is not opened at all; the sentence says why."""


@dataclass(slots=True)
class Opened:
    """The files inside, read one at a time, and what is wrong with the packing."""

    stream: IO[bytes]
    ours: dict[str, Entry]
    other: zipfile.ZipFile | None
    faults: list[str]

    @property
    def names(self) -> list[str]:
        """The names of the files."""
        return list(self.ours) if self.other is None else [each.filename for each in self.other.infolist()]

    def content(self, name: str) -> bytes | None:
        """The content of a file; None when it cannot be read."""
        if self.other is None:
            return self._ours(self.ours[name])
        try:
            with self.other.open(name) as file:
                found = file.read(LARGEST_FILE + 1)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
            return None
        return found if len(found) <= LARGEST_FILE else None

    def _ours(self, entry: Entry) -> bytes | None:
        try:
            return zipped.read(self.stream, entry)
        except NotOurs as fault:
            self.faults.append(str(fault))
            self.stream.seek(entry.offset + zipped.head_size(entry))
            return self.stream.read(entry.size)


def opened(stream: IO[bytes]) -> Opened:
    """The files of a release. Raises Hostile for what is dangerous, or no zip file at all."""
    try:
        return Opened(stream, {each.name: each for each in zipped.entries(stream)}, None, [])
    except NotOurs as fault:
        return _another(stream, str(fault))


def _another(stream: IO[bytes], why: str) -> Opened:
    """A zip that was packed by something else, when nothing in it is dangerous."""
    stream.seek(0)
    try:
        package = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Hostile("This is no zip file, or its directory cannot be read.") from None
    infos = package.infolist()
    if len(infos) > MOST_FILES:
        raise Hostile(f"It says that it holds {len(infos):,} files, more than a release can have.")
    if sum(each.file_size for each in infos) > MOST_BYTES:
        raise Hostile("It says that it unpacks to more than a release can hold: it is not opened.")
    for each in infos:
        _check(each)
    names = [each.filename for each in infos]
    twice = sorted({each for each in names if names.count(each) > 1}) if len(set(names)) < len(names) else []
    if twice:
        raise Hostile(f"It holds {twice[0]} twice, and nobody could tell which of the two is read.")
    return Opened(stream, {}, package, [REPACKED.format(why=why)])


def _check(info: zipfile.ZipInfo) -> None:
    name, path = info.filename, PurePosixPath(info.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not name.isprintable():
        raise Hostile(f"“{name}” would lead out of the folder into which it is unpacked.")
    kind = info.external_attr >> 16
    if kind and not stat.S_ISREG(kind) and not info.is_dir() and stat.S_IFMT(kind):
        raise Hostile(f"{name} is not a plain file, but a link or something else.")
    if info.flag_bits & _ENCRYPTED:
        raise Hostile(f"{name} is encrypted. Nothing in a release is.")
    if info.file_size > LARGEST_FILE:
        raise Hostile(f"{name} says that it is {info.file_size:,} bytes long, more than a file can be.")
    if info.file_size > MOST_TIMES * max(info.compress_size, 1024):
        raise Hostile(f"{name} would unpack to {MOST_TIMES} times its size and more: it may be a bomb.")
