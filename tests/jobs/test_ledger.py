"""A run is claimed once, however many ask for it."""

import threading
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from wccflow.base.models import Base, JobRun
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.jobs import ledger
from wccflow.wiring import House, open_house

DUE = datetime(2009, 10, 25, 1, 30, tzinfo=UTC)
NOW = DUE + timedelta(seconds=2)


def claims_of_three(database: Database, dues: int) -> list[int]:
    """How often each of so many due instants was claimed by three that ask at once."""
    claimed: list[datetime] = []
    together = threading.Barrier(3)

    def ask() -> None:
        together.wait()
        for number in range(dues):
            due = DUE + timedelta(minutes=number)
            if ledger.claim(database, "job", due, NOW):
                claimed.append(due)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [claimed.count(DUE + timedelta(minutes=number)) for number in range(dues)]


def test_three_that_claim_at_once_get_each_run_once(house: House) -> None:
    assert claims_of_three(house.database, 20) == [1] * 20


def test_three_that_claim_at_once_get_each_run_once_on_postgres(settings: Settings, postgres: str) -> None:
    house = open_house(Settings(instance=settings.instance, database_url=postgres))
    Base.metadata.create_all(house.database.engine)

    claimed = claims_of_three(house.database, 20)
    house.database.engine.dispose()

    assert claimed == [1] * 20


def test_two_jobs_may_be_due_at_one_instant(house: House) -> None:
    claimed = [ledger.claim(house.database, job, DUE, NOW) for job in ("one", "other", "one")]

    assert claimed == [True, True, False]


def test_a_finished_run_says_how_it_ended(house: House) -> None:
    ledger.claim(house.database, "job", DUE, NOW)

    ledger.finish(house.database, "job", DUE, NOW + timedelta(seconds=3), "done")

    with house.database.reading() as reading:
        run = reading.scalars(select(JobRun)).one()
    assert (run.started_at, run.finished_at, run.outcome) == (NOW, NOW + timedelta(seconds=3), "done")


def test_old_runs_are_forgotten_and_young_ones_kept(house: House) -> None:
    for days in (91, 89):
        ledger.claim(house.database, "job", DUE - timedelta(days=days), NOW)

    with house.database.writing():
        ledger.forget_old(DUE)

    with house.database.reading() as reading:
        assert reading.scalars(select(JobRun.due)).all() == [DUE - timedelta(days=89)]
