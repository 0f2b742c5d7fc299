"""The checksums of an index's files: they find the flipped bit that the engine would read past."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeAlias

Sums: TypeAlias = Mapping[str, str]
"""The checksum of each file by its name."""

Stamp: TypeAlias = tuple[tuple[int, int, int], ...]
"""Changes whenever somebody writes, replaces or deletes one of the files."""

_SUFFIXES = {".toc", ".seg"}
_SHORT = partial(hashlib.blake2b, digest_size=16)


def of(content: bytes) -> str:
    """The checksum of some bytes."""
    return _SHORT(content).hexdigest()


def taken(folder: Path, known: Sums) -> dict[str, str]:
    """The checksums of all files of the index; those known stay, for no file is ever written twice."""
    return {path.name: known.get(path.name) or _of_file(path) for path in sorted(_files(folder))}


def agree(folder: Path, sums: Sums) -> bool:
    """Whether every file is there and as it was written."""
    try:
        return all(_of_file(folder / name) == known for name, known in sums.items())
    except OSError:
        return False


def stamp(folder: Path | str, sums: Sums) -> Stamp | None:
    """The files' stamp, which costs no reading of them; None when one is gone."""
    within = os.fspath(folder)
    found = [file_stamp(f"{within}/{name}") for name in sums]
    return tuple(each for each in found if each) if all(found) else None


def file_stamp(path: str) -> tuple[int, int, int] | None:
    """The stamp of one file; None when it is gone. Asked of every file at every search."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if path.suffix in _SUFFIXES)


def _of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, _SHORT).hexdigest()
