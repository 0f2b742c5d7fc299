"""A shelf with a plan in its versions and threads on their passages, for tests of what follows."""

import io
from dataclasses import dataclass, field

from sqlalchemy import select

from tests.review.conftest import LEAD, Table
from wccflow.base.files import FileStore
from wccflow.base.work import session
from wccflow.evidence import actions as evidence
from wccflow.evidence import deciding, following, following_queue
from wccflow.evidence.arriving import receive
from wccflow.evidence.following_models import Following
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import Passage, Reading, passage_id
from wccflow.evidence.settling import settle_reading
from wccflow.review import actions
from wccflow.review.anchoring import Anchor
from wccflow.review.hanging import hanging_of
from wccflow.review.models import Thread

FIRST = (
    "The trust serves four hundred thousand people in the east of the city.",
    "We will release four million pounds from emergency admissions in the third year.",
    "Smoking fell in every ward, and most of all among the young.",
    "The walk-in centre at the station will close in the spring.",
)
SECOND = (
    "A new opening paragraph thanks everyone who took part in the consultation this summer.",
    FIRST[0],
    "We will release six million pounds from emergency admissions in the third and fourth year.",
    FIRST[2],
    "Nothing else is planned for buildings.",
)


@dataclass(slots=True)
class Shelf:
    """The strategic plan of 5PG in its versions, with threads on their passages."""

    table: Table
    files: FileStore
    versions: list[Version] = field(default_factory=list)

    def file(self, *texts: str, slot: str = "strategic_plan", readable: bool = True) -> Version:
        """The plan's next version, read."""
        with self.table.world.database.writing():
            content = f"{len(self.versions)} {texts}".encode()
            received = receive(self.files, io.BytesIO(content), name="plan.txt", max_bytes=10_000)
            case, lead = self.table.world.case(), self.table.world.reach(LEAD)
            made = evidence.file(case, slot, received, by=lead, now=self.table.later())
            rows = tuple(
                Passage(passage_id(text, {}), "paragraph", text, "Plan", page)
                for page, text in enumerate(texts, start=1)
            )
            settle_reading(
                made.id, Reading("docx", len(texts), rows if readable else (), ()), now=self.table.later()
            )
        self.versions.append(made)
        return made

    def thread(self, text: str, on: Version, by: str = LEAD, **more: str) -> Thread:
        """A thread on the whole passage of a version."""
        anchor, reach, now = Anchor(on.id, passage_id(text, {})), self.table.reach(by), self.table.later()
        return self.table.act(
            lambda: actions.open_thread(
                self.table.world.case(),
                kind="comment",
                body="What of it?",
                anchor=anchor,
                by=reach,
                now=now,
                **more,
            )
        )

    def follow(self) -> int:
        """What the background process does."""
        return following_queue.drain(self.table.world.database, now=self.table.later)

    def rows(self) -> list[Following]:
        """Everything that has followed."""
        with self.table.world.database.reading():
            return list(session().scalars(select(Following).order_by(Following.at, Following.id)))

    def standing(self, thread: Thread, who: str) -> following.Standing:
        """Where a thread stands for a person."""
        with self.table.world.database.reading():
            found = hanging_of(thread)
            assert found is not None
            return following.of([found], self.table.world.reach(who))[thread.id]

    def decide(self, thread: Thread, by: str, choice: str, passage: str = "") -> None:
        """A person says where it belongs."""
        with self.table.world.database.writing():
            reach = self.table.world.reach(by)
            row = session().scalars(select(Following).where(Following.subject_id == thread.id)).all()[-1]
            found, hanging = deciding.found_for(reach, row.id)
            deciding.decide(found, hanging, choice=choice, passage=passage, by=reach, now=self.table.later())
