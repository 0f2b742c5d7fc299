"""Whenever an index is thrown away while it is being drained, it is whole again after the next drain."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from tests.search.factories import OURS, THEIRS
from tests.search.test_indexer import Room, database, say
from wccflow.base.log import head
from wccflow.base.work import Database
from wccflow.search.indexer import Indexer
from wccflow.search.port import SearchIndex
from wccflow.search.postgres_index import PostgresIndex
from wccflow.search.whoosh_index import WhooshIndex

__all__ = ["database"]

Loss = Callable[[], None]


class Losing:
    """An index that somebody throws away just before one of the calls to it."""

    def __init__(self, index: SearchIndex, lose: Loss, call: int) -> None:
        self.index, self.lose, self.left = index, lose, call

    def __getattr__(self, name: str) -> Any:
        self.left -= 1
        if self.left == 0:
            self.lose()
        return getattr(self.index, name)


@pytest.fixture
def in_files(tmp_path: Path) -> Iterator[tuple[SearchIndex, Loss]]:
    """An index in a folder, and how it is deleted."""
    index = WhooshIndex(tmp_path / "index")
    yield index, lambda: shutil.rmtree(index.folder)
    index.close()


@pytest.fixture(params=["DROP SCHEMA wccflow_search CASCADE", "DROP TABLE wccflow_search.word", ""])
def in_postgres(postgres: str, request: pytest.FixtureRequest) -> Iterator[tuple[SearchIndex, Loss]]:
    """An index in a database, and how it is dropped, or emptied by somebody else."""
    engine = create_engine(postgres)
    index = PostgresIndex(engine)
    index.clear()

    def lose() -> None:
        with engine.begin() as connection:
            if request.param:
                connection.execute(text(request.param))
        if not request.param:
            PostgresIndex(engine).clear()

    yield index, lose
    engine.dispose()


def test_an_index_in_files_is_whole_again(database: Database, in_files: tuple[SearchIndex, Loss]) -> None:
    demand_wholeness(database, *in_files)


def test_an_index_in_postgres_is_whole_again(
    database: Database, in_postgres: tuple[SearchIndex, Loss]
) -> None:
    demand_wholeness(database, *in_postgres)


def demand_wholeness(database: Database, index: SearchIndex, lose: Loss) -> None:
    """Lose it before each call of a drain, and of a rebuild; the next drain makes it whole."""
    room, calls = Room(), 0
    for number, group in enumerate(("one", "two", "three", "four")):
        room.texts[(OURS, THEIRS)[number % 2], group] = "plan"
        say(database, (OURS, THEIRS)[number % 2], group)
    with database.reading() as session:
        drain(session, Indexer(index, {"version_read": room.changes}), room)
    for building in (False, True):
        for call in range(1, 40):
            room.texts[OURS, "newest"] = f"plan {call}"
            say(database, OURS, "newest")
            losing = Losing(index, lose, call)
            calls += disturbed(database, losing, room, building=building)
            with database.reading() as session:
                whole = Indexer(index, {"version_read": room.changes})
                drain(session, whole, room)
                assert (call, whole.verify(session, room.everything).sound) == (call, True)
            if losing.left > 0:
                break
        else:
            raise AssertionError("it never came to an end")
    assert calls >= 6


def disturbed(database: Database, losing: Losing, room: Room, *, building: bool) -> bool:
    """Drain or build an index that is lost meanwhile; gives whether it was."""
    indexer = Indexer(losing, {"version_read": room.changes})  # type: ignore[arg-type]  # it passes calls on
    with database.reading() as session:
        if building:
            indexer.rebuild(session, room.everything)
        else:
            drain(session, indexer, room)
    return losing.left <= 0


def drain(session: Session, indexer: Indexer, room: Room) -> None:
    """As the service does: from nothing by building, else by event, and then what is damaged."""
    if 0 < indexer.index.watermark() <= head(session):
        indexer.drain(session)
    else:
        indexer.rebuild(session, room.everything)
    indexer.repair(session, room.everything)
