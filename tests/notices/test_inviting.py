"""A link to sign in is made when its mail goes out, and rests nowhere."""

import re

from sqlalchemy import select

from tests.harness.world import World
from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.notices import inviting, posting
from wccflow.notices.models import Mail
from wccflow.people.models import SignInLink
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import link_is_good

LEAD = "lead@5pg.example"


def write(world: World) -> None:
    with world.database.writing():
        inviting.write(
            person_by_email(LEAD),
            subject="Your way in",
            said=["You are asked."],
            leads_to="/handovers/1",
            demonstration=True,
            now=clock.now(),
        )


def test_the_link_is_in_the_mail_that_goes_out_and_nowhere_else(world: World, settings: Settings) -> None:
    write(world)

    sent = posting.post(world.database, settings)

    (file,) = settings.mail_folder.glob("*.eml")
    text = file.read_text().replace("=\n", "").replace("=3D", "=")
    found = re.search(r"/sign-in\?link=([\w-]+)&to=%2Fhandovers%2F1", text)
    with world.database.reading() as session:
        body, links = session.scalars(select(Mail.body)).one(), session.scalars(select(SignInLink)).all()
        assert found is not None, text
        good = link_is_good(found[1], clock.now())
    assert (sent, good, len(links)) == (1, True, 1)
    assert found[1] not in body + links[0].token_hash


def test_a_closed_account_gets_no_link(world: World, settings: Settings) -> None:
    write(world)
    with world.database.writing():
        person_by_email(LEAD).disabled_at = clock.now()

    posting.post(world.database, settings)

    (file,) = settings.mail_folder.glob("*.eml")
    assert "sign-in?link" not in file.read_text()
