"""The ledger of jobs: a run is claimed before its work, so that it is done at most once, by whomever."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from wccflow.base.models import JobRun
from wccflow.base.work import Database, session

KEPT = timedelta(days=90)


def claim(database: Database, job: str, due: datetime, now: datetime) -> bool:
    """Claim the run of a job for this due instant; False when it was claimed before."""
    try:
        with database.writing() as writing:
            if writing.get(JobRun, (job, due)) is not None:
                return False
            writing.add(JobRun(job=job, due=due, started_at=now))
    except IntegrityError:  # another process claimed it between our look and our line
        return False
    return True


def finish(database: Database, job: str, due: datetime, now: datetime, outcome: str) -> None:
    """Note how a claimed run ended."""
    with database.writing() as writing:
        run = writing.get_one(JobRun, (job, due))
        run.finished_at, run.outcome = now, outcome


def forget_old(now: datetime) -> None:
    """Forget runs that nobody asks about any more."""
    session().execute(delete(JobRun).where(JobRun.due < now - KEPT))
