"""Days as people in Britain write them into a sheet: the day before the month, in figures or in words."""

import re
from datetime import date, timedelta

FULL = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
SERIAL_EPOCH = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 36_526, 73_051  # 2000 to 2100: a date whose cell was formatted as a plain number
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d{2}.*)?")
_FIGURES = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_WORDS = re.compile(
    r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[ \-/]*(?:of )?([a-z]+)\.?,?[ \-/]*(\d{4}|\d{2})"
)


def day_of(text: str) -> date | None:
    """The day that a cell tells, or None: `1 September 2027`, `1st Sept 27`, `01/09/2027`, `2027-09-01`."""
    said = " ".join(text.casefold().split())
    if found := _ISO.fullmatch(said):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(said):
        return _date(_year(found[3]), int(found[2]), int(found[1]))
    if found := _WORDS.fullmatch(said):
        return _date(_year(found[3]), _month(found[2]), int(found[1]))
    if said.isdecimal() and len(said) < 7 and FIRST_SERIAL <= int(said) < LAST_SERIAL:
        return SERIAL_EPOCH + timedelta(days=int(said))
    return None


def in_words(day: date) -> str:
    """A day as a sentence says it."""
    return f"{day.day} {FULL[day.month - 1].capitalize()} {day.year}"


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(word: str) -> int:
    """The number of a month by its name or the beginning of it; 0 for none."""
    fits = [number for number, name in enumerate(FULL, 1) if name.startswith(word) or word == name[:3] + "t"]
    return fits[0] if len(word) >= 3 and len(fits) == 1 else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
