"""How much memory a program and all that it started take, asked from outside: it cannot limit itself so."""

import contextlib
import os
import subprocess
import time
from pathlib import Path

LOOK_EVERY = 0.1  # seconds
GROUP, RESIDENT_PAGES = 2, 21  # places in /proc/<pid>/stat behind the name of the program
PAGE = os.sysconf("SC_PAGE_SIZE")


class TooMuchMemory(Exception):
    """The program and what it started took more than they may."""


def wait(child: "subprocess.Popen[bytes]", deadline: float, *, memory_mb: int) -> None:
    """Wait until the child has ended. Raises TimeoutError at the deadline, TooMuchMemory beyond."""
    while child.poll() is None:
        if time.monotonic() >= deadline:
            raise TimeoutError
        if memory_of(child.pid) > memory_mb << 20:
            raise TooMuchMemory
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(LOOK_EVERY)


def memory_of(group: int) -> int:
    """The bytes of memory that the processes of a group have in use; 0 where the system does not tell."""
    return sum(_resident(process, group) for process in Path("/proc").glob("[0-9]*"))


def _resident(process: Path, group: int) -> int:
    try:
        told = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended meanwhile
        return 0
    return int(told[RESIDENT_PAGES]) * PAGE if int(told[GROUP]) == group else 0
