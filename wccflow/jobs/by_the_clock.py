"""What the clock asks for, each done as often as one likes and effective once."""

import logging
from contextlib import closing
from datetime import UTC, datetime, time

from wccflow.base import clock, once
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.cycles import clockwork
from wccflow.cycles.queries import cycles
from wccflow.finding import indexing
from wccflow.jobs import ledger
from wccflow.notices import actions as notices
from wccflow.search.whoosh_index import WhooshIndex

DIGEST = "daily digest of a day in London"
MORNING = range(7, 12)  # hours in London; whoever was asleep at seven sends it later, but not in the evening

_log = logging.getLogger(__name__)


def keep_calendar(database: Database, settings: Settings, now: datetime) -> None:
    """Make the calendar's own moves, remind, and tell of what was missed."""
    clockwork.run(database, now)


def make_urgent_mails(database: Database, settings: Settings, now: datetime) -> None:
    """Put into mails what only one person can do and has not read for ten minutes."""
    with database.writing():
        notices.make_urgent_mails(base_url=settings.base_url, demonstration=_demonstrates(), now=now)


def make_digests(database: Database, settings: Settings, now: datetime) -> None:
    """Make the daily mails once on each day in London, in its morning; asked every hour of UTC.

    No hour of UTC is there twice or missing when London's clocks change, and seven o'clock comes once a day.
    """
    here = now.astimezone(clock.LONDON)
    if here.hour not in MORNING:
        return
    day = datetime.combine(here.date(), time(), tzinfo=UTC)
    with database.writing():
        if ledger.claim(database, DIGEST, day, now):
            notices.make_digests(base_url=settings.base_url, demonstration=_demonstrates(), now=now)
            ledger.finish(database, DIGEST, day, now, "done")


def check_index(database: Database, settings: Settings, now: datetime) -> None:
    """Compare the search index with the database, and build it anew when it has gone astray."""
    with closing(WhooshIndex(settings.index_folder)) as index:
        indexing.drain(database, index)
        verdict = indexing.verify(database, index)
        if not verdict.sound:
            _log.warning("the search index has gone astray and is built anew: %s", verdict)
            indexing.rebuild(database, index)


def forget(database: Database, settings: Settings, now: datetime) -> None:
    """Forget sent forms and runs of jobs that nobody asks about any more."""
    with database.writing():
        once.forget_old(now)
        ledger.forget_old(now)


def _demonstrates() -> bool:
    return any(cycle.demonstration for cycle in cycles())
