"""A thread that notices that someone, in whatever process, has written to the database."""

import contextlib
import logging
import sqlite3
import threading
from collections.abc import Callable

import psycopg
from sqlalchemy import URL

LOOK_SECONDS = 0.05
CHANNEL = "wccflow_event"

_log = logging.getLogger(__name__)


class Watch:
    """Calls `wake` soon after every commit; also when it cannot tell, for a wake too many does no harm."""

    def __init__(self, url: URL, wake: Callable[[], None]) -> None:
        self._url = url
        self._wake = wake
        self._stopping = threading.Event()
        look = self._look_at_sqlite if url.get_backend_name() == "sqlite" else self._listen_to_postgres
        self._thread = threading.Thread(target=self._keep, args=(look,), name="watch", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching, within half a second."""
        self._stopping.set()
        self._thread.join()

    def _keep(self, look: Callable[[], None]) -> None:
        while not self._stopping.is_set():
            try:
                look()
            except (sqlite3.Error, psycopg.Error) as fault:
                _log.warning("the watch of the database is broken and starts anew: %s", fault)
                self._stopping.wait(1)
            self._wake()

    def _look_at_sqlite(self) -> None:
        file = self._url.database or ":memory:"
        # A connection of its own: the number changes only for commits of other connections.
        with contextlib.closing(sqlite3.connect(file, isolation_level=None, timeout=1)) as connection:
            seen = None
            while not self._stopping.wait(LOOK_SECONDS):
                version = connection.execute("PRAGMA data_version").fetchone()
                if version != seen:
                    seen = version
                    self._wake()

    def _listen_to_postgres(self) -> None:
        address = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True, connect_timeout=5) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self._wake()
            while not self._stopping.is_set():
                for _ in connection.notifies(timeout=0.5, stop_after=1):
                    self._wake()
