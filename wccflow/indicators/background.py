"""Reading and loading large files of values in the background, telling how far it is.

A file is looked at while nobody is kept from writing; only what was found is written at once.
"""

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.base.work import Database, session
from wccflow.indicators import arriving
from wccflow.indicators.models import PackArrival


def work_next(database: Database) -> int:
    """Look at, or load, the large file that waits longest; gives 1, or 0 when none waits."""
    with database.reading():
        found = arriving.next_under_way()
        if found is None:
            return 0
        if found.stage == arriving.WAITING:
            _look(database, found)
        else:
            _load(database, found)
    return 1


def _look(database: Database, arrival: PackArrival) -> None:
    stage, answer = arriving.looked_at(arrival, lambda rows: _tell(database, arrival, rows))
    with database.writing():
        there = session().get(PackArrival, arrival.id)
        if there is not None:  # left out meanwhile
            arriving.note(there, stage, answer)


def _load(database: Database, arrival: PackArrival) -> None:
    try:
        with (
            arriving.ready(arrival, lambda rows: _tell(database, arrival, rows)) as ready,
            database.writing(),
        ):
            there = session().get(PackArrival, arrival.id)
            if there is not None:
                arriving.keep_ready(there, ready, now=clock.now())
    except Refused as refusal:
        with database.writing():
            there = session().get(PackArrival, arrival.id)
            if there is not None:
                arriving.note(there, arriving.REFUSED, {"refused": str(refusal)})


def _tell(database: Database, arrival: PackArrival, rows: int) -> None:
    with database.writing():
        there = session().get(PackArrival, arrival.id)
        if there is not None:
            there.rows_seen = rows
