"""What tests of partners have in common: a case of 5PG that is preparing, and partners who answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from tests.harness.world import World
from tests.ratings.conftest import Desk
from wccflow.base.files import FileStore
from wccflow.partners import actions, answering, counting
from wccflow.partners.models import PartnerInvitation, PartnerReply
from wccflow.partners.queries import invitation_by, invitation_of
from wccflow.partners.together import Feedback, feedback_of


@dataclass(slots=True)
class Circle(Desk):
    """5PG and the partners whom it asks."""

    def invite(
        self,
        name: str,
        kind: str = "provider",
        *,
        email: str = "",
        organisation: str = "",
        until: date | None = None,
        code: str = "5PG",
    ) -> str:
        """Invite a partner; the secret of the link."""
        with self.world.database.writing():
            _, secret = actions.invite(
                self.world.case(code),
                kind=kind,
                name=name,
                email=email or f"{name.lower().replace(' ', '.')}@partners.example",
                organisation=organisation,
                until=until,
                by=self.world.reach(f"lead@{code.lower()}.example"),
                now=self.world.now,
            )
        return secret

    def reply(
        self, secret: str, answer: str = "mostly", words: str = "", seen: int | None = None
    ) -> PartnerReply:
        """Answer the first question, and leave the others."""
        return self.send(secret, {"leads": answer}, words, seen)

    def send(
        self, secret: str, answers: Mapping[str, str], words: str = "", seen: int | None = None
    ) -> PartnerReply:
        """Answer by this link."""
        with self.world.database.writing():
            return answering.reply(secret, answers, words, now=self.world.now, seen=seen)

    def invitation(self, secret: str) -> PartnerInvitation:
        """The invitation of this link, read anew."""
        with self.world.database.reading():
            return invitation_by(secret, self.world.now)

    def fresh(self, invitation: PartnerInvitation) -> PartnerInvitation:
        """This invitation, read anew."""
        with self.world.database.reading():
            return invitation_of(self.world.case(), invitation.id)

    def count_now(self) -> int:
        """Count whatever waits."""
        with self.world.database.writing():
            by = self.world.reach("lead@5pg.example")
            return counting.count_now(self.world.case(), by=by, now=self.world.now)

    def feedback(self, who: str = "lead@5pg.example") -> Feedback:
        """What this person sees of all answers."""
        with self.world.database.reading():
            return feedback_of(self.world.case(), self.world.reach(who), self.world.now)


@pytest.fixture
def desk(world: World, files: FileStore) -> Circle:
    """A desk at which 5PG invites its partners."""
    world.at("preparing")
    return Circle(world, files)
