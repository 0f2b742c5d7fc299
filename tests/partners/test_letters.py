"""Mails to partners: with a link that is made when they are sent, and rests nowhere."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select

from tests.partners.conftest import Circle
from wccflow.base.errors import NotFound
from wccflow.base.settings import Settings
from wccflow.base.work import session
from wccflow.notices.models import Mail
from wccflow.notices.posting import post
from wccflow.partners import actions, letters
from wccflow.partners.queries import invitation_by, opened


def sent(settings: Settings) -> list[tuple[str, str]]:
    """To whom the mails in the folder go, with their text, oldest first."""
    found = sorted(settings.mail_folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    mails = [message_from_bytes(path.read_bytes(), policy=default) for path in found]
    return [(mail["To"], mail.get_content()) for mail in mails]


def test_an_invitation_is_mailed_with_a_link_that_no_row_holds(desk: Circle, settings: Settings) -> None:
    shown = desk.invite("Council")
    with desk.world.database.writing():
        letters.write_invitation(invitation_by(shown, desk.world.now), desk.world.now)

    assert post(desk.world.database, settings) == 1

    ((to, text),) = sent(settings)
    (secret,) = re.findall(r"/feedback/(\S+)", text)
    assert (to, "Send me no more mail" in text) == ("council@partners.example", True)
    with desk.world.database.reading():
        assert opened(secret).is_mailed
        assert not opened(shown).is_mailed
        (mail,) = session().scalars(select(Mail))
        assert secret not in mail.body


def test_a_mailed_link_opens_the_sheets_of_all_organisations_that_asked_the_mailbox(
    desk: Circle, settings: Settings
) -> None:
    desk.world.at("preparing", "5MX")
    first = desk.invite("Council", email="council@partners.example")
    second = desk.invite("Council", email="council@partners.example", code="5MX")
    with desk.world.database.writing():
        letters.write_invitation(invitation_by(first, desk.world.now), desk.world.now)
    post(desk.world.database, settings)
    (secret,) = re.findall(r"/feedback/(\S+)", sent(settings)[0][1])

    with desk.world.database.reading():
        assert len(opened(secret).sheets) == 2
        assert [each.id for each in opened(second).sheets] == [opened(second).invitation.id]


def test_a_link_that_is_ended_opens_nothing_and_a_mail_on_its_way_holds_none(
    desk: Circle, settings: Settings
) -> None:
    shown = desk.invite("Council")
    with desk.world.database.writing():
        invitation = invitation_by(shown, desk.world.now)
        letters.write_invitation(invitation, desk.world.now)
        by, case = desk.world.reach("lead@5pg.example"), desk.world.case()
        actions.revoke(invitation, case, by=by, now=desk.world.now)

    post(desk.world.database, settings)

    assert "The invitation has been taken back meanwhile" in sent(settings)[0][1]
    with desk.world.database.reading(), pytest.raises(NotFound):
        opened(shown)
