"""Mail on its way: into a folder, to a server, and again later when a server fails."""

import base64
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from tests.harness.world import World
from tests.notices.conftest import Crier, mails_in
from tests.notices.post_office import PostOffice
from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.notices import posting
from wccflow.notices.models import Mail
from wccflow.people.queries import person_by_email

LEAD = "lead@5pg.example"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, crier: Crier) -> Callable[[timedelta], datetime]:
    """The clock stands still on the morning of a digest; what is given moves it on."""
    instants = [crier.morning(1)]
    monkeypatch.setattr(clock, "now", lambda: instants[-1])

    def move(by: timedelta) -> datetime:
        instants.append(instants[-1] + by)
        return instants[-1]

    return move


def the_mail(world: World) -> Mail:
    with world.database.reading() as session:
        return session.scalars(select(Mail)).one()


def test_without_a_server_mail_is_laid_into_a_folder(
    world: World, crier: Crier, settings: Settings, later: Callable[..., datetime]
) -> None:
    crier.tell()
    crier.digests()

    sent = [posting.post(world.database, settings), posting.post(world.database, settings)]

    (mail,) = mails_in(settings.mail_folder)
    assert sent == [1, 0]
    assert (mail["To"], mail["Subject"], mail["Auto-Submitted"]) == (
        LEAD,
        "One thing happened",
        "auto-generated",
    )
    assert mail["Message-ID"] == the_mail(world).message_id
    assert "- The briefing is out." in mail.get_content()
    assert mail["List-Unsubscribe"] == f"<{settings.base_url}/notices/preferences>"
    assert mail["Reply-To"] is None


def test_answers_go_where_the_setting_says(
    world: World, crier: Crier, settings: Settings, later: Callable[..., datetime]
) -> None:
    crier.tell()
    crier.digests()

    posting.post(world.database, replace(settings, mail_reply_to="help@assurance.example"))

    (mail,) = mails_in(settings.mail_folder)
    assert mail["Reply-To"] == "help@assurance.example"


def test_a_server_takes_the_mail(
    world: World, crier: Crier, settings: Settings, post_office: PostOffice, later: Callable[..., datetime]
) -> None:
    crier.tell()
    crier.digests()

    sent = posting.post(world.database, replace(settings, mail_url=post_office.address))

    assert sent == 1
    (taken,) = post_office.mails
    assert f"Message-ID: {the_mail(world).message_id}\r\n".encode() in taken
    assert not settings.mail_folder.exists()


def test_a_server_that_asks_is_told_who_sends(
    world: World, crier: Crier, settings: Settings, post_office: PostOffice, later: Callable[..., datetime]
) -> None:
    crier.tell()
    crier.digests()
    address = f"smtp://house:pass%40word@127.0.0.1:{post_office.port}"

    posting.post(world.database, replace(settings, mail_url=address))

    assert [base64.b64decode(each) for each in post_office.signed_in] == [b"\0house\0pass@word"]
    assert len(post_office.mails) == 1


def test_a_mail_that_a_server_refuses_is_tried_again_later_under_the_same_name(
    world: World, crier: Crier, settings: Settings, post_office: PostOffice, later: Callable[..., datetime]
) -> None:
    sending = replace(settings, mail_url=post_office.address)
    crier.tell()
    crier.digests()
    name = the_mail(world).message_id
    post_office.refusing = True

    refused = posting.post(world.database, sending)
    at_once = posting.post(world.database, sending)

    assert (refused, at_once) == (0, 0)
    assert (the_mail(world).attempts, the_mail(world).sent_at) == (1, None)
    assert "not today" in the_mail(world).fault

    post_office.refusing = False
    now = later(timedelta(minutes=2))

    assert posting.post(world.database, sending) == 1
    assert (the_mail(world).sent_at, the_mail(world).fault) == (now, "")
    assert f"Message-ID: {name}\r\n".encode() in post_office.mails[0]


def test_a_mail_is_never_given_up_however_long_the_server_is_away(
    world: World, crier: Crier, settings: Settings, later: Callable[..., datetime]
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        sending = replace(settings, mail_url=f"smtp://127.0.0.1:{closed.getsockname()[1]}")
        crier.tell()
        crier.digests()

        for _ in range(12):
            posting.post(world.database, sending)
            later(timedelta(hours=6))

    assert the_mail(world).attempts == 12
    assert posting.post(world.database, settings) == 1


def test_a_recipient_that_cannot_be_written_stops_nobody_elses_mail(
    world: World, crier: Crier, settings: Settings, later: Callable[..., datetime]
) -> None:
    crier.tell()
    crier.tell(to="chief@5pg.example")
    with world.database.writing():
        person_by_email(LEAD).email = "lead@5pg.example\nBcc: all@evil.example"
    crier.digests()

    sent = posting.post(world.database, settings)

    assert sent == 1
    assert [mail["To"] for mail in mails_in(settings.mail_folder)] == ["chief@5pg.example"]


def test_no_name_and_no_sentence_becomes_a_header(
    world: World, crier: Crier, settings: Settings, later: Callable[..., datetime]
) -> None:
    with world.database.writing():
        person_by_email(LEAD).name = "Ada\nBcc: all@evil.example"
    crier.tell("Out.\r\nBcc: all@evil.example\r\n\r\nPay here.")
    crier.digests()

    posting.post(world.database, settings)

    (mail,) = mails_in(settings.mail_folder)
    own = {"From", "To", "Subject", "Message-ID", "Date", "Auto-Submitted", "List-Unsubscribe"}
    assert set(mail.keys()) == own | {"Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
    assert "For Ada Bcc: all@evil.example\n" in mail.get_content()


def test_others_may_write_while_a_server_is_slow(
    world: World,
    crier: Crier,
    settings: Settings,
    later: Callable[..., datetime],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crier.tell()
    crier.digests()
    wrote = []

    def write_meanwhile(*_: object) -> None:
        with world.database.engine.begin() as another:
            wrote.append(another.exec_driver_sql("DELETE FROM notice").rowcount)

    monkeypatch.setattr(posting, "_into_folder", write_meanwhile)

    assert posting.post(world.database, settings) == 1
    assert wrote == [1]
