"""Reading when somebody is free from what is pasted: a list of days, or a calendar in which they are busy."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from wccflow.base.clock import LONDON
from wccflow.base.errors import Refused
from wccflow.engine.refusals import day as in_words

DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
MOST_LETTERS = 500_000
LONGEST_EVENT = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Said:
    """On which of the days somebody is free, and what could not be read."""

    free: frozenset[date]
    unread: tuple[str, ...] = ()


def free_in(text: str, days: Collection[date]) -> Said:
    """What pasted text says of these days: a calendar (iCalendar) tells when busy, a list of days when free.

    Raises Refused when there is neither.
    """
    if len(text) > MOST_LETTERS:
        raise Refused("This is more text than a calendar of one season. Paste a shorter part of it.")
    if "BEGIN:VCALENDAR" in text:
        return _calendar(text, frozenset(days))
    found = frozenset(days_in(text))
    if not found:
        raise Refused("There is no day in it. Write days like 2010-04-14 or 14/04/2010.")
    outside = sorted(found - set(days))
    return Said(found & set(days), tuple(f"{in_words(each)} is not a day of panels." for each in outside[:5]))


def days_in(text: str) -> Iterator[date]:
    """Every day that is written in a text. Raises Refused at one that there is not."""
    for found in DAY.finditer(text):
        year, month, day, day_first, month_first, year_last = found.groups()
        try:
            yield (
                date(int(year), int(month), int(day))
                if year
                else date(int(year_last), int(month_first), int(day_first))
            )
        except ValueError:
            raise Refused(f"“{found[0]}” is not a day. Write days like 2010-04-14 or 14/04/2010.") from None


def _calendar(text: str, days: frozenset[date]) -> Said:
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        raise Refused(f"The calendar cannot be read: {error}.") from None
    if not calendars:
        raise Refused("The calendar cannot be read: its end is missing. Paste the whole of it.")
    busy: set[date] = set()
    repeated = 0
    for event in (each for calendar in calendars for each in calendar.walk("VEVENT")):
        repeated += "RRULE" in event
        if isinstance(event, Event):
            busy.update(_busy(event))
    return Said(days - busy, (_repeating(repeated),) if repeated else ())


def _repeating(count: int) -> str:
    what = "1 entry repeats itself and is" if count == 1 else f"{count} entries repeat themselves and are"
    return f"{what} counted on the first day alone: take the other days away by hand."


def _busy(event: Event) -> Iterator[date]:
    """The days in London that an entry takes, unless it is called off or leaves the person free."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    if str(event.get("TRANSP", "")).upper() == "TRANSPARENT" or "DTSTART" not in event:
        return
    try:
        begins, ends = event.start, event.end
    except ValueError:
        return
    first = _day(begins)
    last = max(first, _last(ends))
    for number in range(min(last - first, LONGEST_EVENT).days + 1):
        yield first + timedelta(days=number)


def _day(moment: date | datetime) -> date:
    if not isinstance(moment, datetime):
        return moment
    return (moment.astimezone(LONDON) if moment.tzinfo else moment).date()


def _last(ends: date | datetime) -> date:
    """The last day before the end: an end at midnight or on a whole day does not belong to it."""
    if not isinstance(ends, datetime):
        return ends - timedelta(days=1)
    return _day(ends - timedelta(microseconds=1))
