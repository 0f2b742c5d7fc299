"""What a notice is, and the pure answer to when it goes out by mail: at once, in the digest, later, never."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal, Protocol, TypeVar
from uuid import UUID

from wccflow.base.clock import LONDON

Often = Literal["once", "daily", "weekly", "none"]
Way = Literal["urgent", "digest", "never"]

KINDS: Mapping[str, str] = {
    "reminder": "Reminders of what is due",
    "mention": "Where somebody mentions you",
    "question": "Questions and conversations",
    "stage": "Where a case stands",
    "panel": "Panels and their reports",
    "result": "Calibration and publication",
    "role": "Your roles, and signatures that are asked for",
}

AT_ONCE_BY_DEFAULT = frozenset({"mention"})  # the only kinds for which one may choose "at once"
PATIENCE = timedelta(minutes=10)  # what was read on the page within it needs no mail
LONGEST_PAUSE = timedelta(hours=6)
HOURS = range(6, 12)  # of the morning in London, at which a digest may be wanted
MORNING_HOURS = 5  # whoever was asleep sends the digest so much later, but not in the evening
EVENING = 20  # from this hour in London until the digest's nothing is mailed
MOST_A_DAY = range(1, 21)
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for people: named ones, and everyone who holds a (role, scope, place).

    `only_you` marks what nobody else can do, which is mailed at once; the rest waits for the daily digest.
    `topic` names what it is about, so that everything about one thing can be settled (or muted) together.
    Several of one topic that have a `together` become one line of a mail, with how many and by `who`.
    """

    sentence: str
    address: str
    people: frozenset[UUID] = frozenset()
    roles: frozenset[tuple[str, str, UUID | None]] = frozenset()
    only_you: bool = False
    kind: str = "stage"
    topic: str = ""
    held: timedelta = timedelta(0)  # how long it may still be undone: until then nobody is told
    together: str = ""
    who: str = ""
    audience_id: UUID | None = None  # who may know of it, where that is not whoever may know of the event


@dataclass(frozen=True, slots=True)
class Wishes:
    """How one person wants to be told by mail; these are the defaults."""

    hour: int = 7  # of the digest, in London
    often: Mapping[str, Often] = field(default_factory=dict)  # by kind; one that is not named: as usually
    at_once: bool = True  # what only they can do, without waiting for the digest
    paused_until: datetime | None = None  # no mail before this instant
    most_a_day: int = 5


class Pending(Protocol):
    """A notice that nobody has read and no mail has carried."""

    @property
    def kind(self) -> str:
        """One of KINDS."""
        ...

    @property
    def only_you(self) -> bool:
        """Whether nobody else can do it."""
        ...

    @property
    def at(self) -> datetime:
        """When it was told."""
        ...


P = TypeVar("P", bound=Pending)


def way(pending: Pending, wishes: Wishes) -> Way:
    """How a notice goes out. What only one person can do is never kept from their mail."""
    if pending.only_you:
        return "urgent" if wishes.at_once else "digest"
    ways: Mapping[Often, Way] = {"none": "never", "once": "urgent"}
    return ways.get(often(pending.kind, wishes), "digest")


def often(kind: str, wishes: Wishes) -> Often:
    """How often a person wants notices of this kind by mail."""
    return wishes.often.get(kind, usually(kind))


def usually(kind: str) -> Often:
    """How often notices of this kind are mailed to whoever never said."""
    return "once" if kind in AT_ONCE_BY_DEFAULT else "daily"


def earliest(pending: Pending, wishes: Wishes) -> datetime | None:
    """The instant from which a notice may go out, if it is not read before; None when it never does."""
    going, settled = way(pending, wishes), pending.at + PATIENCE
    if going == "never":
        return None
    if wishes.paused_until is not None:
        settled = max(settled, wishes.paused_until)
    if going == "urgent":
        return settled if _is_day(settled, wishes) else next_digest(settled, wishes)
    weekly = not pending.only_you and often(pending.kind, wishes) == "weekly"
    return next_digest(settled, wishes, monday=weekly)


def mail_due(
    pending: Sequence[P], wishes: Wishes, now: datetime, *, mails_today: int, digested_today: bool
) -> tuple[Way, list[P]] | None:
    """The one mail to make for a person now, and what goes into it; None when there is nothing to mail yet.

    A digest takes along what would go at once, so that both are one mail. It is the first mail of its day, so
    that the limit never keeps it back.
    """
    due = [each for each in pending if (when := earliest(each, wishes)) is not None and when <= now]
    if not due or is_capped(wishes, mails_today=mails_today):
        return None
    urgent = [each for each in due if way(each, wishes) == "urgent"]
    if len(urgent) < len(due) and not digested_today and _is_morning(now, wishes):
        return "digest", due
    return ("urgent", urgent) if urgent and _is_day(now, wishes) else None


def next_digest(after: datetime, wishes: Wishes, *, monday: bool = False) -> datetime:
    """The first instant at or after this one at which a person's digest is made (of a Monday)."""
    day = _here(after).date()
    if monday:
        day += timedelta(days=-day.weekday() % DAYS_OF_A_WEEK)
    moment = _at(day, wishes.hour)
    return (
        moment if moment >= after else _at(day + timedelta(days=DAYS_OF_A_WEEK if monday else 1), wishes.hour)
    )


def is_capped(wishes: Wishes, *, mails_today: int) -> bool:
    """Whether a person has had all the mails of a day that they want."""
    return mails_today >= wishes.most_a_day


def day_in_london(instant: datetime) -> date:
    """The day by which mails are counted: digests come once on each, mails up to the limit."""
    return _here(instant).date()


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: twice as long each time, up to six hours."""
    return min(timedelta(minutes=2 ** min(attempts, 10)), LONGEST_PAUSE)


def _is_morning(instant: datetime, wishes: Wishes) -> bool:
    return wishes.hour <= _here(instant).hour < wishes.hour + MORNING_HOURS


def _is_day(instant: datetime, wishes: Wishes) -> bool:
    return wishes.hour <= _here(instant).hour < EVENING


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=LONDON)


def _here(instant: datetime) -> datetime:
    return instant.astimezone(LONDON)
