"""Bringing a database to the schema of this version, and comparing it with the models."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from wccflow.base.errors import Refused
from wccflow.base.models import Base
from wccflow.base.places import migrations_folder


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the database to this version's schema; does nothing when it is there."""
    with _migrating(engine) as connection:
        command.upgrade(_config(connection), to)
        _refuse_orphans(connection)


def downgrade(engine: Engine, to: str = "base") -> None:
    """Take the database back to an earlier schema; the data of later tables is lost."""
    with _migrating(engine) as connection:
        command.downgrade(_config(connection), to)


def is_empty(engine: Engine) -> bool:
    """Whether the database has no tables yet."""
    return not inspect(engine).get_table_names()


def is_current(engine: Engine) -> bool:
    """Whether the database has this version's schema."""
    with engine.connect() as connection:
        heads = MigrationContext.configure(connection).get_current_heads()
    return set(heads) == set(_scripts().get_heads())


def differences(engine: Engine) -> list[str]:
    """Where the database's schema and the models differ, each in words; nothing when they agree."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [_in_words(each) for each in compare_metadata(context, Base.metadata)]


def _in_words(difference: Any) -> str:
    parts = difference if isinstance(difference, tuple) else difference[0]
    verb, *things = parts
    named = ", ".join(str(getattr(thing, "name", thing)) for thing in things if thing is not None)
    return f"{verb.replace('_', ' ')}: {named}"


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            # With foreign keys on, rebuilding a parent table empties its children.
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection
        connection.commit()
        if is_sqlite:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.invalidate()


def _refuse_orphans(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise Refused(f"The migration would leave {len(orphans)} rows without what they belong to.")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.attributes["connection"] = connection
    return config


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    return ScriptDirectory.from_config(config)
