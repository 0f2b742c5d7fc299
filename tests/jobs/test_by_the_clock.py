"""What the clock asks for: once a day in London whatever its clocks do, and the calendar's own work."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.harness.world import World
from wccflow.base.clock import LONDON
from wccflow.base.settings import Settings
from wccflow.finding import indexing
from wccflow.jobs.table import JOBS, WORKERS
from wccflow.notices import actions
from wccflow.notices.models import Mail
from wccflow.notices.rules import Notice
from wccflow.people.queries import person_by_email
from wccflow.search.whoosh_index import WhooshIndex
from wccflow.wiring import House

LEAD = "lead@5pg.example"


@pytest.fixture
def house(world: World, settings: Settings) -> House:
    """The house of the small world."""
    return House(settings, world.database)


@pytest.fixture
def told(world: World) -> Callable[..., None]:
    """Tells the lead of 5PG something."""

    def tell(at: datetime, *, only_you: bool = False) -> None:
        with world.database.writing():
            people = frozenset({person_by_email(LEAD).id})
            notice = Notice("Something.", "/", people=people, only_you=only_you)
            actions.tell(notice, event_id=uuid4(), but=None, now=at)

    return tell


def mails(world: World) -> list[datetime]:
    with world.database.reading() as session:
        return list(session.scalars(select(Mail.made_at).order_by(Mail.made_at)))


def work(house: House, job: str, now: datetime) -> None:
    JOBS[job].work(house.database, house.settings, now)


@pytest.mark.parametrize("change", [date(2009, 10, 25), date(2010, 3, 28), date(2010, 1, 15)])
def test_the_digest_comes_once_on_each_day_at_seven_in_london(
    house: House, world: World, told: Callable[..., None], change: date
) -> None:
    start = datetime(change.year, change.month, change.day, tzinfo=UTC) - timedelta(hours=24)

    for hour in range(72):
        told(start + timedelta(hours=hour))
        work(house, "daily digest", start + timedelta(hours=hour))
        work(house, "daily digest", start + timedelta(hours=hour, minutes=1))

    here = [at.astimezone(LONDON) for at in mails(world)]
    assert [(at.date(), at.hour) for at in here] == [
        (change + timedelta(days=days), 7) for days in (-1, 0, 1)
    ]


def test_whoever_slept_at_seven_sends_the_digest_later_in_the_morning(
    house: House, world: World, told: Callable[..., None]
) -> None:
    told(world.now)

    work(house, "daily digest", datetime(2010, 1, 15, 12, 0, tzinfo=UTC))
    evening = mails(world)
    work(house, "daily digest", datetime(2010, 1, 16, 11, 0, tzinfo=UTC))

    assert (evening, mails(world)) == ([], [datetime(2010, 1, 16, 11, 0, tzinfo=UTC)])


def test_urgent_mail_is_made_and_posted_without_waiting_for_the_digest(
    house: House, world: World, told: Callable[..., None]
) -> None:
    told(world.now, only_you=True)

    work(house, "urgent mails", world.now + timedelta(minutes=10))
    posted = [WORKERS["mail"](house), WORKERS["mail"](house)]

    assert posted == [1, 0]
    assert len(list(house.settings.mail_folder.glob("*.eml"))) == 1


def test_mail_of_a_demonstration_says_so(house: House, world: World, told: Callable[..., None]) -> None:
    told(world.now, only_you=True)
    with world.database.writing():
        world.case().cycle.demonstration = True

    work(house, "urgent mails", world.now + timedelta(minutes=10))

    with world.database.reading() as session:
        assert session.scalars(select(Mail.subject)).all() == ["Demonstration: One thing happened"]


def test_the_calendar_moves_what_is_its_own(house: House, world: World) -> None:
    world.at("submitted")

    work(house, "calendar", datetime(2010, 1, 4, 0, 5, tzinfo=UTC))

    with world.database.reading():
        assert world.case().state == "analysing"


def test_an_index_that_went_astray_is_built_anew(house: House, world: World) -> None:
    work(house, "search index", world.now)
    with world.database.writing() as session:
        world.case().organisation.name = "Renamed behind the log's back"
        session.flush()
    index = WhooshIndex(house.settings.index_folder)
    before = indexing.verify(house.database, index)

    work(house, "search index", world.now)

    after = indexing.verify(house.database, index)
    index.close()
    assert (before.stale, after.stale, after.sound) == (1, 0, True)
    assert after.documents == before.documents > 0


def test_what_happened_is_told_by_a_worker(house: House, world: World) -> None:
    first, second = WORKERS["notices"](house), WORKERS["notices"](house)

    assert first > 0
    assert second == 0
