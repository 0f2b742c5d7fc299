"""What tests of notices have in common: a notice to the people of one case, and a mail server here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.harness.world import World
from tests.notices.post_office import PostOffice, open_post_office
from wccflow.base.clock import business_day, instant_on
from wccflow.notices import actions, mailing, wishes
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
        kind: str = "stage",
        topic: str = "",
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
                kind=kind,
                topic=topic,
            )
            return actions.tell(
                notice,
                event_id=event_id or uuid4(),
                but=person_by_email(but).id if but else None,
                now=at or self.world.now,
                audience_id=None if private else case.audience_id,
                case_id=None if private else case.id,
            )

    def digests(self, at: datetime | None = None, *, demonstration: bool = False) -> int:
        """Make the mails that are due in the next morning, or at this instant."""
        return self.mails(at or self.morning(1), demonstration=demonstration)

    def mails(self, at: datetime, *, demonstration: bool = False) -> int:
        """Make the mails that are due at this instant."""
        with self.world.database.writing():
            return mailing.make_mails(base_url=BASE, demonstration=demonstration, now=at)

    def morning(self, days: int, hour: int = 7) -> datetime:
        """Seven o'clock in London, so many days after the world's own."""
        return instant_on(business_day(self.world.now) + timedelta(days=days), time(hour))

    def wish(self, email: str = "lead@5pg.example", **changed: Any) -> None:
        """Let somebody wish to be told otherwise than by default."""
        wished = {"hour": 7, "often": {}, "at_once": True, "paused_until": None, "most_a_day": 5, **changed}
        with self.world.database.writing():
            wishes.keep(person_by_email(email).id, now=self.world.now, **wished)


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
