"""Periods as sources write them, read so that they can be sorted: years of every kind, quarters, months."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

PeriodKind = Literal["calendar", "financial", "school", "mid-year", "pooled", "quarter", "month"]

KINDS: dict[PeriodKind, str] = {
    "calendar": "calendar year",
    "financial": "financial year",
    "school": "school year",
    "mid-year": "mid-year day",
    "pooled": "pooled years",
    "quarter": "quarter",
    "month": "month",
}
WRITE = "write 2011, 2011/12, 2009-11, 2011 Q2, 2011-04, 2011/12 school or 2011 mid-year"
MOST_POOLED = 20  # years

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"((?:19|20)\d\d)"
_SECOND = r"((?:19|20)?\d\d)"
_CALENDAR = re.compile(_YEAR)
_SPLIT = re.compile(rf"{_YEAR}/{_SECOND}(?: (school|academic|financial)(?: year)?)?")
_MID = re.compile(rf"{_YEAR} mid-year|mid-(?:year )?{_YEAR}")
_POOLED = re.compile(rf"{_YEAR}-{_SECOND}")
_POOLED_SPLIT = re.compile(rf"{_YEAR}/{_SECOND}-{_YEAR}/{_SECOND}")
_QUARTER = re.compile(rf"{_YEAR}(?:/{_SECOND})? ?q([1-4])")
_QUARTER_FIRST = re.compile(rf"q([1-4]) {_YEAR}(?:/{_SECOND})?")
_MONTH = re.compile(rf"{_YEAR}-(0[1-9]|1[0-2])")
_NAMED = re.compile(rf"{_YEAR} ([a-z]{{3}})[a-z]*|([a-z]{{3}})[a-z]* {_YEAR}")


@dataclass(frozen=True, slots=True)
class Period:
    """When a value is of: `text` is how it is shown and kept, the same for every way of writing it."""

    text: str
    kind: PeriodKind
    begins: date
    ends: date

    @property
    def months(self) -> int:
        """How long it is; nought for the middle of a year, which is a day."""
        if self.kind == "mid-year":
            return 0
        return (self.ends.year - self.begins.year) * 12 + self.ends.month - self.begins.month + 1

    @property
    def sort_key(self) -> tuple[date, date]:
        """Puts periods in the order of their ends, the longer one of those that end together first."""
        return self.ends, self.begins

    @property
    def family(self) -> tuple[PeriodKind, int]:
        """What periods must have in common to stand in one row of time: kind and length."""
        return self.kind, self.months

    @property
    def called(self) -> str:
        """What kind of period it is, with the length of pooled years."""
        return f"{self.months // 12} pooled years" if self.kind == "pooled" else f"a {KINDS[self.kind]}"


def read_period(text: str, kind: str = "") -> Period:
    """The period that is written. Raises ValueError when it is none, or not of the `kind` that is named.

    2009-11 are pooled years and 2011-04 is a month; where both could be meant, the years are, unless the kind
    says month (or the month is written as 2009 Nov).
    """
    plain = _plain(text)
    found = [each for each in _readings(plain) if not kind or each.kind == kind]
    if not found:
        raise ValueError(text)
    return found[0]


def is_period(text: str) -> bool:
    """Whether a text is a period of any kind."""
    try:
        read_period(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=8192)  # every organisation asks of the same few periods
def overlap(one: str, other: str) -> bool:
    """Whether two periods share days; not, where either cannot be read."""
    try:
        first, second = read_period(one), read_period(other)
    except ValueError:
        return False
    return first.begins <= second.ends and second.begins <= first.ends


def _plain(text: str) -> str:
    dashes = re.sub(r"\s*[-\u2010-\u2015\u2212]\s*", "-", text.strip().casefold())
    return " ".join(re.sub(r"\s*/\s*", "/", dashes).split())


def _readings(text: str) -> list[Period]:
    """Every way to read it, the likeliest first."""
    readers = (_calendar, _split, _mid_year, _pooled, _pooled_split, _quarter, _month)
    return [found for reader in readers if (found := reader(text)) is not None]


def _calendar(text: str) -> Period | None:
    match = _CALENDAR.fullmatch(text)
    return _of_months(text, "calendar", int(text), 1, 12) if match else None


def _split(text: str) -> Period | None:
    match = _SPLIT.fullmatch(text)
    if match is None or _later(match[1], match[2]) != int(match[1]) + 1:
        return None
    year, school = int(match[1]), match[3] in ("school", "academic")
    shown = _years(year) + (" school" if school else "")
    return _of_months(shown, "school" if school else "financial", year, 9 if school else 4, 12)


def _mid_year(text: str) -> Period | None:
    match = _MID.fullmatch(text)
    if match is None:
        return None
    day = date(int(match[1] or match[2]), 6, 30)
    return Period(f"{day.year} mid-year", "mid-year", day, day)


def _pooled(text: str) -> Period | None:
    match = _POOLED.fullmatch(text)
    if match is None:
        return None
    first, last = int(match[1]), _later(match[1], match[2])
    if not first < last < first + MOST_POOLED:
        return None
    shown = f"{first}-{last % 100:02}"
    return _of_months(shown, "pooled", first, 1, 12 * (last - first + 1))


def _pooled_split(text: str) -> Period | None:
    match = _POOLED_SPLIT.fullmatch(text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[3])
    whole = _later(match[1], match[2]) == first + 1 and _later(match[3], match[4]) == last + 1
    if not whole or not first < last < first + MOST_POOLED:
        return None
    return _of_months(f"{_years(first)}-{_years(last)}", "pooled", first, 4, 12 * (last - first + 1))


def _quarter(text: str) -> Period | None:
    match = _QUARTER.fullmatch(text)
    turned = _QUARTER_FIRST.fullmatch(text)
    if match is not None:
        year, second, quarter = int(match[1]), match[2], int(match[3])
    elif turned is not None:
        year, second, quarter = int(turned[2]), turned[3], int(turned[1])
    else:
        return None
    if second is None:
        return _of_months(f"{year} Q{quarter}", "quarter", year, 3 * quarter - 2, 3)
    if _later(str(year), second) != year + 1:
        return None
    begins = 3 * quarter + 1  # the first quarter of a financial year begins in April
    shown = f"{_years(year)} Q{quarter}"
    return _of_months(shown, "quarter", year + (begins > 12), (begins - 1) % 12 + 1, 3)


def _month(text: str) -> Period | None:
    match, named = _MONTH.fullmatch(text), _NAMED.fullmatch(text)
    if match is not None:
        year, month = int(match[1]), int(match[2])
    elif named is not None and (named[2] or named[3]) in _MONTHS:
        year, month = int(named[1] or named[4]), _MONTHS.index(named[2] or named[3]) + 1
    else:
        return None
    return _of_months(f"{year} {_MONTHS[month - 1].capitalize()}", "month", year, month, 1)


def _of_months(text: str, kind: PeriodKind, year: int, month: int, months: int) -> Period:
    after = year * 12 + month - 1 + months
    return Period(text, kind, date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1))


def _later(first: str, second: str) -> int:
    """The later year, where only its last two figures may be written."""
    if len(second) == 4:
        return int(second)
    year = int(first[:2] + second)
    return year + 100 if year <= int(first) - 90 else year  # 1999/00


def _years(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02}"
