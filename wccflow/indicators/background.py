"""Reading and loading large files of values in the background, telling how far it is."""

from wccflow.base import clock
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
            stage, answer = arriving.looked_at(found, lambda rows: _tell(database, found, rows))
            with database.writing():
                there = session().get(PackArrival, found.id)
                if there is not None:  # left out meanwhile
                    arriving.note(there, stage, answer)
            return 1
    with database.writing():
        there = session().get(PackArrival, found.id)
        if there is not None:
            arriving.keep(there, now=clock.now())
    return 1


def _tell(database: Database, arrival: PackArrival, rows: int) -> None:
    with database.writing():
        there = session().get(PackArrival, arrival.id)
        if there is not None:
            there.rows_seen = rows
