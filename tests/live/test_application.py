"""The application in a process of its own: it stops at once and comes back where it was; and PostgreSQL."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from tests.harness.server import free_port
from tests.live.little import WAIT_SECONDS, Little, little


@contextmanager
def in_a_process(app: Little, folder: Path, root: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The application over the same database, served by a process of its own."""
    app.port = app.port or free_port()
    command = [sys.executable, "-m", "tests.live.little", str(folder), str(app.port)]
    with subprocess.Popen(command, cwd=root) as process:
        try:
            _wait_until_it_answers(app)
            yield process
        finally:
            process.kill()


def _wait_until_it_answers(app: Little) -> None:
    for _ in range(WAIT_SECONDS * 20):
        try:
            with app.listen():
                return
        except ConnectionError:
            time.sleep(0.05)
    raise AssertionError("the application did not come up")


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_open_streams_end_when_the_program_is_told_to_stop(
    app: Little, tmp_path: Path, root: Path, told: signal.Signals
) -> None:
    # The server would wait ten minutes for its streams if they did not end by themselves.
    with in_a_process(app, tmp_path, root) as process, ExitStack() as open_streams:
        listening = [open_streams.enter_context(app.listen()).ready() for _ in range(20)]

        process.send_signal(told)
        rest = [list(browser.events()) for browser in listening]
        process.wait(WAIT_SECONDS)

    assert rest == [[]] * 20


def test_a_note_of_another_process_is_heard(app: Little, tmp_path: Path, root: Path) -> None:
    with in_a_process(app, tmp_path, root), app.listen().ready() as browser:
        app.note("from here")

        heard = browser.texts(1)

    assert heard == ["from here"]


def test_after_a_kill_the_stream_goes_on_where_it_was(app: Little, tmp_path: Path, root: Path) -> None:
    with in_a_process(app, tmp_path, root) as process, app.listen().ready() as browser:
        app.note("before")
        browser.texts(1)
        process.kill()
    app.note("while it was down")

    with in_a_process(app, tmp_path, root), app.listen(again=browser.last) as browser:
        heard = browser.texts(1)

    assert heard == ["while it was down"]


@pytest.fixture
def app_on_postgres(postgres: str, tmp_path: Path) -> Iterator[Little]:
    """A little application over PostgreSQL."""
    made = little(tmp_path, postgres)
    yield made
    made.database.engine.dispose()


def test_streams_live_on_postgres_too(app_on_postgres: Little, postgres: str, tmp_path: Path) -> None:
    other = Little(little(tmp_path, postgres).database)
    with app_on_postgres.served(), app_on_postgres.listen(app_on_postgres.here()).ready() as browser:
        app_on_postgres.note("from this process")
        other.note("from another pool", "and once more")

        heard = browser.texts(3)
    other.database.engine.dispose()

    assert heard == ["from this process", "from another pool", "and once more"]


def test_the_stream_outlives_its_connection_to_postgres(app_on_postgres: Little, postgres: str) -> None:
    with app_on_postgres.served(), app_on_postgres.listen().ready() as browser:
        _end_all_connections(postgres)
        app_on_postgres.note("afterwards")

        heard = browser.texts(1)

    assert heard == ["afterwards"]


def _end_all_connections(address: str) -> None:
    plain = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
