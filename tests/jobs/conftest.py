"""An empty house of its own for each test of the background work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wccflow.base.models import Base
from wccflow.base.settings import Settings
from wccflow.wiring import House, open_house


@pytest.fixture
def settings(instance: Path) -> Settings:
    """Settings over an empty instance folder, which child processes find in the environment."""
    return Settings(instance=instance)


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    """A house with all its tables and nothing in them."""
    made = open_house(settings)
    Base.metadata.create_all(made.database.engine.execution_options(writes=True))
    yield made
    made.database.engine.dispose()
    made.index.close()
