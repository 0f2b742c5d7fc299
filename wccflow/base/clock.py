"""Instants are UTC; days are days in London, and a rehearsed "today" moves days only, never instants."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_shift = timedelta(0)


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def pretend_today(day: date | None) -> None:
    """Let the business day be `day` for this program (`--today`); None gives the real one back."""
    global _shift
    _shift = timedelta(0) if day is None else day - now().astimezone(LONDON).date()


def business_day(instant: datetime) -> date:
    """The day in London at this instant, moved by the pretended today."""
    return instant.astimezone(LONDON).date() + _shift


def today() -> date:
    """The business day of this instant."""
    return business_day(now())


def instant_on(day: date, at: time = time(10, 0)) -> datetime:
    """The instant at which London's clocks show `at` on that business day."""
    return datetime.combine(day - _shift, at, tzinfo=LONDON).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The last instant of that business day in London: when a deadline on it passes."""
    return instant_on(day + timedelta(days=1), time(0, 0)) - timedelta(microseconds=1)
