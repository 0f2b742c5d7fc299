"""What is due is done once; a fault is noted and ends nothing."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from wccflow.base.models import JobRun
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.jobs.moments import Cron, Every
from wccflow.jobs.schedule import Job, Schedule
from wccflow.wiring import House

DUE = datetime(2009, 11, 2, 6, tzinfo=UTC)


def test_a_due_job_is_done_once_by_three_schedules(house: House) -> None:
    done: list[datetime] = []
    jobs = {"digest": Job(lambda database, settings, now: done.append(now), Cron("0 6 * * *"))}
    schedules = [Schedule(house.database, house.settings, jobs) for _ in range(3)]

    ran = [
        schedule.run_due("digest", DUE + timedelta(seconds=late)) for late, schedule in enumerate(schedules)
    ]

    assert ran == [True, False, False]
    assert done == [DUE]


def test_a_job_that_is_not_due_is_not_done(house: House) -> None:
    schedule = Schedule(house.database, house.settings, {"digest": Job(breaks, Cron("0 6 * * *"))})

    assert not schedule.run_due("digest", DUE - timedelta(seconds=1))


def breaks(database: Database, settings: Settings, now: datetime) -> None:
    """A job that cannot be done."""
    raise ValueError("no good")


def test_a_job_that_fails_is_noted_and_not_repeated_for_the_same_instant(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    schedule = Schedule(house.database, house.settings, {"broken": Job(breaks, Every(60))})

    with caplog.at_level(logging.CRITICAL):
        ran = [schedule.run_due("broken", DUE), schedule.run_due("broken", DUE)]

    with house.database.reading() as reading:
        assert reading.scalars(select(JobRun.outcome)).all() == ["failed: ValueError"]
    assert ran == [True, False]
