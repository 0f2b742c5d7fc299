"""Starting a rehearsal in a process of its own, listening to it, ending it when nobody wants it any more."""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from wccflow.base.errors import Refused
from wccflow.rehearsal.wanted import Wanted

CHILD = "wccflow.rehearsal.child"
LOOK_SECONDS = 0.5
CHUNK = 1 << 16
TOO_LONG = "The rehearsal took too long and was ended. Try fewer organisations."
STOPPED = "The rehearsal was stopped."

_PROJECT = Path(__file__).resolve().parents[2]

Percent = Callable[[int], None]


def run(
    wanted: Wanted,
    *,
    told: Percent = lambda percent: None,
    is_unwanted: Callable[[], bool] = lambda: False,
    seconds: float = 900.0,
) -> dict[str, Any]:
    """The report of a rehearsal played by a child with limits. Raises Refused when it ends without."""
    with (
        tempfile.TemporaryFile() as faults,
        tempfile.TemporaryDirectory(prefix="wccflow-rehearsal-") as folder,
    ):
        child = _start(folder, faults)
        try:
            _hand_over(child, wanted)
            return _listen(child, told, is_unwanted, time.monotonic() + seconds)
        except _Broken as broken:
            faults.seek(0)
            lines = faults.read().decode(errors="replace").split("\n")
            last = next((line for line in reversed(lines) if line.strip()), "")
            raise Refused(f"The rehearsal broke off. {last}".strip()) from broken
        finally:
            _end(child)


class _Broken(Exception):
    """The child ended without a report."""


def _start(folder: str, faults: IO[bytes]) -> "subprocess.Popen[bytes]":
    """A child with a session of its own, an empty folder, and no environment but where the code is.

    One thread does the sums, so that nothing depends on how many processors there are.
    """
    return subprocess.Popen(
        [sys.executable, "-s", "-P", "-B", "-X", "utf8", "-m", CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=faults,
        cwd=folder,
        env={"PYTHONPATH": str(_PROJECT), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        start_new_session=True,
    )


def _hand_over(child: "subprocess.Popen[bytes]", wanted: Wanted) -> None:
    if child.stdin is not None:
        with contextlib.suppress(BrokenPipeError), child.stdin as stream:
            stream.write(json.dumps(wanted.document).encode())


def _listen(
    child: "subprocess.Popen[bytes]", told: Percent, is_unwanted: Callable[[], bool], deadline: float
) -> dict[str, Any]:
    for line in _lines(child, is_unwanted, deadline):
        try:
            said = json.loads(line)
        except ValueError as fault:
            raise _Broken from fault
        if "report" in said:
            return dict(said["report"])
        told(int(said["percent"]))
    raise _Broken


def _lines(
    child: "subprocess.Popen[bytes]", is_unwanted: Callable[[], bool], deadline: float
) -> Iterator[bytes]:
    """Each line that the child says, until it hangs up."""
    stream = child.stdout
    if stream is None:  # It was asked for a few lines above.
        raise _Broken
    gathered = b""
    with stream, selectors.DefaultSelector() as waiting:
        waiting.register(stream, selectors.EVENT_READ)
        while True:
            if is_unwanted():
                raise Refused(STOPPED)
            if time.monotonic() > deadline:
                raise Refused(TOO_LONG)
            if not waiting.select(LOOK_SECONDS):
                continue
            chunk = os.read(stream.fileno(), CHUNK)
            if not chunk:
                return
            *whole, gathered = (gathered + chunk).split(b"\n")
            yield from whole


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the child and all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
