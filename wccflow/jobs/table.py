"""Everything that is done in the background, by name: what follows the log, and what the clock asks for."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import ColumnElement

from wccflow.calibration import background as calibration
from wccflow.evidence import following_queue, glancing, reading_queue
from wccflow.finding import indexing
from wccflow.indicators import background as data_packs
from wccflow.jobs import by_the_clock, register
from wccflow.jobs.crew import Worker
from wccflow.jobs.moments import Cron, Every
from wccflow.jobs.schedule import Job
from wccflow.notices import posting, reader
from wccflow.publication import files as release_files
from wccflow.rehearsal import playing
from wccflow.review import bringing_queue, copying, returning
from wccflow.wiring import House

JOURNAL_BYTES = 4_000_000


def _index(house: House) -> int:
    return indexing.drain(house.database, house.index)


def _read(lane: ColumnElement[bool]) -> Worker:
    """Who reads the files of one lane, one after the other."""

    def read(house: House) -> int:
        with house.database.reading():
            if not reading_queue.waiting(lane):
                return 0
        seconds = house.settings.reading_seconds_per_mb
        return reading_queue.read_waiting(
            house.database, house.files, 1, lane=lane, seconds_per_megabyte=seconds
        )

    return read


def _glance(house: House) -> int:
    with house.database.reading():
        if not glancing.waiting():
            return 0
    return glancing.glance_waiting(house.database, house.files, 1)


def move_journal(house: House) -> int:
    """Move SQLite's journal into the database, which below 3.51.3 nobody but the leader may do."""
    file = house.database.engine.url.database
    journal = Path(f"{file}-wal")
    if house.database.engine.dialect.name != "sqlite" or not journal.exists():
        return 0
    if journal.stat().st_size > JOURNAL_BYTES:
        with closing(house.database.engine.raw_connection()) as connection:  # outside any transaction
            connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
    return 0


def _follow(house: House) -> int:
    return following_queue.drain(house.database)


def _read_returned(house: House) -> int:
    with house.database.reading():
        if not returning.waiting():
            return 0
    return returning.read_waiting(house.database, house.files, 1)


def _make_copies(house: House) -> int:
    with house.database.reading():
        if not copying.waiting():
            return 0
    return copying.make_waiting(house.database, house.files, 1)


def _bring_in(house: House) -> int:
    return bringing_queue.bring_waiting(house.database)


def _tell(house: House) -> int:
    return reader.drain(house.database)


def _post(house: House) -> int:
    return posting.post(house.database, house.settings)


def _load_packs(house: House) -> int:
    return data_packs.work_next(house.database)


def _make_release(house: House) -> int:
    return release_files.make_next(house.database, house.files)


def _rehearse(house: House) -> int:
    return playing.play_next(house.database)


def _fit(house: House) -> int:
    return calibration.work_next(house.database)


WORKERS: Mapping[str, Worker] = {
    "search index": _index,
    "reading queue": _read(reading_queue.SHORT),
    "reading of large files": _read(reading_queue.LARGE),
    "places in new versions": _follow,
    "brought files": _glance,
    "returned copies": _read_returned,
    "comments of returned copies": _bring_in,
    "long copies": _make_copies,
    "notices": _tell,
    "mail": _post,
    "journal": move_journal,
    "rehearsals": _rehearse,
    "data packs": _load_packs,
    "release files": _make_release,
    "calibration": _fit,
}

JOBS: Mapping[str, Job] = {
    "calendar": Job(by_the_clock.keep_calendar, Cron("5 * * * *")),
    "timetables of panels": Job(by_the_clock.send_timetables, Every(60)),
    "mails": Job(by_the_clock.make_mails, Every(300)),
    "kept searches": Job(by_the_clock.alert_searches, Every(300)),
    "search index": Job(by_the_clock.check_index, Cron("30 2 * * *")),
    "forget what is too old": Job(by_the_clock.forget, Cron("10 3 * * *")),
    "files that nothing names": Job(by_the_clock.sweep_files, Cron("40 3 * * *")),
    "names and posts": Job(register.keep_register, Every(600)),
}
