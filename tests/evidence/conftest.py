"""What tests of evidence have in common: documents that need no reader, and a case that is preparing."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from flask.testing import FlaskClient

from tests.harness.world import World
from wccflow.base.errors import Refused
from wccflow.base.files import FileStore
from wccflow.evidence import actions
from wccflow.evidence.arriving import Received, receive
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import Passage, Reading, passage_id
from wccflow.evidence.settling import settle_reading

MOST_BYTES = 1_000_000


def reading_of(*texts: str, kind: str = "paragraph") -> Reading:
    """A reading of these texts, each a passage on a page of its own, below one heading."""
    seen: dict[str, int] = {}
    heading = Passage(passage_id("Plan", seen), "heading", "Plan", page=1, level=1)
    rest = [
        Passage(passage_id(text, seen), kind, text, "Plan", page) for page, text in enumerate(texts, start=1)
    ]
    return Reading("docx", max(1, len(texts)), (heading, *rest), ())


@dataclass(slots=True)
class Desk:
    """Files documents for 5PG in the small world, whose case is preparing."""

    world: World
    files: FileStore
    lead: str = "lead@5pg.example"
    chief: str = "chief@5pg.example"
    analyst: str = "analyst@q34.example"
    filed: list[Version] = field(default_factory=list)

    def received(self, content: str, name: str = "plan.txt") -> Received:
        """A file of this content in the store."""
        return receive(self.files, io.BytesIO(content.encode()), name=name, max_bytes=MOST_BYTES)

    def file(self, slot: str, *texts: str, code: str = "5PG", note: str = "") -> Version:
        """A document in a slot, read already when texts are given."""
        with self.world.database.writing():
            made = actions.file(
                self.world.case(code),
                slot,
                self.received(f"{slot} {len(self.filed)} {texts}"),
                by=self.world.reach(f"lead@{code.lower()}.example"),
                now=self.world.now,
                note=note,
            )
            if texts:
                settle_reading(made.id, reading_of(*texts), now=self.world.now)
        self.filed.append(made)
        return made

    def refused(self, act: Callable[[], object]) -> str:
        """The sentence with which the act is refused."""
        with pytest.raises(Refused) as refusal, self.world.database.writing():
            act()
        return str(refusal.value)


@pytest.fixture
def desk(world: World, files: FileStore) -> Desk:
    """A desk at which 5PG files its documents."""
    world.at("preparing")
    return Desk(world, files)


@pytest.fixture
def lead(client_of: Callable[[str], FlaskClient], desk: Desk) -> FlaskClient:
    """A client in which the organisation's own lead is signed in."""
    return client_of(desk.lead)
