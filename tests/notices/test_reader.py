"""The reader of the log tells each event once, to those who may read it."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from tests.harness.world import World
from wccflow.base import log
from wccflow.base.log import Event
from wccflow.notices import queries, reader
from wccflow.notices.rules import Notice
from wccflow.people.queries import person_by_email

EVERYBODY = ("lead@5pg.example", "chief@5pg.example", "lead@5mx.example")


def told(event: Event) -> list[Notice]:
    return [Notice("It rang.", "/bell", people=frozenset(UUID(each) for each in event.payload["for"]))]


@pytest.fixture
def ringing(world: World) -> World:
    """The small world, in which a room has a sentence for bells."""
    world.database.offers = replace(world.database.offers, sentences={"bell.rung": [told]})
    reader.skip(world.database)
    return world


def ring(world: World, by: str = "", count: int = 1, at: datetime | None = None) -> None:
    with world.database.writing():
        for _ in range(count):
            log.record(
                "bell.rung",
                at=at or world.now,
                by_id=person_by_email(by).id if by else None,
                audience_id=world.case().audience_id,
                **{"for": [str(person_by_email(each).id) for each in EVERYBODY]},
            )


def heard(world: World, email: str) -> int:
    with world.database.reading():
        return len(queries.notices_of(world.reach(email), limit=1000))


def test_an_event_is_told_once_to_its_audience_and_not_to_its_doer(ringing: World) -> None:
    ring(ringing, by="chief@5pg.example")

    read = [reader.drain(ringing.database), reader.drain(ringing.database)]

    assert read == [1, 0]
    assert [heard(ringing, each) for each in EVERYBODY] == [1, 0, 0]


def test_however_much_has_happened_all_is_told(ringing: World) -> None:
    ring(ringing, count=reader.AT_ONCE + 5)

    assert reader.drain(ringing.database) == reader.AT_ONCE + 5
    assert heard(ringing, "lead@5pg.example") == reader.AT_ONCE + 5


def test_what_was_skipped_is_told_to_nobody(ringing: World) -> None:
    ring(ringing)

    reader.skip(ringing.database)

    assert reader.drain(ringing.database) == 0
    assert heard(ringing, "lead@5pg.example") == 0


def test_looking_for_news_holds_nobody_up(ringing: World) -> None:
    with ringing.database.engine.begin():
        assert reader.drain(ringing.database) == 0
