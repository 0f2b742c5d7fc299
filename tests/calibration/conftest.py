"""Common cases for tests: a dossier brought as a file, and five people of each overseer who rate it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from tests.harness.world import World
from wccflow.calibration import common_actions as actions
from wccflow.calibration import common_dossier
from wccflow.calibration.common_models import CommonCase
from wccflow.calibration.common_rules import items_rated
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle
from wccflow.cycles.queries import cycle
from wccflow.people import actions as people

NATION = "lead@dh.example"
FIRST = ("analyst", "manager", "director", "reader1", "reader2")


def dossier(items: Sequence[str], level: str = "2") -> bytes:
    """A file with one passage for each item and its agreed level."""
    rows = [f"{item},Strategic plan,The passage that bears on {item}.,{level}" for item in items]
    return "\n".join(["item,document,text,level", *rows]).encode()


@dataclass(slots=True)
class Commons:
    """Acts on common cases of the test's cycle, as its people would."""

    world: World

    @property
    def cycle(self) -> Cycle:
        """The cycle; ask inside a unit of work."""
        return cycle("wcc-test")

    def items(self) -> list[str]:
        """What is rated."""
        with self.world.database.reading():
            return items_rated(pinned(self.cycle.digest))

    def brought(self, level: str = "2") -> CommonCase:
        """A common case that the nation has brought, not open yet."""
        with self.world.database.writing():
            found = common_dossier.read(dossier(self.items(), level), pinned(self.cycle.digest))
            by = self.world.reach(NATION)
            return actions.bring(self.cycle, found, by=by, now=self.world.now)

    def opened(self, level: str = "2", due_on: date | None = None) -> CommonCase:
        """One that is open for rating, by a day or by none."""
        made = self.brought(level)
        with self.world.database.writing() as session:
            there = session.get_one(CommonCase, made.id)
            by = self.world.reach(NATION)
            actions.open_for_rating(there, self.cycle, by=by, now=self.world.now, due_on=due_on)
            return there

    def rate(self, common: CommonCase, who: str, level: str, without: int = 0) -> None:
        """One person gives every item this level, but for the last `without`, and does not hand in."""
        with self.world.database.writing() as session:
            there, items = session.get_one(CommonCase, common.id), self.items()
            given = dict.fromkeys(items[: len(items) - without], (level, ""))
            actions.keep_all(there, self.cycle, given, by=self.world.reach(who), now=self.world.now)

    def hand_in(self, common: CommonCase, who: str) -> None:
        """One person hands in."""
        with self.world.database.writing() as session:
            there = session.get_one(CommonCase, common.id)
            actions.hand_in(there, self.cycle, by=self.world.reach(who), now=self.world.now)

    def all_of(self, overseer: str, common: CommonCase, level: str) -> None:
        """Five people of an overseer rate and hand in."""
        for mailbox in FIRST:
            who = f"{mailbox}@{overseer}.example"
            self.rate(common, who, level)
            self.hand_in(common, who)

    def everybody(self, *levels: tuple[str, str]) -> list[CommonCase]:
        """Two common cases that both overseers have rated: for each the levels given by Q34 and by Q30."""
        made = []
        for midlands, north in levels:
            common = self.opened()
            self.all_of("q34", common, midlands)
            self.all_of("q30", common, north)
            made.append(common)
        return made


@pytest.fixture
def commons(world: World) -> Commons:
    """The world with two more people at each overseer, so that five of each can rate."""
    with world.database.writing():
        for code in ("5PG", "5J9"):
            overseer = world.case(code).overseer
            for mailbox in FIRST[3:]:
                email = f"{mailbox}@{overseer.code.lower()}.example"
                made = people.add_person(email, name=f"Person of {email}", by_id=None, now=world.now)
                people.grant(
                    made, "reviewer", scope="overseer", scope_id=overseer.id, by_id=None, now=world.now
                )
    return Commons(world)
