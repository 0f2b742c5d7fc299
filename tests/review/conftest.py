"""What tests of threads have in common: a table at which the small world's people talk about one document."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest

from tests.harness.world import World
from wccflow.base.errors import Refused
from wccflow.base.files import FileStore
from wccflow.evidence import actions as evidence
from wccflow.evidence import freezing
from wccflow.evidence.arriving import receive
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import Passage, Reading, passage_id
from wccflow.evidence.settling import settle_reading
from wccflow.people.rights import Reach
from wccflow.review import actions
from wccflow.review.anchoring import Anchor
from wccflow.review.models import Comment, Thread

LEAD, CHIEF, ANALYST, MANAGER = (
    "lead@5pg.example",
    "chief@5pg.example",
    "analyst@q34.example",
    "manager@q34.example",
)
TEXT = "To pay for this we will release £4.1m from emergency admissions in year 3."
Given = TypeVar("Given")


@dataclass(slots=True)
class Table:
    """People of the small world talk about the strategic plan of 5PG; time goes on with every word."""

    world: World
    files: FileStore
    passed: timedelta = field(default=timedelta(0))

    def file(self) -> Version:
        """The strategic plan, filed and read."""
        with self.world.database.writing():
            received = receive(self.files, io.BytesIO(TEXT.encode()), name="plan.txt", max_bytes=10_000)
            case, lead = self.world.case(), self.world.reach(LEAD)
            made = evidence.file(case, "strategic_plan", received, by=lead, now=self.world.now)
            rows = tuple(
                Passage(passage_id(text, {}), "paragraph", text, "Money", 3) for text in (TEXT, "More.")
            )
            settle_reading(made.id, Reading("docx", 4, rows, ()), now=self.world.now)
        return made

    def submit(self) -> None:
        """Put the case under analysis, with its documents shared, past all gates."""
        self.world.at("analysing")
        with self.world.database.writing():
            freezing.share(self.world.case(), by=None, now=self.world.now)

    def open(
        self, by: str, body: str, *, kind: str = "comment", on: Version | None = None, **more: Any
    ) -> Thread:
        """A new thread on the case, or on the passage of a version."""
        anchor = Anchor(on.id, passage_id(TEXT, {}), "release £4.1m") if on else None
        reach, now = self.reach(by), self.later()
        return self.act(
            lambda: actions.open_thread(
                self.world.case(), kind=kind, body=body, anchor=anchor, by=reach, now=now, **more
            )
        )

    def say(self, thread: Thread, by: str, body: str, audience: str = "", **more: Any) -> Comment:
        """One more message."""
        reach, now = self.reach(by), self.later()
        return self.act(
            lambda: actions.comment(thread, body=body, audience=audience, by=reach, now=now, **more)
        )

    def reach(self, email: str) -> Reach:
        """What this person holds."""
        with self.world.database.reading():
            return self.world.reach(email)

    def act(self, act: Callable[[], Given]) -> Given:
        """Do something in a unit of work of its own."""
        with self.world.database.writing():
            return act()

    def refused(self, act: Callable[[], object]) -> str:
        """The sentence with which the act is refused."""
        with pytest.raises(Refused) as refusal, self.world.database.writing():
            act()
        return str(refusal.value)

    def later(self) -> datetime:
        """An instant a minute after the last one."""
        self.passed += timedelta(minutes=1)
        return self.world.now + self.passed


@pytest.fixture
def table(world: World, files: FileStore) -> Table:
    """A table at which 5PG prepares."""
    world.at("preparing")
    return Table(world, files)
