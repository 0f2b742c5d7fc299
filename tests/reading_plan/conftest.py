"""What tests of reading plans have in common: a case with documents, and plans made of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests.coverage.conftest import SILENT, SPEAKING, Study
from tests.harness.world import World
from wccflow.base.files import FileStore
from wccflow.reading_plan import actions
from wccflow.reading_plan.models import ReadingPlan
from wccflow.reading_plan.pages import Progress, progress_of
from wccflow.reading_plan.queries import plan

LEAD, ANALYST = "lead@5pg.example", "analyst@q34.example"


@dataclass(slots=True)
class Reader(Study):
    """Somebody with little time."""

    def plan(self, who: str, minutes: int = 30, items: Sequence[str] = ("1.1",)) -> ReadingPlan:
        """A plan for 5PG."""
        with self.world.database.writing():
            case = self.world.case()
            return actions.make(
                [(case, items)], minutes, by=self.world.reach(who), now=self.world.now, case=case
            )

    def progress(self, made: ReadingPlan, who: str) -> Progress:
        """How far it has come, as its owner sees it; ask inside a unit of work."""
        reach = self.world.reach(who)
        return progress_of(plan(reach, made.id), reach)

    def why(self, made: ReadingPlan, who: str) -> list[tuple[str, list[str]]]:
        """The title of each stretch on the plan and the reasons for it."""
        with self.world.database.reading():
            return [(each.entry.title, list(each.why)) for each in self.progress(made, who).told]


@pytest.fixture
def reader(world: World, files: FileStore) -> Reader:
    """A reader in the small world, where 5PG prepares."""
    world.at("preparing")
    return Reader(world, files)


__all__ = ["ANALYST", "LEAD", "SILENT", "SPEAKING", "Reader"]
