"""An empty index of each implementation of the port; one that is added here must keep the same contract."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import pytest

from tests.search.oracle import MemoryIndex
from wccflow.search.port import SearchIndex
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


IMPLEMENTATIONS: dict[str, MakeIndex] = {"memory": memory, "whoosh": whoosh}


@pytest.fixture(scope="session", params=IMPLEMENTATIONS.values(), ids=IMPLEMENTATIONS)
def make_index(request: pytest.FixtureRequest) -> MakeIndex:
    """What makes an empty index, for tests that need a fresh one for each example."""
    make: MakeIndex = request.param
    return make


@pytest.fixture
def index(make_index: MakeIndex) -> Iterator[SearchIndex]:
    """An empty index."""
    with make_index() as made:
        yield made
