"""A process that lives and ends with this one: started again when it ends by itself."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

STOP_SECONDS = 10
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0


@contextmanager
def companion(*module_and_words: str) -> Iterator[None]:
    """Run a module of ours beside this process. It ends when its input does, so even our own kill ends it."""
    made = _Companion([sys.executable, "-m", *module_and_words])
    try:
        yield
    finally:
        made.stop()


class _Companion:
    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._process = self._started()
        self._keeper = threading.Thread(target=self._keep, name="companion", daemon=True)
        self._keeper.start()

    def stop(self) -> None:
        """Hang up, which tells the process to end; end it for good when it does not."""
        with self._lock:
            self._stopping.set()
        self._hang_up()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._keeper.join()

    def _hang_up(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()

    def _started(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(self._command, stdin=subprocess.PIPE)

    def _keep(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not self._stopping.is_set():
            self._process.wait()
            self._stopping.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
            with self._lock:  # nothing may be started once we are stopping
                if not self._stopping.is_set():
                    self._hang_up()
                    self._process = self._started()
