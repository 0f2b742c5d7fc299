"""What tests of notices have in common: a notice to the people of one case, and a mail server here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tests.harness.world import World
from tests.notices.post_office import PostOffice, open_post_office
from wccflow.notices import actions
from wccflow.notices.rules import Notice
from wccflow.people.queries import person_by_email

BASE = "http://assurance.example"


@dataclass(slots=True)
class Crier:
    """Tells notices to the lead of 5PG, as holder of that role, and makes mails of them."""

    world: World

    def tell(
        self,
        sentence: str = "The briefing is out.",
        *,
        event_id: UUID | None = None,
        but: str = "",
        only_you: bool = False,
        to: str = "",
        private: bool = False,
        at: datetime | None = None,
    ) -> int:
        """Tell a notice; the case's audience hears it, or (`private`) just whom it names."""
        with self.world.database.writing():
            case = self.world.case()
            notice = Notice(
                sentence,
                case.address,
                people=frozenset({person_by_email(to).id} if to else ()),
                roles=frozenset() if to else frozenset({("pct_lead", "organisation", case.organisation_id)}),
                only_you=only_you,
            )
            return actions.tell(
                notice,
                event_id=event_id or uuid4(),
                but=person_by_email(but).id if but else None,
                now=at or self.world.now,
                audience_id=None if private else case.audience_id,
            )

    def digests(self, at: datetime | None = None, *, demonstration: bool = False) -> int:
        """Make the daily mails."""
        with self.world.database.writing():
            return actions.make_digests(base_url=BASE, demonstration=demonstration, now=at or self.world.now)

    def urgent(self, at: datetime) -> int:
        """Make the mails that cannot wait for the day's."""
        with self.world.database.writing():
            return actions.make_urgent_mails(base_url=BASE, demonstration=False, now=at)


@pytest.fixture
def crier(world: World) -> Crier:
    """Someone who tells notices in the small world."""
    return Crier(world)


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """A mail server on a free port of this machine."""
    with open_post_office() as office:
        yield office


def mails_in(folder: Path) -> list[EmailMessage]:
    """The mails laid into a folder."""
    parser = BytesParser(policy=default)
    return [parser.parsebytes(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]
