"""Older files through LibreOffice, where it is installed: converted in a folder of its own, then read."""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences, watching
from wccflow.evidence.reading.legacy_child import SOCKETS
from wccflow.evidence.reading.limits import Limits

PROJECT = Path(__file__).resolve().parents[3]
CHILD = "wccflow.evidence.reading.legacy_child"
PROGRAMS = ("soffice", "libreoffice")
# Measured: Writer, Calc and Impress start within 1,024 MB of addresses and take 220 MB of memory, which is
# watched from outside: a limit of addresses as low as the memory that they may take would not let them start.
ADDRESSES_MB = 1_536
TARGETS = {"doc": "docx", "rtf": "docx", "xls": "xlsx", "xlsb": "xlsx", "ppt": "pptx"}
KINDS = {sentences.SAVE_AS[kind]: kind for kind in TARGETS}
MACROS = "_VBA_PROJECT".encode("utf-16-le")


def available() -> bool:
    """Whether older files can be read here."""
    return _program() is not None


def kind_refused(sentence: str) -> str | None:
    """The kind that the gate refused with this sentence, where LibreOffice could read it."""
    return KINDS.get(sentence) if available() else None


def has_macros(path: Path) -> bool:
    """Whether an older Office file holds macros, which converting leaves behind."""
    return MACROS in path.read_bytes()


@contextlib.contextmanager
def converted(path: Path, kind: str, limits: Limits, *, deadline: float) -> Iterator[Path]:
    """The file as a newer one, which is gone afterwards; raises Refused where it cannot be converted."""
    with tempfile.TemporaryDirectory(prefix="wccflow-converting-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"document.{kind}"
        shutil.copyfile(path, source)
        _convert(source, TARGETS[kind], limits, deadline)
        made = Path(folder) / "made" / f"document.{TARGETS[kind]}"
        if not made.is_file():
            raise Refused(sentences.DAMAGED)
        yield made


def _convert(source: Path, target: str, limits: Limits, deadline: float) -> None:
    """Let LibreOffice work until the deadline, and end it with all that it started."""
    child = _start(source, target, limits)
    try:
        watching.wait(child, deadline, memory_mb=limits.memory_mb)
    except TimeoutError as late:
        raise Refused(sentences.TOO_LONG) from late
    except watching.TooMuchMemory as heavy:
        raise Refused(sentences.TOO_LARGE) from heavy
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        _forget_socket(source.parent / "profile")


def _forget_socket(profile: Path) -> None:
    """Remove the socket that LibreOffice leaves when it is ended; it is named after its profile."""
    marks = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    for spelt in {marks.hex(), "".join(f"{mark:x}" for mark in marks)}:
        (SOCKETS / f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{spelt}").unlink(missing_ok=True)


def _start(source: Path, target: str, limits: Limits) -> "subprocess.Popen[bytes]":
    """A child with a session and a home of its own, that limits itself and becomes LibreOffice."""
    task = {
        "program": _program(),
        "source": str(source),
        "target": target,
        "seconds": limits.seconds,
        "memory_mb": ADDRESSES_MB,
        "file_mb": limits.max_inflated_megabytes,
    }
    home = str(source.parent)
    return subprocess.Popen(
        [sys.executable, "-s", "-P", "-B", "-X", "utf8", "-m", CHILD, json.dumps(task)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=home,
        env={"PYTHONPATH": str(PROJECT), "PATH": os.defpath, "HOME": home, "TMPDIR": home, "LANG": "C.UTF-8"},
        start_new_session=True,
    )


def _program() -> str | None:
    """Where LibreOffice is on the path."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)
