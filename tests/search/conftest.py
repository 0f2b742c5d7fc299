"""An empty index of each implementation of the port; one that is added here must keep the same contract."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from tests.search.oracle import MemoryIndex
from wccflow.search.port import SearchIndex
from wccflow.search.postgres_index import PostgresIndex
from wccflow.search.whoosh_index import WhooshIndex

MakeIndex: TypeAlias = Callable[[], AbstractContextManager[SearchIndex]]


@contextmanager
def memory() -> Iterator[SearchIndex]:
    """The oracle itself: it must keep the contract that it judges by."""
    yield MemoryIndex()


@contextmanager
def whoosh() -> Iterator[SearchIndex]:
    """Whoosh in a folder of its own."""
    with TemporaryDirectory() as folder:
        index = WhooshIndex(Path(folder))
        yield index
        index.close()


class Databases:
    """PostgreSQL databases for indexes: making one costs more than a test, so each is used again."""

    def __init__(self, address: str) -> None:
        self.server = create_engine(address, isolation_level="AUTOCOMMIT")
        self.made: list[str] = []
        self.free: list[SearchIndex] = []

    @contextmanager
    def index(self) -> Iterator[SearchIndex]:
        """An empty index in a database that nobody else uses meanwhile."""
        index = self.free.pop() if self.free else self._make()
        try:
            yield index
        finally:
            index.clear()
            index.close()
            self.free.append(index)

    def drop(self) -> None:
        """Leave no database behind."""
        for name in self.made:
            self._tell(f'DROP DATABASE "{name}" WITH (FORCE)')
        self.server.dispose()

    def _make(self) -> SearchIndex:
        name = f"index_{uuid4().hex[:12]}"
        self._tell(f'CREATE DATABASE "{name}"')
        self.made.append(name)
        return PostgresIndex(create_engine(self.server.url.set(database=name)))

    def _tell(self, statement: str) -> None:
        with self.server.connect() as connection:
            connection.execute(text(statement))


IMPLEMENTATIONS: dict[str, MakeIndex] = {"memory": memory, "whoosh": whoosh}


@pytest.fixture(scope="module")
def databases(postgres: str) -> Iterator[Databases]:
    """Databases for the indexes of one module's tests."""
    made = Databases(postgres)
    yield made
    made.drop()


@pytest.fixture(
    scope="module", params=[*IMPLEMENTATIONS, pytest.param("postgres", marks=pytest.mark.postgres)]
)
def make_index(request: pytest.FixtureRequest) -> MakeIndex:
    """What makes an empty index, for tests that need a fresh one for each example."""
    if request.param == "postgres":
        databases: Databases = request.getfixturevalue("databases")
        return databases.index
    return IMPLEMENTATIONS[request.param]


@pytest.fixture
def index(make_index: MakeIndex) -> Iterator[SearchIndex]:
    """An empty index."""
    with make_index() as made:
        yield made
