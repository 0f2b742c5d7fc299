"""Migrations: up, down and up again on both databases, agreeing with the models, losing nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from wccflow import wiring
from wccflow.base import clock, log
from wccflow.base.chain import broken_links
from wccflow.base.database import engine_for
from wccflow.base.files import FileStore
from wccflow.base.migrating import differences, downgrade, is_current, is_empty, upgrade
from wccflow.base.models import Base
from wccflow.base.work import Database


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    """A new SQLite file."""
    engine = engine_for(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    yield engine
    engine.dispose()


@pytest.fixture
def postgresql(postgres: str) -> Iterator[Engine]:
    """A new PostgreSQL database."""
    engine = engine_for(postgres)
    yield engine
    engine.dispose()


def test_sqlite_goes_up_and_down_and_up_again(sqlite: Engine) -> None:
    _up_and_down(sqlite)


def test_postgresql_goes_up_and_down_and_up_again(postgresql: Engine) -> None:
    _up_and_down(postgresql)


def test_a_log_written_on_postgresql_is_sealed_and_sound(postgresql: Engine, tmp_path: Path) -> None:
    upgrade(postgresql)
    _write_and_try_to_change(Database(postgresql, wiring.offers(), FileStore(tmp_path)))


def test_a_log_written_on_sqlite_is_sealed_and_sound(sqlite: Engine, tmp_path: Path) -> None:
    upgrade(sqlite)
    _write_and_try_to_change(Database(sqlite, wiring.offers(), FileStore(tmp_path)))


def test_upgrading_twice_changes_nothing(sqlite: Engine) -> None:
    upgrade(sqlite)
    before = _schema(sqlite)

    upgrade(sqlite)

    assert _schema(sqlite) == before


def test_a_table_that_is_missing_is_told(sqlite: Engine) -> None:
    upgrade(sqlite)
    with sqlite.begin() as connection:
        connection.execute(text("DROP TABLE sent_form"))

    assert "sent_form" in " ".join(differences(sqlite))


def test_foreign_keys_are_watched_again_after_a_migration(sqlite: Engine) -> None:
    upgrade(sqlite)

    orphan = text("INSERT INTO alias (name, organisation_id) VALUES ('x', 'no such organisation')")
    with pytest.raises(DatabaseError, match="FOREIGN KEY"), sqlite.begin() as connection:
        connection.execute(orphan)


def _up_and_down(engine: Engine) -> None:
    assert is_empty(engine)
    upgrade(engine)
    assert is_current(engine)
    assert differences(engine) == []
    assert set(inspect(engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    downgrade(engine)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    upgrade(engine)
    assert differences(engine) == []


def _write_and_try_to_change(database: Database) -> None:
    with database.writing():
        log.record("thing.done", at=clock.now(), by_id=None, words="because")
    with database.reading() as reading:
        assert list(broken_links(reading)) == []
    for statement in ("UPDATE event SET kind = 'other'", "DELETE FROM event"):
        with pytest.raises(DatabaseError, match="the log is never"), database.engine.begin() as connection:
            connection.execute(text(statement))


def _schema(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT sql FROM sqlite_master ORDER BY name"))
        return [row[0] for row in rows if row[0]]
