"""Does what is due: a scheduler in memory asks the clock, the ledger lets each run happen once."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from apscheduler.schedulers.background import BackgroundScheduler

from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.jobs import ledger
from wccflow.jobs.moments import GRACE_SECONDS, Cron, Every

_log = logging.getLogger(__name__)

Work: TypeAlias = Callable[[Database, Settings, datetime], object]


@dataclass(frozen=True, slots=True)
class Job:
    """What is done by the clock, and when. It opens its own units of work; done twice it does no harm."""

    work: Work
    when: Every | Cron


class Schedule:
    """The jobs of one house, done while this process leads."""

    def __init__(self, database: Database, settings: Settings, jobs: Mapping[str, Job]) -> None:
        self._database = database
        self._settings = settings
        self._jobs = jobs
        self._scheduler: Any = BackgroundScheduler(
            timezone=UTC,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": GRACE_SECONDS},
        )

    def start(self) -> None:
        """Begin; what came due within the past hour while nobody led is done now."""
        for name, job in self._jobs.items():
            self._scheduler.add_job(self.run_due, job.when.trigger(), [name], id=name)
        self._scheduler.start()
        threading.Thread(target=self._catch_up, name="catch up", daemon=True).start()

    def stop(self) -> None:
        """Begin nothing more; what is being done goes on to its end."""
        self._scheduler.shutdown(wait=False)

    def run_due(self, name: str, now: datetime | None = None) -> bool:
        """Do the latest due run of a job unless it was done; gives whether it was done here and now."""
        now = now or clock.now()
        due = self._jobs[name].when.due(now)
        if due is None or not ledger.claim(self._database, name, due, now):
            return False
        ledger.finish(self._database, name, due, clock.now(), self._outcome(name, now))
        return True

    def _outcome(self, name: str, now: datetime) -> str:
        try:
            self._jobs[name].work(self._database, self._settings, now)
        except Exception as fault:  # one job's fault must not end the others
            _log.exception("the job “%s” failed", name)
            return f"failed: {type(fault).__name__}"
        return "done"

    def _catch_up(self) -> None:
        for name in self._jobs:
            try:
                self.run_due(name)
            except Exception:  # as above; the scheduler tries it again when it is next due
                _log.exception("the job “%s” could not be begun", name)
