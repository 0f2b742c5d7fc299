"""How often one person may search: so many times in each minute, counted by every process for itself."""

import time
from collections import Counter
from collections.abc import Callable
from threading import Lock
from uuid import UUID

SECONDS = 60
PACE = "wccflow.search_pace"  # the name under which the application keeps the pace of searches
SUGGESTIONS = 5  # to each search: they are asked for while one types, and hits while one leafs


class Pace:
    """Counts in a window that begins anew each minute, so that no more is kept than who searched in it."""

    def __init__(self, most: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self._clock = clock
        self._lock = Lock()
        self._window = 0
        self._times: Counter[tuple[str, UUID]] = Counter()

    def wait(self, what: str, who: UUID, *, times: int = 1) -> int:
        """Count one more; gives 0, or in how many seconds the person may go on.

        Of some things a person may do `times` as many as of others.
        """
        now = self._clock()
        with self._lock:
            if int(now // SECONDS) != self._window:
                self._window = int(now // SECONDS)
                self._times.clear()
            self._times[what, who] += 1
            if self._times[what, who] <= self.most * times:
                return 0
        return SECONDS - int(now % SECONDS)
