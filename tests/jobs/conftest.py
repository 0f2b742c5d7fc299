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


@pytest.fixture(params=["sqlite", "postgresql"])
def shared_house(
    request: pytest.FixtureRequest, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    """A house on either kind of database, which child processes find in the environment."""
    address = request.getfixturevalue("postgres") if request.param == "postgresql" else ""
    monkeypatch.setenv("WCCFLOW_DATABASE_URL", address)
    made = open_house(Settings(instance=instance, database_url=address))
    engine = made.database.engine.execution_options(writes=True)
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    yield made
    made.database.engine.dispose()
    made.index.close()


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    """A house with all its tables and nothing in them."""
    made = open_house(settings)
    Base.metadata.create_all(made.database.engine.execution_options(writes=True))
    yield made
    made.database.engine.dispose()
    made.index.close()
