"""Starting the child, listening to it for so long and so much, and ending it with all that it started."""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from wccflow.base.errors import Refused
from wccflow.evidence.reading import progress, sentences
from wccflow.evidence.reading.limits import Limits

PROJECT = Path(__file__).resolve().parents[3]
CHILD = "wccflow.evidence.reading.child"
OUT_OF_MEMORY = 70
CHUNK = 1 << 16
LONGEST_COMMAND = 100_000  # characters; Linux takes 131,072 bytes in one argument, and all here are ASCII


Told = Callable[[int, int], object]
"""Who hears how far reading has come: how many pages of how many."""


class Crashed(Exception):
    """The child died; the sentence is for the person, if nobody else can read the file."""


def ask_child(
    path: Path,
    name: str,
    limits: Limits,
    *,
    deadline: float,
    again: bool = False,
    what: str = "passages",
    asked: object = None,
    told: Told | None = None,
) -> dict[str, Any]:
    """The child's answer; raises Refused when it says no or takes too long, Crashed when it died.

    `what` is one of the answers that the child can give, and `asked` what that answer needs to know.
    """
    task = {"path": str(path.resolve()), "name": name, "limits": asdict(limits), "again": again}
    task |= {"what": what, "asked": asked}
    with tempfile.TemporaryDirectory(prefix="wccflow-reading-") as folder:
        child = _start(json.dumps(task), folder)
        try:
            output = _listen(child, deadline, limits.max_answer_megabytes << 20, told)
        finally:
            status = _end(child)
    return _understood(output, status)


def _start(task: str, folder: str) -> "subprocess.Popen[bytes]":
    """A child with a session of its own, an empty folder, and no environment but where the code is.

    A task that is longer than a command may be lies in the folder.
    """
    if len(task) > LONGEST_COMMAND:
        written = Path(folder) / "task.json"
        written.write_text(task, encoding="utf-8")
        task = f"@{written}"
    return subprocess.Popen(
        [sys.executable, "-s", "-P", "-B", "-X", "utf8", "-m", CHILD, task],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={"PYTHONPATH": str(PROJECT), "PYTHONHASHSEED": "0"},
        start_new_session=True,
    )


def _listen(child: "subprocess.Popen[bytes]", deadline: float, most: int, told: Told | None) -> bytes:
    """The answer of the child, which is all that it says but for lines of progress."""
    stream: IO[bytes] | None = child.stdout
    if stream is None:  # It was asked for a line above.
        raise Crashed(sentences.DAMAGED)
    gathered = bytearray()
    with stream, selectors.DefaultSelector() as waiting:
        waiting.register(stream, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not waiting.select(left):
                raise Refused(sentences.TOO_LONG)
            chunk = os.read(stream.fileno(), CHUNK)
            if not chunk:
                return bytes(gathered)
            gathered += chunk
            _hear(gathered, told)
            if len(gathered) > most:
                raise Refused(sentences.TOO_LARGE)


def _hear(gathered: bytearray, told: Told | None) -> None:
    """Take the lines of progress off what the child has said so far."""
    while gathered.startswith(progress.MARK) and (end := gathered.find(b"\n")) >= 0:
        said = progress.understood(bytes(gathered[:end]))
        if said is None:
            return
        del gathered[: end + 1]
        if told is not None:
            told(*said)


def _end(child: "subprocess.Popen[bytes]") -> int:
    """End the child and all that it started; a child that has ended keeps the status that it ended with."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    return child.wait()


def _understood(output: bytes, status: int) -> dict[str, Any]:
    """The answer as it was meant."""
    try:
        answer = json.loads(output)
    except ValueError as fault:
        if status == -signal.SIGXCPU:
            raise Refused(sentences.TOO_LONG) from fault
        heavy = status in (OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGKILL)
        raise Crashed(sentences.TOO_LARGE if heavy else sentences.DAMAGED) from fault
    if "refused" in answer:
        raise Refused(answer["refused"])
    return dict(answer)
