"""Backups: the database copied whole while it is in use, then the files, so that no row lacks its file."""

import os
import sqlite3
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from wccflow.base.errors import Refused
from wccflow.base.settings import Settings

DATABASE = "wccflow.sqlite3"
FILES = "files/"
ELSEWHERE = "A backup is put into the instance folder. Restore it without WCCFLOW_DATABASE_URL."
ENDED = "UPDATE browser_session SET ended_at = CURRENT_TIMESTAMP WHERE ended_at IS NULL"
NOT_KEPT = {"arriving", "drawn"}  # files on their way, and pictures that can be drawn anew


def backup(settings: Settings, engine: Engine, file: str) -> dict[str, Any]:
    """Write one archive with the database and the files. Raises Refused for PostgreSQL, which has pg_dump."""
    if engine.dialect.name != "sqlite":
        raise Refused("Back up PostgreSQL with pg_dump, then copy the folder of files.")
    target = Path(file).absolute()
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        copy = Path(folder) / DATABASE
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # VACUUM cannot run inside a transaction
            connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
            connection.exec_driver_sql("BEGIN")
        waiting = Path(folder) / "archive"
        count = _pack(waiting, copy, settings.files_folder)
        os.replace(waiting, target)
    return {"file": str(target), "documents": count}


def restore(settings: Settings, file: str) -> dict[str, Any]:
    """Unpack an archive into an empty instance; everybody has to sign in again."""
    home = settings.instance
    if settings.database_url:
        raise Refused(ELSEWHERE)
    if (home / DATABASE).exists():
        raise Refused(f"There is a database in {home} already. Restore into an empty instance.")
    home.mkdir(parents=True, exist_ok=True)
    try:
        with tarfile.open(file) as archive:
            _unpack(archive, home, settings.files_folder)
    except (tarfile.TarError, KeyError):
        raise Refused(f"{file} is not a backup of wccflow.") from None
    _end_sessions(home / DATABASE)
    count = sum(path.is_file() for path in settings.files_folder.rglob("*"))
    return {"instance": str(home), "documents": count}


def _pack(waiting: Path, copy: Path, files: Path) -> int:
    kept = sorted(path for path in files.rglob("*") if path.is_file() and NOT_KEPT.isdisjoint(path.parts))
    with tarfile.open(waiting, "w:gz") as archive:
        archive.add(copy, DATABASE)
        for path in kept:
            archive.add(path, Path(FILES) / path.relative_to(files))
    return len(kept)


def _unpack(archive: tarfile.TarFile, home: Path, files: Path) -> None:
    archive.extract(DATABASE, home, filter="data")
    for member in archive.getmembers():
        if member.name.startswith(FILES):
            archive.extract(member.replace(name=member.name.removeprefix(FILES)), files, filter="data")


def _end_sessions(database: Path) -> None:
    connection = sqlite3.connect(database)
    try:
        connection.execute(ENDED)
        connection.commit()
    finally:
        connection.close()
