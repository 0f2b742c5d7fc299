"""Processes that write the indexes of audiences side by side, where there is enough to write."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeAlias, TypeVar

from wccflow.search import shelf
from wccflow.search.port import Entry, Put

WORTH_PROCESSES = 4_000  # entries; fewer are written sooner than a process has started
PROGRAM = "from wccflow.search import builders; builders.main()"
_ROOT = Path(__file__).resolve().parents[2]

Given = TypeVar("Given")
Wanted: TypeAlias = tuple[Path, Iterable[Put]]
"""A folder, and all that its index shall hold."""


class Crashed(Exception):
    """A process that wrote an index has ended before it was done."""


class _Builder(NamedTuple):
    process: "subprocess.Popen[bytes]"
    asked: BinaryIO
    told: BinaryIO


class Builders:
    """One process for each core, started when there is first work for them."""

    def __init__(self) -> None:
        self._started: list[_Builder] = []

    def write(self, wanted: Sequence[Wanted]) -> list[int]:
        """Write each index anew in one commit; gives their generations."""
        if len(wanted) < 2 or sum(1 for _, puts in wanted for _ in _entries(puts)) < WORTH_PROCESSES:
            return [shelf.replace_all(folder, _entries(puts)) for folder, puts in wanted]
        if not self._started:
            self._started = [_start() for _ in range(cores())]
        return self._side_by_side(wanted)

    def stop(self) -> None:
        """End the processes."""
        for each in self._started:
            with suppress(BrokenPipeError):  # it has ended already
                each.asked.close()
            each.told.close()
            each.process.wait()
        self._started.clear()

    def _side_by_side(self, wanted: Sequence[Wanted]) -> list[int]:
        busy = list(zip(self._started, wanted, strict=False))  # a batch has no more than there are cores
        for builder, each in busy:
            pickle.dump(each, builder.asked)
            builder.asked.flush()
        return [_answer(builder) for builder, _ in busy]


@contextmanager
def builders() -> Iterator[Builders]:
    """Builders that end with the work."""
    made = Builders()
    try:
        yield made
    finally:
        made.stop()


def batches(whole: Iterable[tuple[Given, Iterable[Put]]]) -> Iterator[list[tuple[Given, list[Put]]]]:
    """As many at once as there are cores, read as a whole: what is not yet asked for is not in memory."""
    read = ((what, list(puts)) for what, puts in whole)
    while batch := list(islice(read, cores())):
        yield batch


def cores() -> int:
    """How many processes may work side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def main() -> None:
    """Write one index after the other, until nothing more is asked."""
    while True:
        try:
            folder, puts = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(_written(folder, puts), sys.stdout.buffer)
        sys.stdout.flush()


def _written(folder: Path, puts: Sequence[Put]) -> int | Exception:
    try:
        return shelf.replace_all(folder, _entries(puts))
    except Exception as trouble:  # of the disk, say: it is raised where it can be told
        return trouble


def _start() -> _Builder:
    # A program of its own, since what forks a server or runs its start again may do anything.
    command = [sys.executable, "-c", PROGRAM]
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    process = subprocess.Popen(command, cwd=_ROOT, **pipes)
    return _Builder(process, process.stdin, process.stdout)  # type: ignore[arg-type]  # both are piped


def _answer(builder: _Builder) -> int:
    try:
        given = pickle.load(builder.told)
    except EOFError as end:
        raise Crashed("a process that was writing the search index has ended") from end
    if isinstance(given, Exception):
        raise given
    return int(given)


def _entries(puts: Iterable[Put]) -> Iterator[Entry]:
    return (entry for put in puts for entry in put.entries)
