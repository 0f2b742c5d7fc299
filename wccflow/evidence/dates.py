"""The dates that a document bears, without a database: of which day it is, which time it covers, its age."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from wccflow.engine.refusals import day

DAYS_IN_MONTH = 30


@dataclass(frozen=True, slots=True)
class Dates:
    """Of which day a document is, and from when until when what it says holds."""

    as_of: date | None = None
    since: date | None = None
    until: date | None = None

    def written(self) -> dict[str, str]:
        """The dates as a line of the log keeps them; those that are not known are left out."""
        return {name: value.isoformat() for name, value in asdict(self).items() if value is not None}

    @classmethod
    def read(cls, kept: dict[str, str]) -> "Dates":
        """The dates that were written so."""
        return cls(**{name: date.fromisoformat(value) for name, value in kept.items()})


UNDATED = Dates()


def fault_of_dates(dates: Dates, on: date) -> str:
    """What is wrong with these dates, in a sentence; nothing when they are good or empty."""
    if dates.as_of and dates.as_of > on:
        return "A document cannot be of a day to come: choose today or an earlier day."
    if dates.since and dates.until and dates.until < dates.since:
        return "The period that the document covers must not end before it begins."
    return ""


def period_in_words(dates: Dates) -> str:
    """`covers 1 April 2009 to 31 March 2014`, or nothing when no period is known."""
    if dates.since and dates.until:
        return f"covers {day(dates.since)} to {day(dates.until)}"
    if dates.since:
        return f"covers {day(dates.since)} onwards"
    return f"covers the time until {day(dates.until)}" if dates.until else ""


def dates_in_words(dates: Dates) -> str:
    """All that is known of a document's dates: `as of 3 November 2009, covers …`, or `without a date`."""
    said = [f"as of {day(dates.as_of)}" if dates.as_of else "", period_in_words(dates)]
    return ", ".join(filter(None, said)) or "without a date"


def is_old(as_of: date, on: date, months: int) -> bool:
    """Whether a document of this day is older than so many months; nought months is never."""
    return bool(months) and as_of < on - timedelta(days=DAYS_IN_MONTH * months)


def weakness(dates: Dates, on: date, months: int) -> str:
    """Why the dates make a document weak evidence, in a sentence; nothing when they do not."""
    if dates.as_of and is_old(dates.as_of, on, months):
        return f"It is of {day(dates.as_of)}, more than {months} months old, so it counts as weak evidence."
    if dates.until and dates.until < on:
        return f"The period that it covers ended on {day(dates.until)}."
    return ""
