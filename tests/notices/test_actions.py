"""Notices told, read, and gathered into mails."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.harness.world import World
from tests.notices.conftest import Crier
from wccflow.base.errors import NotFound
from wccflow.notices import actions, queries
from wccflow.people import actions as people
from wccflow.people.queries import grants_of, person_by_email

LEAD, CHIEF = "lead@5pg.example", "chief@5pg.example"


def sentences(world: World, email: str = LEAD) -> list[str]:
    with world.database.reading():
        return [row.sentence for row in queries.notices_of(world.reach(email))]


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


def test_one_notice_can_be_read_and_the_others_stay_new(world: World, crier: Crier) -> None:
    crier.tell("First.")
    crier.tell("Second.")

    with world.database.writing():
        (newest, _) = queries.notices_of(world.reach(LEAD))
        actions.mark_one_read(person_by_email(LEAD).id, newest.id, world.now)
        left = queries.notices_of(world.reach(LEAD), unread=True)

        assert len(left) == 1


def test_nobody_reads_for_somebody_else(world: World, crier: Crier) -> None:
    crier.tell()

    with world.database.writing():
        (row,) = queries.notices_of(world.reach(LEAD))
        with pytest.raises(NotFound):
            actions.mark_one_read(person_by_email(CHIEF).id, row.id, world.now)


def test_what_is_settled_is_neither_new_nor_mailed(world: World, crier: Crier) -> None:
    crier.tell("Do it.", only_you=True, topic="milestone:a")
    crier.tell("Do the other.", only_you=True, topic="milestone:b")

    with world.database.writing():
        actions.settle(["milestone:a"], world.now)
    crier.mails(world.now + timedelta(minutes=10))

    with world.database.reading():
        rows = {
            row.sentence: (row.outcome, row.mail_id is None) for row in queries.notices_of(world.reach(LEAD))
        }
    assert rows == {"Do it.": ("done", True), "Do the other.": ("", False)}


def test_what_was_mailed_before_it_was_settled_is_only_no_longer_new(world: World, crier: Crier) -> None:
    crier.tell("Do it.", only_you=True, topic="milestone:a")
    crier.mails(world.now + timedelta(minutes=10))

    with world.database.writing():
        actions.settle(["milestone:a"], world.now)

    with world.database.reading():
        (row,) = queries.notices_of(world.reach(LEAD))
        assert (row.outcome, row.mail_id is None, row.read_at) == ("", False, world.now)
