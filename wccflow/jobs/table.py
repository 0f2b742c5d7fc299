"""Everything that is done in the background, by name: what follows the log, and what the clock asks for."""

from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from wccflow.base import once
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.evidence import reading_queue
from wccflow.finding import indexing
from wccflow.jobs import ledger
from wccflow.jobs.crew import Worker
from wccflow.jobs.moments import Cron
from wccflow.jobs.schedule import Job
from wccflow.wiring import House

JOURNAL_BYTES = 4_000_000


def _index(house: House) -> int:
    return indexing.drain(house.database, house.index)


def _read(house: House) -> int:
    with house.database.reading():
        if not reading_queue.waiting():
            return 0
    return reading_queue.read_waiting(house.database, house.files, 1)


def _move_journal(house: House) -> int:
    """Move SQLite's journal into the database, which below 3.51.3 nobody but the leader may do."""
    file = house.database.engine.url.database
    journal = Path(f"{file}-wal")
    if house.database.engine.dialect.name != "sqlite" or not journal.exists():
        return 0
    if journal.stat().st_size > JOURNAL_BYTES:
        with closing(house.database.engine.raw_connection()) as connection:  # outside any transaction
            connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
    return 0


def _forget(database: Database, settings: Settings, now: datetime) -> None:
    with database.writing():
        once.forget_old(now)
        ledger.forget_old(now)


WORKERS: Mapping[str, Worker] = {
    "search index": _index,
    "reading queue": _read,
    "journal": _move_journal,
}

JOBS: Mapping[str, Job] = {"forget what is too old": Job(_forget, Cron("10 3 * * *"))}
