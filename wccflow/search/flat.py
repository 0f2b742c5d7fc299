"""Arrays in one file, of which parts are read as they are asked for: nothing else is ever in memory."""

import json
import os
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]

_MAGIC = b"flat0001"
_ALIGNED = 8


class Damaged(Exception):
    """The files of an index contradict themselves."""


def write(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write the arrays to a new file, each number in as few bytes as the largest of its array needs."""
    packed = {name: np.ascontiguousarray(_narrow(array)) for name, array in arrays.items()}
    at, places = 0, {}
    for name, array in packed.items():
        places[name] = (array.dtype.str, at, len(array))
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    head = json.dumps(places).encode()
    head += b" " * (-len(head) % _ALIGNED)
    with path.open("wb") as file:
        file.write(_MAGIC + len(head).to_bytes(_ALIGNED, "little") + head)
        for array in packed.values():
            file.write(array.tobytes())
            file.write(bytes(-array.nbytes % _ALIGNED))


class Flat:
    """The arrays of a file, which stays open as long as this is there, even when it is deleted.

    It is not mapped: what is mapped of a whole nation would count as half a gigabyte of memory, and a file
    that is cut short would end the program. Any number of threads may read it. Raises Damaged.
    """

    def __init__(self, path: Path) -> None:
        file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, file)
        self._file = file
        self.name = path.name
        head = self._read(0, 2 * _ALIGNED)
        if head[:_ALIGNED] != _MAGIC:
            raise Damaged(f"{self.name} is not of this format")
        length = int.from_bytes(head[_ALIGNED:], "little")
        start = 2 * _ALIGNED + length
        self._places: dict[str, tuple[Any, int, int, int]] = {
            name: (np.dtype(kind), np.dtype(kind).itemsize, start + at, count)
            for name, (kind, at, count) in json.loads(self._read(2 * _ALIGNED, length)).items()
        }

    def count(self, name: str) -> int:
        """How many numbers an array has."""
        return self._places[name][3]

    def cut(self, name: str, first: int = 0, last: int | None = None) -> Array:
        """The numbers of an array from one to before another."""
        return np.frombuffer(self.raw(name, first, last), self._places[name][0])

    def raw(self, name: str, first: int = 0, last: int | None = None) -> bytes:
        """The same as they are written."""
        _, size, at, count = self._places[name]
        last = count if last is None else last
        if not 0 <= first <= last <= count:
            raise Damaged(f"{self.name} has no {first} to {last} among the {count} of {name}")
        return self._read(at + first * size, (last - first) * size)

    def _read(self, at: int, size: int) -> bytes:
        found = os.pread(self._file, size, at)
        if len(found) != size:
            raise Damaged(f"{self.name} ends early")
        return found


def _narrow(array: Array) -> Array:
    if array.dtype.kind not in "iu" or array.dtype == np.uint64:
        return array
    most = int(array.max(initial=0))
    kind = next(kind for kind in (np.uint8, np.uint16, np.uint32, np.int64) if most <= np.iinfo(kind).max)
    return array.astype(kind)
