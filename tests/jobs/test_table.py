"""What the program itself does in the background."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import select

from wccflow.base import clock, log
from wccflow.base.models import SentForm
from wccflow.base.once import remember
from wccflow.jobs import table
from wccflow.jobs.table import JOBS, WORKERS
from wccflow.wiring import House

NOW = datetime(2009, 11, 2, 3, 10, tzinfo=UTC)


def test_every_worker_finds_nothing_to_do_in_an_empty_house(house: House) -> None:
    assert {name: work(house) for name, work in WORKERS.items()} == dict.fromkeys(WORKERS, 0)


def test_the_index_takes_in_the_log(house: House) -> None:
    with house.database.writing():
        log.record("note.made", at=clock.now(), by_id=None)

    done = [WORKERS["search index"](house), WORKERS["search index"](house)]

    assert done == [1, 0]
    assert house.index.watermark() == 1


def test_forms_that_nobody_can_send_again_are_forgotten(house: House) -> None:
    keys = [uuid4() for _ in range(2)]
    with house.database.writing():
        for key, days in zip(keys, (8, 6), strict=True):
            at = NOW - timedelta(days=days)
            remember(key, person_id=None, route="POST /", body_hash="", answer="/", at=at)

    JOBS["forget what is too old"].work(house.database, house.settings, NOW)

    with house.database.reading() as reading:
        assert reading.scalars(select(SentForm.key)).all() == [keys[1]]


def test_a_long_journal_is_moved_into_the_database(house: House) -> None:
    database = Path(house.database.engine.url.database or "")
    with house.database.writing():
        log.record("note.made", at=clock.now(), by_id=None, words="x" * 2 * table.JOURNAL_BYTES)

    WORKERS["journal"](house)

    assert database.stat().st_size > 2 * table.JOURNAL_BYTES
