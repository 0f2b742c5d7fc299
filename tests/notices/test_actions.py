"""Notices told, read, and gathered into mails."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select

from tests.harness.world import World
from tests.notices.conftest import BASE, Crier
from wccflow.notices import actions, queries
from wccflow.notices.models import Mail
from wccflow.people import actions as people
from wccflow.people.queries import grants_of, person_by_email

LEAD, CHIEF = "lead@5pg.example", "chief@5pg.example"


def sentences(world: World, email: str = LEAD) -> list[str]:
    with world.database.reading():
        return [row.sentence for row in queries.notices_of(world.reach(email))]


def mails(world: World) -> list[Mail]:
    with world.database.reading() as session:
        return list(session.scalars(select(Mail).order_by(Mail.made_at)))


def lose_role(world: World, email: str = LEAD) -> None:
    with world.database.writing():
        (held,) = grants_of(person_by_email(email).id)
        people.end(held, by_id=None, now=world.now)


def close_account(world: World, email: str = LEAD) -> None:
    with world.database.writing():
        person_by_email(email).disabled_at = world.now


def test_a_notice_reaches_those_who_hold_the_role_there_and_nobody_else(world: World, crier: Crier) -> None:
    told = crier.tell("The briefing is out.")

    assert told == 1
    assert sentences(world) == ["The briefing is out."]
    assert sentences(world, CHIEF) == sentences(world, "lead@5mx.example") == []


def test_told_twice_is_told_once(world: World, crier: Crier) -> None:
    event = uuid4()

    told = [crier.tell(event_id=event), crier.tell(event_id=event)]

    assert told == [1, 0]
    assert len(sentences(world)) == 1


def test_whoever_did_it_is_not_told(world: World, crier: Crier) -> None:
    assert crier.tell(but=LEAD) == 0
    assert sentences(world) == []


def test_whoever_does_not_belong_to_the_audience_is_not_told_even_by_name(world: World, crier: Crier) -> None:
    assert crier.tell("A secret of 5PG.", to="lead@5mx.example") == 0
    assert sentences(world, "lead@5mx.example") == []


def test_a_closed_account_is_told_nothing(world: World, crier: Crier) -> None:
    close_account(world)

    assert crier.tell() == crier.tell(to=LEAD) == 0


def test_what_was_told_is_not_shown_or_counted_once_the_role_is_lost(world: World, crier: Crier) -> None:
    crier.tell()

    lose_role(world)

    assert sentences(world) == []
    with world.database.reading():
        assert queries.unread_count(world.reach(LEAD)) == 0


def test_what_was_read_is_not_counted(world: World, crier: Crier) -> None:
    crier.tell()
    crier.tell()

    with world.database.writing():
        before = queries.unread_count(world.reach(LEAD))
        actions.mark_read(person_by_email(LEAD).id, world.now)
        after = queries.unread_count(world.reach(LEAD))

    assert (before, after) == (2, 0)


def test_reading_what_leads_to_one_address_leaves_the_rest(world: World, crier: Crier) -> None:
    crier.tell()

    with world.database.writing():
        actions.mark_read(person_by_email(LEAD).id, world.now, "/elsewhere")

        assert queries.unread_count(world.reach(LEAD)) == 1


def test_a_digest_holds_everything_unread_once(world: World, crier: Crier) -> None:
    crier.tell("First.")
    crier.tell("Second.", at=world.now + timedelta(hours=1))

    made = [crier.digests(), crier.digests(world.now + timedelta(days=1))]

    assert made == [1, 0]
    (mail,) = mails(world)
    assert mail.subject == "2 things happened"
    assert [line for line in mail.body.splitlines() if line.startswith("- ")] == ["- First.", "- Second."]
    assert f"{BASE}/cycles/wcc-test/5PG" in mail.body


def test_what_was_read_is_not_mailed(world: World, crier: Crier) -> None:
    crier.tell(only_you=True)
    with world.database.writing():
        actions.mark_read(person_by_email(LEAD).id, world.now)

    assert crier.urgent(world.now + timedelta(hours=1)) == crier.digests() == 0


def test_what_only_you_can_do_is_mailed_after_ten_minutes_and_not_again(world: World, crier: Crier) -> None:
    crier.tell(only_you=True)

    early = crier.urgent(world.now + timedelta(minutes=9))
    late = crier.urgent(world.now + timedelta(minutes=10))
    again = crier.urgent(world.now + timedelta(minutes=15)) + crier.digests(world.now + timedelta(days=1))

    assert (early, late, again) == (0, 1, 0)


def test_what_others_can_do_too_is_not_urgent(world: World, crier: Crier) -> None:
    crier.tell()

    assert crier.urgent(world.now + timedelta(days=1)) == 0


def test_whoever_has_lost_the_role_since_gets_no_mail_of_it(world: World, crier: Crier) -> None:
    crier.tell("A secret of 5PG.", only_you=True)

    lose_role(world)

    assert crier.urgent(world.now + timedelta(hours=1)) == crier.digests() == 0
    assert mails(world) == []


def test_an_account_closed_since_gets_no_mail(world: World, crier: Crier) -> None:
    crier.tell(to=LEAD, private=True)

    close_account(world)

    assert crier.digests() == 0


def test_what_is_told_to_a_person_alone_needs_no_audience(world: World, crier: Crier) -> None:
    assert crier.tell("Your account is ready.", to=LEAD, private=True) == 1
    assert sentences(world) == ["Your account is ready."]
    assert crier.digests() == 1


def test_every_mail_of_a_demonstration_says_so_twice(world: World, crier: Crier) -> None:
    crier.tell()

    crier.digests(demonstration=True)

    (mail,) = mails(world)
    assert mail.subject == "Demonstration: One thing happened"
    assert mail.body.startswith("This is a demonstration: ")
