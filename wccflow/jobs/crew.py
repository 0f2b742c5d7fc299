"""Workers that follow the log: each in a thread of its own, so that a slow or broken one stops no other."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import TypeAlias

from wccflow.wiring import House

SAFETY_LOOK_SECONDS = 5.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 60.0

_log = logging.getLogger(__name__)

Worker: TypeAlias = Callable[[House], int]
"""Does a part of what waits; gives how much it did, 0 when nothing waits."""


class Crew:
    """All the workers of one leader."""

    def __init__(self, house: House, workers: Mapping[str, Worker]) -> None:
        self._house = house
        self._workers = {name: _Hand(name, work, house) for name, work in workers.items()}

    def start(self) -> None:
        """Let everyone begin."""
        for hand in self._workers.values():
            hand.thread.start()

    def wake(self) -> None:
        """Something was written: let everyone look."""
        for hand in self._workers.values():
            hand.woken.set()

    def stop(self, seconds: float | None) -> None:
        """Let everyone finish what they hold, and wait for that so long; for ever when None."""
        for hand in self._workers.values():
            hand.stop()
        ends = None if seconds is None else time.monotonic() + seconds
        for hand in self._workers.values():
            hand.thread.join(None if ends is None else max(0.0, ends - time.monotonic()))


class _Hand:
    """One worker at work."""

    def __init__(self, name: str, work: Worker, house: House) -> None:
        self.woken = threading.Event()
        self.thread = threading.Thread(target=self._keep_working, name=name, daemon=True)
        self._stopping = threading.Event()
        self._name = name
        self._work = work
        self._house = house
        self._pause_seconds = FIRST_PAUSE_SECONDS

    def stop(self) -> None:
        self._stopping.set()
        self.woken.set()

    def _keep_working(self) -> None:
        while not self._stopping.is_set():
            self.woken.clear()
            if not self._worked() and not self._stopping.is_set():
                self.woken.wait(SAFETY_LOOK_SECONDS)

    def _worked(self) -> bool:
        """Whether there may be more to do at once."""
        try:
            done = self._work(self._house)
        except Exception:  # whatever it was, it is tried again, ever more rarely
            _log.exception("%s: a fault; tried again in %.1f seconds", self._name, self._pause_seconds)
            self._stopping.wait(self._pause_seconds)
            self._pause_seconds = min(2 * self._pause_seconds, LONGEST_PAUSE_SECONDS)
            return True
        self._pause_seconds = FIRST_PAUSE_SECONDS
        return done > 0
