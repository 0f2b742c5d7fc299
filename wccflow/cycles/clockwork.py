"""What the calendar does by itself: its own moves, and telling of what is due, missed and still missed."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import Database
from wccflow.cycles import actions, queries, reminding
from wccflow.cycles.outlook import Outlook, outlooks, running_cases, the_calendar
from wccflow.notices import actions as notices
from wccflow.notices.queries import waiting_topics

_log = logging.getLogger(__name__)

Deed: TypeAlias = Callable[[UUID, datetime], int]
"""What is done about one case inside its unit of work; gives how many things."""


def run(database: Database, now: datetime) -> int:
    """Do what is due now; gives how many moves were made and things told. Done twice it does nothing more."""
    on = business_day(now)
    settle(database, now)
    moved = _do(database, _with_moves(database, on), _move, now)
    return moved + _do(database, _with_tidings(database, on), _tell, now)


def settle(database: Database, now: datetime) -> None:
    """Take back what people are reminded of in vain: its milestone is met, or its case is over."""
    with database.reading():
        topics = waiting_topics(reminding.TOPIC)
        cases = queries.cases_by_ids({reminding.case_of(topic) for topic in topics})
        done = topics & reminding.settled(outlooks(cases, business_day(now)))
    if done:
        with database.writing():
            notices.settle(done, now)


def _with_moves(database: Database, on: date) -> list[UUID]:
    with database.reading():
        found = outlooks(running_cases(), on, the_calendar)
        return [each.case.id for each in found if _ready(each, on)]


def _with_tidings(database: Database, on: date) -> list[UUID]:
    with database.reading():
        found = outlooks(running_cases(), on)
        return [case_id for case_id, tidings in reminding.untold(found, on).items() if tidings]


def _do(database: Database, case_ids: list[UUID], deed: Deed, now: datetime) -> int:
    """Each case is a unit of work of its own, so that what fails for one leaves the others alone."""
    done = 0
    for case_id in case_ids:
        try:
            with database.writing():
                did = deed(case_id, now)
        except (Refused, NotFound) as refusal:  # it stood open a moment ago; the next hour asks again
            _log.info("nothing done for case %s: %s", case_id, refusal)
        except Exception:
            _log.exception("a fault with case %s", case_id)
        else:
            done += did
    return done


def _move(case_id: UUID, now: datetime) -> int:
    """The first of the calendar's own moves that stands open; what it opens is for the next hour."""
    (found,) = outlooks([queries.case_by_id(case_id)], business_day(now), the_calendar)
    for event in _ready(found, business_day(now))[:1]:
        actions.move(found.case, event, by=None, now=now)
        return 1
    return 0


def _tell(case_id: UUID, now: datetime) -> int:
    held = queries.locked(queries.case_by_id(case_id), exclusively=True)
    found = outlooks([held], business_day(now))
    tidings = reminding.untold(found, business_day(now))[held.id]
    for each in tidings:
        reminding.tell_of(held, each, now)
    return len(tidings)


def _ready(found: Outlook, on: date) -> list[str]:
    return [
        offer.move.event for offer in found.offers if offer.open and _has_come(found, offer.move.event, on)
    ]


def _has_come(found: Outlook, event: str, on: date) -> bool:
    """Whether it is time: what happens by silence does so only after the day by which one could speak."""
    days = [due.due for due in found.milestones if due.lapse == event]
    return not days or any(day is not None and day < on for day in days)
