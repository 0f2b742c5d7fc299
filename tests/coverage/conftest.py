"""What tests of coverage have in common: a case with documents, citations, and what reviewers find."""

from dataclasses import dataclass

import pytest

from tests.harness.world import World
from tests.ratings.conftest import TEXTS, Desk
from wccflow.base.files import FileStore
from wccflow.base.work import session
from wccflow.evidence import freezing
from wccflow.ratings import citing
from wccflow.ratings.models import Citation

SPEAKING = (
    "Our stakeholder survey shows that the reputation of the trust as local leader has grown this year."
)
SILENT = "The boiler house was painted in the spring and the car park has been made larger than before."


@dataclass(slots=True)
class Study(Desk):
    """A desk at which reviewers also say what they find in passages."""

    def submitted(self) -> None:
        """Submit what there is, so that reviewers read it."""
        self.submit()
        with self.world.database.writing():
            freezing.share(self.world.case(), by=None, now=self.world.now)
        self.world.at("analysing")

    def find(self, citation: Citation, stance: str, *, who: str = "analyst@q34.example") -> None:
        """A reviewer says what a passage shows."""
        with self.world.database.writing():
            there = session().get_one(Citation, citation.id)
            citing.verify(
                there, self.world.case(), stance=stance, by=self.world.reach(who), now=self.world.now
            )


@pytest.fixture
def study(world: World, files: FileStore) -> Study:
    """A desk at which 5PG prepares."""
    world.at("preparing")
    return Study(world, files)


__all__ = ["SILENT", "SPEAKING", "TEXTS", "Study"]
