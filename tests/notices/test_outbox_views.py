"""The outbox: what was sent, held, merged or dropped, and why; and for whom somebody looks after, no more."""

import re
from datetime import timedelta

import pytest

from tests.harness.statements import counted
from tests.harness.world import World
from tests.notices.conftest import Crier
from tests.notices.test_mailing import mails
from tests.notices.test_views import LEAD, Clients, post
from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.notices import actions, mailing, posting
from wccflow.people.queries import person_by_email

CHIEF, MANAGER, NORTH = "chief@5pg.example", "manager@q34.example", "manager@q30.example"
HERE, PEOPLE = "/notices/outbox", "/notices/outbox/people"


def whys(text: str) -> list[tuple[str, str]]:
    """Each notice with what became of it."""
    return re.findall(r'<a href="/cycles/[^"]+">([^<]+)</a>.*?wf-tag">([^<]+)<', text, re.S)


def test_what_was_sent_together_is_said_to_be(
    world: World, crier: Crier, settings: Settings, client_of: Clients
) -> None:
    crier.tell("First.")
    crier.tell("Second.")
    crier.digests()
    posting.post(world.database, settings)

    text = client_of(LEAD).get(HERE).text

    assert sorted(whys(text)) == [("First.", "Sent"), ("Second.", "Sent")]
    assert text.count("together with 1 other") == 2
    assert "In the digest of" in text


def test_what_waits_says_for_what(world: World, crier: Crier, client_of: Clients) -> None:
    crier.tell("Later.")
    crier.tell("Soon.", only_you=True)

    text = client_of(LEAD).get(HERE).text

    assert sorted(whys(text)) == [("Later.", "Held"), ("Soon.", "Held")]
    assert "It waits for your digest: not before" in text
    assert "It goes at once, for only you can do it: not before" in text


def test_what_was_dropped_says_why(world: World, crier: Crier, client_of: Clients) -> None:
    crier.wish(often={"panel": "none"})
    crier.tell("Read.")
    with world.database.writing():
        actions.mark_read(person_by_email(LEAD).id, world.now)
    crier.tell("Unwanted.", kind="panel")
    crier.tell("Done.", topic="milestone:a")
    with world.database.writing():
        actions.settle(["milestone:a"], world.now)
    crier.digests()

    text = client_of(LEAD).get(HERE).text

    assert {word for _, word in whys(text)} == {"Not mailed"}
    assert "You read it here first, on 1 October 2009, 10:00." in text
    assert "You asked for no mail of this kind." in text
    assert "It was done before a mail was made." in text


def test_the_limit_of_a_day_is_named_as_what_holds(world: World, crier: Crier, client_of: Clients) -> None:
    crier.wish(most_a_day=1)
    crier.tell("First.", only_you=True)
    crier.mails(world.now + timedelta(minutes=10))
    crier.tell("Second.", only_you=True)
    crier.mails(world.now + timedelta(minutes=20))

    capped = client_of(LEAD).get(HERE).text

    assert "You had had all your mails of 1 October 2009: not before" in capped


def test_the_text_of_a_mail_is_for_its_reader_alone(world: World, crier: Crier, client_of: Clients) -> None:
    crier.tell("A secret of 5PG.")
    crier.digests()
    address = f"{HERE}/{mails(world)[0].id}"

    answers = {who: client_of(who).get(address) for who in (LEAD, CHIEF, MANAGER)}

    assert {who: each.status_code for who, each in answers.items()} == {LEAD: 200, CHIEF: 404, MANAGER: 404}
    assert "- A secret of 5PG." in answers[LEAD].text


def test_whoever_looks_after_people_sees_how_their_mail_goes_and_nothing_of_what_it_says(
    world: World, crier: Crier, client_of: Clients
) -> None:
    crier.tell("A secret of 5PG.")
    crier.digests()
    (mail,) = mails(world)
    with world.database.writing() as session:
        mailing.note_fault(session.merge(mail), "not today", world.now)

    near, far = client_of(MANAGER).get(PEOPLE).text, client_of(NORTH).get(PEOPLE).text

    assert ("not today" in near, LEAD in near, "One thing happened" in near) == (True, True, True)
    assert "A secret of 5PG." not in near
    assert ("No mail here." in far, LEAD in far) == (True, False)


@pytest.mark.parametrize("who", ["editor@5pg.example", "analyst@q34.example"])
def test_who_looks_after_nobody_finds_no_such_page(client_of: Clients, who: str) -> None:
    assert client_of(who).get(PEOPLE).status_code == 404


def test_a_failing_mail_can_be_tried_again_by_whoever_looks_after_its_reader(
    world: World, crier: Crier, client_of: Clients
) -> None:
    crier.tell()
    crier.digests()
    (mail,) = mails(world)
    with world.database.writing() as session:
        mailing.note_fault(session.merge(mail), "away", clock.now() + timedelta(days=1))
    address = f"{PEOPLE}/{mail.id}/attempt"

    far, near = post(client_of(NORTH), address), post(client_of(MANAGER), address)

    assert (far.status_code, near.status_code) == (404, 303)
    assert mails(world)[0].not_before <= clock.now()


def test_mails_can_be_looked_at_by_their_state(world: World, crier: Crier, client_of: Clients) -> None:
    crier.tell()
    crier.digests()
    client = client_of(MANAGER)

    shown = {
        state: LEAD in client.get(f"{PEOPLE}?state={state}").text for state in ("all", "waiting", "sent")
    }

    assert shown == {"all": True, "waiting": True, "sent": False}


def test_a_test_mail_can_be_asked_for_once_at_a_time(world: World, client_of: Clients) -> None:
    client = client_of(LEAD)

    answers = [post(client, HERE).status_code for _ in range(2)]

    assert answers == [303, 422]
    assert [mail.subject for mail in mails(world)] == ["A test of the mail"]


def test_the_outbox_costs_the_same_for_one_notice_and_for_three(
    world: World, crier: Crier, client_of: Clients
) -> None:
    client, asked = client_of(LEAD), []

    for day, count in ((1, 1), (2, 2)):
        for number in range(count):
            crier.tell(f"{count} {number}.", at=world.now + timedelta(days=day - 1))
        crier.mails(crier.morning(day))
        with counted(world.database.engine) as statements:
            client.get(HERE)
        asked.append(len(statements))

    assert asked[0] == asked[1]
