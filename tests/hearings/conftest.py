"""What tests of sessions have in common: a session of 5PG to which everyone in the case is admitted."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from tests.review.conftest import ANALYST, LEAD, Table, table
from wccflow.hearings import actions, answering, asking, moderating, queries
from wccflow.hearings.models import Answer, Hearing, Question

__all__ = ["room", "table"]


@dataclass(slots=True)
class Room:
    """A session that runs, and the people in it."""

    table: Table
    id: UUID

    def now(self) -> Hearing:
        """The session as it stands, within a unit of work."""
        return queries.hearing(self.table.world.reach(ANALYST), self.id)

    def ask(self, by: str, words: str) -> Question:
        """One more question."""
        reach, now = self.table.reach(by), self.table.later()
        return self.table.act(lambda: asking.ask(self.now(), words=words, by=reach, now=now))

    def support(self, by: str, asked: Question) -> None:
        """Support of this person for a question."""
        reach, now = self.table.reach(by), self.table.later()
        self.table.act(lambda: asking.support(self.now(), self.of(asked), by=reach, now=now))

    def take(self, asked: Question) -> None:
        """Put a question on the table."""
        reach, now = self.table.reach(ANALYST), self.table.later()
        self.table.act(lambda: moderating.take(self.now(), self.of(asked), by=reach, now=now))

    def answer(self, asked: Question, words: str, given_by: str = "Dr Ada Example") -> Answer:
        """Record an answer."""
        reach, now = self.table.reach(ANALYST), self.table.later()
        return self.table.act(
            lambda: answering.give(
                self.now(), self.of(asked), words=words, given_by=given_by, by=reach, now=now
            )
        )

    def close(self) -> None:
        """End the session."""
        reach, now = self.table.reach(ANALYST), self.table.later()
        self.table.act(lambda: actions.close(self.now(), by=reach, now=now))

    def of(self, asked: Question) -> Question:
        """The question as it stands, within a unit of work."""
        return queries.question(self.now(), asked.id)

    def states(self) -> list[tuple[int, str]]:
        """Every question by number, with where it stands, in the moderator's order."""
        with self.table.world.database.reading():
            rows = queries.questions([self.id])
            return [(each.number, each.state) for each in sorted(rows, key=lambda each: each.place)]


@pytest.fixture
def room(table: Table) -> Room:
    """A session that has begun."""
    table.submit()
    reach, now = table.reach(ANALYST), table.later()

    def held() -> UUID:
        made = actions.open_session(
            table.world.case(), title="Panel day", audience="everyone", minutes_each=5, by=reach, now=now
        )
        actions.begin(made, by=reach, now=now)
        return made.id

    return Room(table, table.act(held))


PEOPLE = (ANALYST, LEAD)
