"""Opening a database so that nothing acknowledged is lost: SQLite in WAL with full sync, or PostgreSQL."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry

from wccflow.base.errors import Refused
from wccflow.base.files import FileStore
from wccflow.base.offers import Offers
from wccflow.base.settings import Settings
from wccflow.base.work import Database

SAFE_SQLITE = (3, 51, 3)  # older ones may corrupt a WAL when two connections checkpoint at once (sqlite.org)

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "busy_timeout=10000",
    "trusted_schema=OFF",
)


def connect(settings: Settings, offers: Offers | None = None) -> Database:
    """The database of these settings. Raises Refused when its kind is not one we keep data in."""
    return Database(engine_for(settings.database), offers or Offers(), FileStore(settings.files_folder))


def engine_for(address: str) -> Engine:
    """An engine for this address, with the habits of the house."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(address)
    if url.get_backend_name() == "postgresql":
        return create_engine(address, pool_pre_ping=True, isolation_level="READ COMMITTED")
    raise Refused("The setting WCCFLOW_DATABASE_URL must begin with sqlite:// or postgresql://.")


def sqlite_warning() -> str:
    """A sentence when this machine's SQLite has the WAL fault, else nothing."""
    if sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return ""
    return (
        f"This machine's SQLite {sqlite3.sqlite_version} is older than 3.51.3; "
        "only the background process moves its journal into the database."
    )


def _sqlite(address: str) -> Engine:
    file = make_url(address).database
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, record: ConnectionPoolEntry) -> None:
    # The driver's own transactions begin too late and never lock; ours begin with the statement below.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if sqlite3.sqlite_version_info < SAFE_SQLITE:
        connection.execute("PRAGMA wal_autocheckpoint=0")  # the leader does it (jobs/table.py)


def _begin(connection: Connection) -> None:
    # A deferred transaction that turns into a writing one fails at once or loses updates;.
    writes = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
