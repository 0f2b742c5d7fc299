"""One leader among all processes of a house: a locked file beside SQLite, an advisory lock in PostgreSQL."""

import fcntl
import os
from pathlib import Path
from typing import Protocol

import psycopg
from sqlalchemy import URL, make_url

from wccflow.base.settings import Settings

NAME = "leader.lock"
LOCK = 7_220_092  # any number that no other advisory lock of this database uses


class Leadership(Protocol):
    """What only one process holds at a time, and what falls with that process however it ends."""

    def take(self) -> bool:
        """Try to become the leader; gives whether this process now is."""

    def keeps(self) -> bool:
        """Whether this process still is the leader."""

    def release(self) -> None:
        """Lead no more."""


def leadership(settings: Settings) -> Leadership:
    """The leadership of this house."""
    url = make_url(settings.database)
    return _FileLock(settings.instance / NAME) if _is_sqlite(url) else _AdvisoryLock(url)


def somebody_leads(settings: Settings) -> bool:
    """Whether any process is the leader now."""
    url = make_url(settings.database)
    if not _is_sqlite(url):
        return _is_held(url)
    path = settings.instance / NAME
    if not path.exists():
        return False
    with path.open("rb") as file:
        return not _locked(file.fileno(), fcntl.LOCK_SH)


class _FileLock:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self) -> bool:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _locked(handle, fcntl.LOCK_EX):
            os.close(handle)
            return False
        self._handle = handle
        return True

    def keeps(self) -> bool:
        return self._handle is not None

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class _AdvisoryLock:
    def __init__(self, url: URL) -> None:
        self._url = url
        self._connection: psycopg.Connection[tuple[bool]] | None = None

    def take(self) -> bool:
        self.release()
        try:
            self._connection = _connect(self._url)
            held = self._connection.execute(f"SELECT pg_try_advisory_lock({LOCK})").fetchone()
        except psycopg.Error:
            held = None
        if held is None or not held[0]:
            self.release()
        return self._connection is not None

    def keeps(self) -> bool:
        try:
            return self._connection is not None and bool(self._connection.execute("SELECT true").fetchone())
        except psycopg.Error:
            return False

    def release(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _locked(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _connect(url: URL) -> "psycopg.Connection[tuple[bool]]":
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(address, autocommit=True, connect_timeout=5)


def _is_held(url: URL) -> bool:
    query = (
        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted "
        f"AND classid = 0 AND objid = {LOCK} AND database = "
        "(SELECT oid FROM pg_database WHERE datname = current_database()))"
    )
    with _connect(url) as connection:
        found = connection.execute(query).fetchone()
        return bool(found and found[0])
