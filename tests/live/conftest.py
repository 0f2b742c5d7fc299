"""A little application over an empty database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.little import Little, little


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Little]:
    """A little application over an empty SQLite database."""
    made = little(tmp_path)
    yield made
    made.database.engine.dispose()
