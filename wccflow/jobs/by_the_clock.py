"""What the clock asks for, each done as often as one likes and effective once."""

import logging
from contextlib import closing
from datetime import datetime

from wccflow.base import once, sweeping
from wccflow.base.files import FileStore
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.calibration import common_reminding
from wccflow.cycles import clockwork, endings
from wccflow.cycles.queries import cycles
from wccflow.finding import alerting, indexing
from wccflow.jobs import ledger
from wccflow.notices import mailing
from wccflow.panels import reminding as panels
from wccflow.panels import timetable_sending, watching
from wccflow.partners import reminding as partners
from wccflow.ratings import reminding as items
from wccflow.review import copying, reminding, returning, tallying, unsending
from wccflow.search.opening import open_index

_log = logging.getLogger(__name__)


def keep_calendar(database: Database, settings: Settings, now: datetime) -> None:
    """Make the calendar's own moves, remind, tell of what was missed, and count what nobody has counted."""
    clockwork.run(database, now)
    reminding.run(database, now)
    items.run(database, now)
    endings.run(database, now)
    partners.run(database, now)
    watching.run(database, now)
    panels.run(database, now)
    common_reminding.run(database, now)
    tallying.complete(database)


def send_timetables(database: Database, settings: Settings, now: datetime) -> None:
    """Write the adopted timetables of panels that can no longer be taken back, and invite."""
    timetable_sending.run(database, now)


def make_mails(database: Database, settings: Settings, now: datetime) -> None:
    """Gather into mails what is due to each person: a digest at their hour, the rest when only they can act.

    What has been done meanwhile is settled first, so that nobody is reminded of it.
    """
    clockwork.settle(database, now)
    reminding.settle(database, now)
    items.settle(database, now)
    with database.writing():
        mailing.make_mails(base_url=settings.base_url, demonstration=_demonstrates(), now=now)


def check_index(database: Database, settings: Settings, now: datetime) -> None:
    """Compare the search index with the database, and build it anew when it has gone astray."""
    with closing(open_index(settings.database, settings.index_folder)) as index:
        indexing.drain(database, index)
        verdict = indexing.verify(database, index)
        if not verdict.sound:
            _log.warning("the search index has gone astray and is built anew: %s", verdict)
            indexing.rebuild(database, index)


def alert_searches(database: Database, settings: Settings, now: datetime) -> None:
    """Tell people of what their kept searches find that they did not find before."""
    with closing(open_index(settings.database, settings.index_folder)) as index:
        alerting.alert(database, index, now)


def forget(database: Database, settings: Settings, now: datetime) -> None:
    """Forget sent forms, runs of jobs and returned copies that nobody asks about any more."""
    with database.writing():
        once.forget_old(now)
        ledger.forget_old(now)
        returning.forget_old(now)
        copying.forget_old(now)
        unsending.forget_old(now)


def sweep_files(database: Database, settings: Settings, now: datetime) -> None:
    """Remove the files that no row names, as refused uploads leave them."""
    gone = sweeping.sweep(database, FileStore(settings.files_folder))
    if gone:
        _log.info("%d files that nothing names were removed from the store", len(gone))


def _demonstrates() -> bool:
    return any(cycle.demonstration for cycle in cycles())
