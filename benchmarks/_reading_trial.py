"""One file and one library in a forked child: the same limits for everyone, and what came of it."""

import contextlib
import json
import os
import re
import resource
import selectors
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SECONDS, MEMORY_MB = 20.0, 512
LONGER = 5.0  # for whoever ends his own child when the time is over
MOST_BYTES = 256 << 20
WORD = re.compile(r"\w")
READ, SILENT, REFUSED, ERROR, HANG, CRASH, MEMORY = (
    "read",
    "no text",
    "refused",
    "error",
    "hang",
    "crash",
    "memory",
)


@dataclass(frozen=True)
class Said:
    """What a library makes of a file."""

    text: str
    pages: int | None = None
    passages: int | None = None


class Declined(Exception):
    """A library says in a word why it does not read a file."""


Library = Callable[[Path], Said]


@dataclass(frozen=True)
class Trial:
    """What came of it, with what it cost."""

    outcome: str
    seconds: float
    megabytes: int
    why: str = ""
    said: Said | None = None

    @property
    def opened(self) -> bool:
        """Whether the file was opened, be there a word in it or not."""
        return self.outcome in (READ, SILENT)


def tried(library: Library, path: Path, *, keeps_limits: bool = False) -> Trial:
    """The library on the file; one that `keeps_limits` itself is given a little longer to do so."""
    hears, says = os.pipe()
    began = time.perf_counter()
    child = os.fork()
    if not child:
        os.close(hears)
        _child(library, path, says, keeps_limits=keeps_limits)
    os.close(says)
    answer, in_time = _answer(hears, SECONDS + (LONGER if keeps_limits else 0.0))
    os.close(hears)
    if not in_time:
        os.kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - began
    return _trial(answer, status, seconds, usage.ru_maxrss >> 10, in_time=in_time)


def _child(library: Library, path: Path, says: int, *, keeps_limits: bool) -> None:
    """Never comes back."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not keeps_limits:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB << 20, MEMORY_MB << 20))
    try:
        answer = json.dumps(_told(library, path)).encode()
    except MemoryError:
        answer = json.dumps({"outcome": MEMORY}).encode()
    with contextlib.suppress(OSError), os.fdopen(says, "wb") as pipe:
        pipe.write(answer)
    os._exit(0)


def _told(library: Library, path: Path) -> dict[str, object]:
    try:
        said = library(path)
    except MemoryError:
        return {"outcome": MEMORY}
    except Declined as declined:
        return {"outcome": REFUSED, "why": str(declined), "children_mb": _children_mb()}
    except Exception as fault:  # libraries break in ways of their own
        return {"outcome": ERROR, "why": type(fault).__name__}
    return {"outcome": READ, "said": vars(said), "children_mb": _children_mb()}


def _children_mb() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10


def _answer(hears: int, seconds: float) -> tuple[bytes, bool]:
    """All that the child says, and whether it came to an end in time."""
    ends, gathered = time.monotonic() + seconds, bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(hears, selectors.EVENT_READ)
        while len(gathered) < MOST_BYTES:
            if not waiting.select(max(ends - time.monotonic(), 0.0)):
                return bytes(gathered), False
            piece = os.read(hears, 1 << 16)
            if not piece:
                return bytes(gathered), True
            gathered += piece
    return bytes(gathered), False


def _trial(answer: bytes, status: int, seconds: float, megabytes: int, *, in_time: bool) -> Trial:
    if not in_time:
        return Trial(HANG, seconds, megabytes)
    try:
        told = json.loads(answer)
    except ValueError:
        return Trial(CRASH, seconds, megabytes, why=f"status {os.waitstatus_to_exitcode(status)}")
    said = Said(**told["said"]) if "said" in told else None
    outcome = SILENT if _is_silent(told, said) else told["outcome"]
    heaviest = max(megabytes, told.get("children_mb", 0))
    return Trial(outcome, seconds, heaviest, told.get("why", ""), said)


def _is_silent(told: dict[str, object], said: Said | None) -> bool:
    """Whether a file without a word was opened; we refuse such a file, which says the same."""
    return told.get("why") == "nothing_to_read" or (said is not None and not WORD.search(said.text))
