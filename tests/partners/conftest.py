"""What tests of partners have in common: a case of 5PG that is preparing."""

import pytest

from tests.harness.world import World
from tests.ratings.conftest import Desk
from wccflow.base.files import FileStore


@pytest.fixture
def desk(world: World, files: FileStore) -> Desk:
    """A desk at which 5PG invites its partners."""
    world.at("preparing")
    return Desk(world, files)
