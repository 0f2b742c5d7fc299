"""When a job is due, in UTC: no hour of the year is there twice or missing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

GRACE_SECONDS = 3600
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Every:
    """Due every so many seconds, counted from one fixed instant, so that all processes agree."""

    seconds: int

    def trigger(self) -> Any:
        """The same for the scheduler."""
        return IntervalTrigger(seconds=self.seconds, start_date=_BEGINNING, timezone=UTC)

    def due(self, now: datetime) -> datetime | None:
        """The latest due instant that has come."""
        passed = int((now - _BEGINNING).total_seconds()) // self.seconds
        return _BEGINNING + timedelta(seconds=passed * self.seconds)


@dataclass(frozen=True, slots=True)
class Cron:
    """Due at these minutes, hours and days of UTC, in the words of crontab, e.g. `30 5 * * *`."""

    words: str

    def trigger(self) -> Any:
        """The same for the scheduler."""
        return CronTrigger.from_crontab(self.words, timezone=UTC)

    def due(self, now: datetime) -> datetime | None:
        """The latest due instant of the past hour, or None."""
        trigger = self.trigger()
        latest, coming = None, trigger.get_next_fire_time(None, now - timedelta(seconds=GRACE_SECONDS))
        while coming is not None and coming <= now:
            latest, coming = coming, trigger.get_next_fire_time(coming, coming)
        return latest
