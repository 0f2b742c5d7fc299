"""Reminding whoever is to rate a common case before its day and on it, and telling the region's own after."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from wccflow.base.clock import business_day
from wccflow.base.work import Database, session
from wccflow.calibration import common_queries as queries
from wccflow.calibration.common_tasks import address_of
from wccflow.calibration.common_telling import Asked, Roles, asked_in, readers, roles_at
from wccflow.cycles.deadlines import working_day_before, working_day_from
from wccflow.cycles.models import Cycle
from wccflow.engine.refusals import day
from wccflow.notices.actions import tell
from wccflow.notices.queries import recipients
from wccflow.notices.rules import Notice

BEFORE, DAY = timedelta(days=3), timedelta(days=1)
AHEAD = timedelta(days=10)  # nothing is told earlier or later, whatever holidays lie between
CALIBRATE = ("adjust",)


def run(database: Database, now: datetime) -> int:
    """Tell what is due soon, today, or has passed, each once; gives to how many. Twice is as good as once."""
    on = business_day(now)
    with database.reading():
        waiting = any(True for _ in _due(on))
    if not waiting:
        return 0
    with database.writing():
        return sum(_tell(each, word, on, now) for each, word in _due(on))


def _due(on: date) -> Iterator[tuple[Asked, str]]:
    """Of whom people are missing, and what is to be told of it on this day."""
    there = {each.id: each for each in queries.due_between(on - AHEAD, on + AHEAD)}
    for cycle_id in sorted({each.cycle_id for each in there.values()}):
        for each in asked_in(session().get_one(Cycle, cycle_id)):
            word = _word(each, on) if each.common.id in there else ""
            if word:
                yield each, word


def _word(asked: Asked, on: date) -> str:
    """What is told on this day; a day that was slept through is not made up for."""
    due, opened, case = asked.common.due_on, asked.common.opened_at, asked.cases[0]
    if due is None or opened is None:
        return ""
    begun, last = business_day(opened), working_day_before(case, due)
    if on >= working_day_from(case, due + DAY):
        return "missed"
    if on >= last > begun:
        return "today"
    return "soon" if last > on >= working_day_before(case, due - BEFORE) > begun else ""


def _tell(asked: Asked, word: str, on: date, now: datetime) -> int:
    common, cycle = asked.common, asked.cases[0].cycle
    roles: Roles = roles_at(asked.cases, CALIBRATE) if word == "missed" else asked.raters
    done = {each.person_id for each in queries.sheets([common.id]) if each.handed_in_at}
    notice = Notice(
        _sentence(asked, word, on),
        f"/calibration/{cycle.key}/common" if word == "missed" else address_of(common, cycle),
        people=frozenset(recipients(Notice("", "", roles=roles), None, now) - done),
        kind="reminder",
        topic=asked.topic,
    )
    return tell(notice, event_id=_once(asked, word), but=None, now=now, audience_id=readers(roles))


def _sentence(asked: Asked, word: str, on: date) -> str:
    common, missing = asked.common, asked.progress.need - asked.progress.have
    lacks = f"{missing} more {'person' if missing == 1 else 'people'} of {asked.progress.overseer.name}"
    if word == "missed" and common.due_on:
        return f"{common.title} was to be rated by {day(common.due_on)}: {lacks} still have to hand in."
    today = " (today)" if on == common.due_on else ""
    return f"{common.title} is to be rated{asked.until}{today}: {lacks} are asked for."


def _once(asked: Asked, word: str) -> UUID:
    return uuid5(asked.common.id, f"{word} {asked.progress.overseer.id.hex} {asked.common.due_on}")
