"""What the clock asks for: once a day in London whatever its clocks do, and the calendar's own work."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.harness.world import World
from wccflow.base import log
from wccflow.base.clock import LONDON
from wccflow.base.settings import Settings
from wccflow.cycles.reminding import REMINDED
from wccflow.finding import indexing
from wccflow.jobs.table import JOBS, WORKERS
from wccflow.notices import actions
from wccflow.notices.models import Mail
from wccflow.notices.rules import Notice
from wccflow.people.queries import person_by_email
from wccflow.search.whoosh_index import WhooshIndex
from wccflow.wiring import House

LEAD, CHIEF = "lead@5pg.example", "chief@5pg.example"
CHANGES = [date(2009, 10, 25), date(2010, 3, 28), date(2010, 10, 31), date(2026, 3, 29), date(2026, 10, 25)]


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


@pytest.mark.parametrize("change", [*CHANGES, date(2010, 1, 15)])
def test_the_digest_comes_once_on_each_day_at_seven_in_london(
    house: House, world: World, told: Callable[..., None], change: date
) -> None:
    start = datetime(change.year, change.month, change.day, tzinfo=UTC) - timedelta(hours=24)

    for hour in range(72):
        told(start + timedelta(hours=hour))
        work(house, "mails", start + timedelta(hours=hour))
        work(house, "mails", start + timedelta(hours=hour, minutes=5))

    here = [at.astimezone(LONDON) for at in mails(world)]
    assert [(at.date(), at.hour) for at in here] == [
        (change + timedelta(days=days), 7) for days in (-1, 0, 1)
    ]


def test_whoever_slept_at_seven_sends_the_digest_later_in_the_morning(
    house: House, world: World, told: Callable[..., None]
) -> None:
    told(world.now)

    work(house, "mails", datetime(2010, 1, 15, 12, 0, tzinfo=UTC))
    evening = mails(world)
    work(house, "mails", datetime(2010, 1, 16, 11, 0, tzinfo=UTC))

    assert (evening, mails(world)) == ([], [datetime(2010, 1, 16, 11, 0, tzinfo=UTC)])


def test_urgent_mail_is_made_and_posted_without_waiting_for_the_digest(
    house: House, world: World, told: Callable[..., None]
) -> None:
    told(world.now, only_you=True)

    work(house, "mails", world.now + timedelta(minutes=10))
    posted = [WORKERS["mail"](house), WORKERS["mail"](house)]

    assert posted == [1, 0]
    assert len(list(house.settings.mail_folder.glob("*.eml"))) == 1


def test_mail_of_a_demonstration_says_so(house: House, world: World, told: Callable[..., None]) -> None:
    told(world.now, only_you=True)
    with world.database.writing():
        world.case().cycle.demonstration = True

    work(house, "mails", world.now + timedelta(minutes=10))

    with world.database.reading() as session:
        assert session.scalars(select(Mail.subject)).all() == ["Demonstration: One thing needs you"]


def hour_by_hour(house: House, first: date, last: date, *jobs: str) -> None:
    """These jobs, asked for at the fifth minute of every hour of UTC from one day to the other, and again."""
    now = datetime(first.year, first.month, first.day, 0, 5, tzinfo=UTC)
    while now.date() <= last:
        for job in jobs:
            work(house, job, now)
            work(house, job, now + timedelta(minutes=1))
        now += timedelta(hours=1)


def reminded(world: World, milestone: str) -> list[tuple[str, datetime]]:
    """The days of reminding of 5PG's milestone, and when in London each was told."""
    with world.database.reading():
        events = log.events_of([world.case().id], REMINDED)
        return [
            (event.payload["day"], event.at.astimezone(LONDON))
            for event in events
            if event.payload["milestone"] == milestone
        ]


def test_in_october_a_reminder_falls_on_its_day_in_london_once(house: House, world: World) -> None:
    world.at("preparing")

    hour_by_hour(house, date(2009, 10, 24), date(2009, 10, 28), "calendar")

    # Fourteen days before 30 October passed unseen; three days before is the Tuesday after the change.
    assert reminded(world, "partners") == [
        ("2009-10-16", datetime(2009, 10, 24, 1, 5, tzinfo=LONDON)),
        ("2009-10-27", datetime(2009, 10, 27, 0, 5, tzinfo=LONDON)),
    ]


def test_in_march_a_reminder_falls_on_its_day_in_london_once(house: House, world: World) -> None:
    facts = {"panel_date": date(2010, 3, 4), "disputes_open": 0, "report_signed": True}
    sources = {
        name: (lambda value: lambda cases: {each.id: value for each in cases})(facts[name]) for name in facts
    }
    world.database.offers = replace(world.database.offers, facts={**world.database.offers.facts, **sources})
    world.at("factual_check")

    hour_by_hour(house, date(2010, 3, 27), date(2010, 3, 30), "calendar")

    # Three days before 1 April is the Monday after the change, whose first hour is still Sunday in UTC.
    assert reminded(world, "facts") == [
        ("2010-03-22", datetime(2010, 3, 27, 0, 5, tzinfo=LONDON)),
        ("2010-03-29", datetime(2010, 3, 29, 0, 5, tzinfo=LONDON)),
    ]


@pytest.mark.parametrize("change", CHANGES)
def test_reminders_of_the_night_are_one_mail_of_the_morning(house: House, world: World, change: date) -> None:
    night = datetime(change.year, change.month, change.day, 0, 30, tzinfo=UTC)
    for number in range(3):
        with world.database.writing():
            people = frozenset({person_by_email(LEAD).id})
            notice = Notice(f"Number {number}.", "/", people=people, only_you=True, kind="reminder")
            actions.tell(notice, event_id=uuid4(), but=None, now=night)

    hour_by_hour(house, change, change + timedelta(days=1), "mails")

    assert [at.astimezone(LONDON) for at in mails(world)] == [
        datetime(change.year, change.month, change.day, 7, 5, tzinfo=LONDON)
    ]


def test_nobody_is_mailed_a_reminder_of_what_is_done_meanwhile(house: House, world: World) -> None:
    world.at("preparing")
    work(house, "calendar", datetime(2009, 11, 27, 0, 5, tzinfo=UTC))
    for code in ("5PG", "5MX", "5J9"):
        world.at("withdrawn", code)

    work(house, "mails", datetime(2009, 11, 27, 8, 0, tzinfo=UTC))

    assert mails(world) == []


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
