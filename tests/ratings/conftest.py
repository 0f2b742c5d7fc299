"""What tests of ratings have in common: a case that is preparing, and a document to cite from."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from sqlalchemy import event

from tests.harness.world import World
from wccflow.base.errors import Refused
from wccflow.base.files import FileStore
from wccflow.base.places import workflows_folder
from wccflow.base.work import session
from wccflow.engine.definition import Definition
from wccflow.engine.loading import load
from wccflow.evidence import actions as evidence
from wccflow.evidence.arriving import receive
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import Passage, Reading, passage_id
from wccflow.evidence.settling import settle_reading
from wccflow.ratings import actions, citing, sharing
from wccflow.ratings.models import Citation, Rating

TEXTS = ("We will release four million pounds.", "Smoking fell in every ward.")


@dataclass(slots=True)
class Desk:
    """Rates items of 5PG in the small world, whose case is preparing."""

    world: World
    files: FileStore
    filed: dict[str, Version] = field(default_factory=dict)

    def file(self, slot: str = "strategic_plan", *texts: str, code: str = "5PG") -> Version:
        """A document in a slot whose passages are these texts."""
        content = io.BytesIO(f"{slot} {len(self.filed)} {texts}".encode())
        with self.world.database.writing():
            made = evidence.file(
                self.world.case(code),
                slot,
                receive(self.files, content, name="plan.txt", max_bytes=1_000_000),
                by=self.world.reach(f"lead@{code.lower()}.example"),
                now=self.world.now,
            )
            settle_reading(made.id, _reading(texts or TEXTS), now=self.world.now)
        self.filed[slot] = made
        return made

    def rate(
        self,
        item: str,
        value: str,
        rationale: str = "",
        *,
        who: str = "lead@5pg.example",
        channel: str = "self",
        seen: int | None = None,
        code: str = "5PG",
    ) -> Rating:
        """A rating by this person."""
        with self.world.database.writing():
            return actions.rate(
                self.world.case(code),
                item,
                value,
                rationale,
                by=self.world.reach(who),
                now=self.world.now,
                channel=channel,
                seen=seen,
            )

    def cite(
        self,
        item: str,
        version: Version,
        text: str = TEXTS[0],
        *,
        who: str = "lead@5pg.example",
        channel: str = "self",
        quote: str = "",
    ) -> Citation:
        """A citation of the passage with this text."""
        with self.world.database.writing():
            return citing.cite(
                self.world.case(),
                item,
                version_id=version.id,
                passage=passage_id(text, {}),
                by=self.world.reach(who),
                now=self.world.now,
                channel=channel,
                quote=quote,
            )

    def submit(self) -> None:
        """Let those who assess read what the organisation has done, as submitting does."""
        with self.world.database.writing():
            sharing.share(self.world.case(), by=None, now=self.world.now)

    def refused(self, act: Callable[[], object]) -> str:
        """The sentence with which the act is refused."""
        with pytest.raises(Refused) as refusal, self.world.database.writing():
            act()
        return str(refusal.value)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent to the database inside."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    engine = session().get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def desk(world: World, files: FileStore) -> Desk:
    """A desk at which 5PG rates itself."""
    world.at("preparing")
    return Desk(world, files)


@pytest.fixture
def workflow_without_board() -> Definition:
    """A definition in which no board ratifies."""
    return next(iter(load(workflows_folder() / "assessment").editions.values()))


def _reading(texts: tuple[str, ...]) -> Reading:
    seen: dict[str, int] = {}
    heading = Passage(passage_id("Plan", seen), "heading", "Plan", page=1, level=1)
    rest = [
        Passage(passage_id(text, seen), "paragraph", text, "Plan", page)
        for page, text in enumerate(texts, start=1)
    ]
    return Reading("docx", len(texts), (heading, *rest), ())
