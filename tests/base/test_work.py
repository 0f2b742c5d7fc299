"""The unit of work: kept whole or not at all, and never a lost update."""

import threading

import pytest

from wccflow.base import clock, log
from wccflow.base.models import Cursor
from wccflow.base.work import Database, session


def test_what_is_inside_is_kept_with_its_line_of_the_log(database: Database) -> None:
    with database.writing():
        session().add(Cursor(reader="a", seq=1))
        log.record("thing.done", at=clock.now(), by_id=None, number=1)

    with database.reading() as reading:
        assert reading.get_one(Cursor, "a").seq == 1
        assert [event.payload for event in log.events_after(reading, 0)] == [{"number": 1}]


def test_a_fault_keeps_neither_rows_nor_lines(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(database)

    with database.reading() as reading:
        assert reading.get(Cursor, "a") is None
        assert log.events_after(reading, 0) == []


def _write_and_fail(database: Database) -> None:
    with database.writing():
        session().add(Cursor(reader="a", seq=1))
        log.record("thing.done", at=clock.now(), by_id=None)
        raise ZeroDivisionError


def test_nothing_is_woken_before_the_commit(database: Database) -> None:
    seen: list[int] = []

    def look() -> None:
        with database.reading() as reading:
            seen.append(log.head(reading))

    database.after_commit.append(look)

    with database.writing():
        log.record("thing.done", at=clock.now(), by_id=None)
        assert seen == []

    assert seen == [1]


def test_four_writers_at_once_lose_no_update(database: Database) -> None:
    with database.writing():
        session().add(Cursor(reader="count", seq=0))

    def add_fifty() -> None:
        for _ in range(50):
            with database.writing() as writing:
                row = writing.get_one(Cursor, "count")
                row.seq += 1
                log.record("counted", at=clock.now(), by_id=None)

    writers = [threading.Thread(target=add_fifty) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with database.reading() as reading:
        assert reading.get_one(Cursor, "count").seq == 200
        assert [event.seq for event in log.events_after(reading, 0)] == list(range(1, 201))


def test_a_unit_inside_a_unit_is_one(database: Database) -> None:
    with database.writing() as outer, database.writing() as inner:
        assert inner is outer


def test_outside_a_unit_of_work_there_is_no_session() -> None:
    with pytest.raises(RuntimeError, match="no unit of work"):
        session()
