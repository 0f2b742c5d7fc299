"""How many mails a rehearsed cycle sends to each person a day, by the very rules that send real ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Any

from wccflow.base.clock import LONDON
from wccflow.engine.simulating import Simulated
from wccflow.notices.rules import PATIENCE, Wishes, mail_due

_EARLY = time(6, 5)  # when the calendar has done its work
_FIRST_HOUR, _HOURS = 9, 8  # what people do is spread over these
_BUSIEST = 8


@dataclass(frozen=True, slots=True)
class Told:
    """One notice to one person, who is taken not to read it on the page before the mail goes."""

    kind: str
    only_you: bool
    at: datetime


def mails(found: Simulated) -> dict[str, Any]:
    """The middle, the 95th of a hundred and the most, over all people and working days; and the busiest."""
    told = _told(found)
    counts = {person: _sent(notices) for person, notices in sorted(told.items())}
    on_days = sorted(count for days in counts.values() for count in days.values())
    person_days = sum(person.had > 0 for person in found.people) * len(found.days)
    every_day = [*[0] * max(0, person_days - len(on_days)), *on_days]
    most = sorted(
        ((count, day, person) for person, days in counts.items() for day, count in days.items()),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    return {
        "p50": _share(every_day, 0.5),
        "p95": _share(every_day, 0.95),
        "max": every_day[-1] if every_day else 0,
        "on_days_with_mail": {"p50": _share(on_days, 0.5), "p95": _share(on_days, 0.95)},
        "mails": sum(on_days),
        "people": len(counts),
        "busiest": [[person, day.isoformat(), count] for count, day, person in most[:_BUSIEST]],
    }


def _told(found: Simulated) -> Mapping[str, list[Told]]:
    told: dict[str, list[Told]] = {}
    number = 0
    for each in found.happenings:
        if each.what != "told":
            continue
        by_calendar = each.name.partition(" ")[0] in ("reminded", "missed", "escalated")
        number += 1
        clock = _EARLY if by_calendar else time(_FIRST_HOUR + number % _HOURS, number * 7 % 60)
        at = datetime.combine(each.on, clock, tzinfo=LONDON)
        kind = "reminder" if by_calendar else "question" if each.name == "question" else "stage"
        for person in each.who:
            told.setdefault(person, []).append(Told(kind, each.to == "at once", at))
    return told


def _sent(notices: Sequence[Told]) -> dict[date, int]:
    """By day, the mails that a person with the usual wishes gets."""
    wishes, pending = Wishes(), sorted(notices, key=lambda each: each.at)
    sent: dict[date, int] = {}
    waiting: list[Told] = []
    digested: set[date] = set()
    for moment in _moments(pending, wishes):
        while pending and pending[0].at <= moment:
            waiting.append(pending.pop(0))
        day = moment.date()
        due = mail_due(waiting, wishes, moment, mails_today=sent.get(day, 0), digested_today=day in digested)
        if due is not None:
            going, gone = due
            sent[day] = sent.get(day, 0) + 1
            digested |= {day} if going == "digest" else set()
            waiting = [each for each in waiting if each not in gone]
    return sent


def _moments(notices: Sequence[Told], wishes: Wishes) -> Iterator[datetime]:
    """When there may be something to mail: some minutes after each notice, and the next two mornings."""
    found = set()
    for each in notices:
        found.add(each.at + PATIENCE)
        for days in (0, 1, 2):
            day = each.at.date() + timedelta(days=days)
            found.add(datetime.combine(day, time(wishes.hour), tzinfo=LONDON))
    return iter(sorted(found))


def _share(ordered: Sequence[int], share: float) -> int:
    return ordered[max(0, ceil(share * len(ordered)) - 1)] if ordered else 0
