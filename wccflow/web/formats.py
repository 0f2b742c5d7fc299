"""How dates, times and amounts are said on the screen; clocks show London."""

from datetime import date, datetime, timedelta

from flask import Flask

from wccflow.base.clock import LONDON

UNITS = ("bytes", "KB", "MB", "GB")


def add_formats(app: Flask) -> None:
    """Give the templates these words as filters."""
    for say in (capital, day, short_day, clock_time, moment, since, plural, size):
        app.jinja_env.filters[say.__name__] = say


def capital(words: str) -> str:
    """Words as they stand at the beginning of a line: `Region`, `PCT`."""
    return words[:1].upper() + words[1:]


def day(when: date | datetime) -> str:
    """`12 November 2026`."""
    here = _here(when)
    return f"{here.day} {here:%B %Y}"


def short_day(when: date | datetime) -> str:
    """`12 Nov`."""
    here = _here(when)
    return f"{here.day} {here:%b}"


def clock_time(instant: datetime) -> str:
    """`14:02`."""
    return f"{instant.astimezone(LONDON):%H:%M}"


def moment(instant: datetime) -> str:
    """`12 November 2026, 14:02`."""
    return f"{day(instant)}, {clock_time(instant)}"


def since(when: date | datetime, now: datetime) -> str:
    """How far away in words: `3 minutes ago`, `yesterday`, `in 5 days`, else the day itself."""
    if isinstance(when, datetime) and abs(now - when) < timedelta(hours=12):
        return _near(when, now)
    days = (_here(when) - now.astimezone(LONDON).date()).days
    named = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
    if named or abs(days) > 30:
        return named or day(when)
    return f"in {plural(days, 'day')}" if days > 0 else f"{plural(-days, 'day')} ago"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 document`, `2 documents`, `1,200 replies`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def size(count: int) -> str:
    """`812 bytes`, `4.1 MB`."""
    amount, unit = float(count), 0
    while amount >= 1000 and unit < len(UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    return f"{amount:.0f} {UNITS[unit]}" if unit < 2 else f"{amount:.1f} {UNITS[unit]}"


def _here(when: date | datetime) -> date:
    return when.astimezone(LONDON).date() if isinstance(when, datetime) else when


def _near(when: datetime, now: datetime) -> str:
    minutes = round(abs(now - when).total_seconds() / 60)
    if minutes < 1:
        return "just now" if when <= now else "in a moment"
    far = plural(minutes, "minute") if minutes < 60 else plural(round(minutes / 60), "hour")
    return f"{far} ago" if when <= now else f"in {far}"
