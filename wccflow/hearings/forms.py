"""Reading the forms of sessions: minutes, a time on a day, who asks."""

from datetime import date, datetime, time
from uuid import UUID

from wccflow.base.clock import instant_on, today
from wccflow.base.errors import Refused
from wccflow.web.forms import identity, text


def minutes(name: str) -> int | None:
    """A number of minutes, or None for as long as it takes. Raises Refused."""
    given = text(name)
    if not given:
        return None
    if not (given.isascii() and given.isdecimal()):
        raise Refused("Give the time in minutes, such as 20.")
    return int(given)


def begins_at() -> datetime | None:
    """When the session is planned for, in London's time, or None. Raises Refused."""
    day, hour = text("day"), text("hour")
    if not day:
        if hour:
            raise Refused("Give the day of the session as well as its time.")
        return None
    try:
        return instant_on(date.fromisoformat(day), time.fromisoformat(hour or "10:00"))
    except ValueError:
        raise Refused("Give the day like 2010-04-14 and the time like 14:30.") from None


def given_at(now: datetime) -> datetime:
    """When an answer was given: the time that is written, today, else now. Raises Refused."""
    hour = text("hour")
    try:
        return instant_on(today(), time.fromisoformat(hour)) if hour else now
    except ValueError:
        raise Refused("Give the time like 14:30.") from None


def person(name: str) -> UUID | None:
    """The person who was chosen, or None."""
    return identity(name) if text(name) else None
