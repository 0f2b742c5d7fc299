"""A program's memory and time are watched from outside, with those of all that it started."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from wccflow.evidence.reading import watching

HOLDS = "held = b'x' * 120_000_000; print(flush=True); import time; time.sleep(60)"
STARTS_ANOTHER = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLDS!r}])"


@pytest.fixture
def heavy() -> Iterator["subprocess.Popen[bytes]"]:
    """A program that has started another one, which holds 120 MB."""
    child = subprocess.Popen(
        [sys.executable, "-c", STARTS_ANOTHER], stdout=subprocess.PIPE, start_new_session=True
    )
    assert child.stdout is not None
    child.stdout.readline()
    yield child
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()


def test_what_it_started_counts_with_it(heavy: "subprocess.Popen[bytes]") -> None:
    assert watching.memory_of(heavy.pid) > 120_000_000


def test_beyond_its_memory_it_is_told(heavy: "subprocess.Popen[bytes]") -> None:
    with pytest.raises(watching.TooMuchMemory):
        watching.wait(heavy, time.monotonic() + 60, memory_mb=100)


def test_at_the_deadline_it_is_told(heavy: "subprocess.Popen[bytes]") -> None:
    with pytest.raises(TimeoutError):
        watching.wait(heavy, time.monotonic() + 0.2, memory_mb=4_000)


def test_who_ends_in_time_is_waited_for() -> None:
    child = subprocess.Popen([sys.executable, "-c", "pass"], start_new_session=True)

    watching.wait(child, time.monotonic() + 60, memory_mb=4_000)

    assert child.returncode == 0
