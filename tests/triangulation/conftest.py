"""The panel's case and two more, submitted, with what reviewers and partners say of them."""

from dataclasses import dataclass

import pytest

from tests.harness.panel import Sitting
from tests.harness.world import World
from wccflow.cycles.models import Case
from wccflow.ratings.actions import rate, rate_documents
from wccflow.ratings.sharing import share

CODES = {"5PG": "analyst@q34.example", "5MX": "analyst@q34.example", "5J9": "analyst@q30.example"}


@dataclass(slots=True)
class Beside:
    """Acts that set ratings beside one another."""

    world: World

    def case(self, code: str = "5PG") -> Case:
        """The case of an organisation; ask anywhere."""
        with self.world.database.reading():
            return self.world.case(code)

    def rate_self(self, code: str, **levels: str) -> None:
        """Let an organisation rate items of its own: `i1_1="4"`."""
        self.world.at("preparing", code)
        with self.world.database.writing():
            lead = self.world.reach(f"lead@{code.lower()}.example")
            for item, level in levels.items():
                name = item[1:].replace("_", ".")
                rate(self.world.case(code), name, level, "Because.", by=lead, now=self.world.now)

    def submit(self, code: str) -> None:
        """Let those who assess read it."""
        self.world.at("analysing", code)
        with self.world.database.writing():
            share(self.world.case(code), by=None, now=self.world.now)

    def read(self, code: str, **levels: str) -> None:
        """What a reviewer finds in the documents."""
        with self.world.database.writing():
            analyst = self.world.reach(CODES[code])
            for item, level in levels.items():
                name = item[1:].replace("_", ".")
                rate_documents(
                    self.world.case(code), name, level, "It says so.", by=analyst, now=self.world.now
                )


@pytest.fixture
def beside(world: World) -> Beside:
    """Three organisations of which one rates itself far higher than the documents show."""
    made = Beside(world)
    for code in CODES:
        made.rate_self(code, i1_1="4" if code == "5PG" else "1", i1_2="2")
        made.submit(code)
        made.read(code, i1_1="1", i1_2="2")
    return made


@pytest.fixture
def panel(sitting: Sitting) -> Sitting:
    """A panel in session."""
    return sitting
