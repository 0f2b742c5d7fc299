"""What stands in a person's calendar, and the calendar as other programs read it (iCalendar, RFC 5545)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from wccflow.base.clock import LONDON
from wccflow.base.errors import NotFound
from wccflow.base.work import offers
from wccflow.people.rights import Reach

PROGRAM = "-//wccflow//calendar//EN"
ASK_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One day, run of days, or time: `key` names it for good, `changes` counts how often its days were moved.

    A key begins with the name under which a room offers such entries.
    Dates are whole days in London, the last one included; instants are shown at London's time.
    """

    key: str
    title: str
    begins: date | datetime
    ends: date | datetime
    changed_at: datetime
    changes: int = 0
    words: str = ""
    where: str = ""
    address: str = "/"
    called_off: bool = False
    busy: bool = False  # it takes the person's own time, as a meeting does and a deadline does not
    demonstration: bool = False


def entries_of(reach: Reach, now: datetime) -> list[Entry]:
    """Everything that belongs in this person's calendar now, by its first day."""
    found = [each for source in offers().days.values() for each in source(reach, now)]
    return sorted(found, key=lambda each: (first_day(each), each.title, each.key))


def entry_called(reach: Reach, key: str, now: datetime) -> Entry:
    """The entry of this name in this person's calendar. Raises NotFound."""
    source = offers().days.get(key.partition("-")[0])
    found: list[Entry] = [each for each in source(reach, now) if each.key == key] if source else []
    if not found:
        raise NotFound
    return found[0]


def last_day(entry: Entry) -> date:
    """The last day in London that belongs to an entry."""
    ends = entry.ends
    return ends.astimezone(LONDON).date() if isinstance(ends, datetime) else ends


def first_day(entry: Entry) -> date:
    """The day in London on which an entry begins."""
    begins = entry.begins
    return begins.astimezone(LONDON).date() if isinstance(begins, datetime) else begins


def written(entries: Sequence[Entry], base_url: str, *, method: str = "PUBLISH") -> bytes:
    """These entries as an iCalendar file."""
    calendar = Calendar()
    calendar.add("prodid", PROGRAM)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add("x-wr-calname", "wccflow")
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for each in entries:
        calendar.add_component(_event(each, base_url))
    _add_london(calendar, entries)
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, base_url: str) -> Event:
    event, address = Event(), f"{base_url}{entry.address}"
    title = f"Called off: {entry.title}" if entry.called_off else entry.title
    event.add("uid", f"{entry.key}@wccflow")
    event.add("summary", f"Demonstration: {title}" if entry.demonstration else title)
    event.add("dtstart", _here(entry.begins))
    event.add("dtend", _end(entry.ends))
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.changes)
    event.add("status", "CANCELLED" if entry.called_off else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.busy and not entry.called_off else "TRANSPARENT")
    event.add("description", "\n".join(filter(None, (entry.words, address))))
    event.add("url", address)
    if entry.where:
        event.add("location", entry.where)
    return event


def _add_london(calendar: Calendar, entries: Sequence[Entry]) -> None:
    """The rules of London's clocks over the years in question, which programs must not have to guess."""
    timed = [each for each in entries if isinstance(each.begins, datetime)]
    if timed:
        first = min(first_day(each) for each in timed) - timedelta(days=366)
        last = max(first_day(each) for each in timed) + timedelta(days=366)
        calendar.add_missing_timezones(first_date=first, last_date=last)


def _here(moment: date | datetime) -> date | datetime:
    return moment.astimezone(LONDON) if isinstance(moment, datetime) else moment


def _end(moment: date | datetime) -> date | datetime:
    """The end as the format wants it: the first moment that does not belong to the entry any more."""
    return moment.astimezone(LONDON) if isinstance(moment, datetime) else moment + timedelta(days=1)
