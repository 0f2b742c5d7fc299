"""Reminding whoever was given items of their day, and telling the giver when it has passed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import select

from wccflow.base.clock import business_day
from wccflow.base.work import Database, session
from wccflow.cycles.deadlines import working_day_before, working_day_from
from wccflow.cycles.models import Case
from wccflow.cycles.queries import cases_by_ids, definition_of
from wccflow.engine.refusals import day, listed
from wccflow.notices import actions as notices
from wccflow.notices.queries import waiting_topics
from wccflow.notices.rules import Notice
from wccflow.people.rights import is_open
from wccflow.ratings.given import Given, given_in
from wccflow.ratings.giving import ABILITY
from wccflow.ratings.giving_cards import TOPIC, topic_of
from wccflow.ratings.giving_models import Giving

BEFORE = timedelta(days=3)
DAY = timedelta(days=1)
AHEAD = timedelta(days=10)  # nothing is told earlier, whatever holidays lie between


@dataclass(frozen=True, slots=True)
class Owed:
    """What one person was given in one act and has not rated, in a case in which it still can be."""

    case: Case
    items: Sequence[Given]

    @property
    def row(self) -> Giving:
        """One of them: day, giver and receiver are the same for all."""
        return self.items[0].row

    @property
    def topic(self) -> str:
        """What everything that is told of it is about."""
        return topic_of(self.row.batch_id)

    @property
    def called(self) -> str:
        """Which items they are, in words."""
        known, keys = definition_of(self.case).items, {each.row.item for each in self.items}
        return listed(tuple(known[key].called for key in known if key in keys))


def run(database: Database, now: datetime) -> int:
    """Tell what is due soon, today, or has passed, each once; gives to how many. Twice is as good as once."""
    settle(database, now)
    on = business_day(now)
    with database.reading():
        waiting = any(True for each in owed(on + AHEAD) for _ in _notices(each, on))
    if not waiting:
        return 0
    with database.writing():
        return sum(_tell(each, on, now) for each in owed(on + AHEAD))


def settle(database: Database, now: datetime) -> None:
    """Take back what was told of items that are rated, taken back, or cannot be rated any more."""
    with database.reading():
        topics = waiting_topics(TOPIC)
        done = topics - {each.topic for each in owed()} if topics else set()
    if done:
        with database.writing():
            notices.settle(done, now)


def owed(until: date | None = None) -> list[Owed]:
    """What was given (until this day) and is not rated, by act of giving; constant queries."""
    query = select(Giving.case_id).where(Giving.ended_at.is_(None))
    if until is not None:
        query = query.where(Giving.due_on <= until)
    cases = [each for each in cases_by_ids(set(session().scalars(query.distinct()))) if _is_open(each)]
    given = given_in([case.id for case in cases])
    return [found for case in cases for found in _by_act(case, given[case.id])]


def _by_act(case: Case, given: Sequence[Given]) -> Iterator[Owed]:
    acts: dict[UUID, list[Given]] = {}
    for each in given:
        if not each.is_done:
            acts.setdefault(each.row.batch_id, []).append(each)
    yield from (Owed(case, items) for items in acts.values())


def _is_open(case: Case) -> bool:
    return is_open(ABILITY, definition_of(case), case.state)


def _tell(found: Owed, on: date, now: datetime) -> int:
    row, told = found.row, 0
    for word, notice in _notices(found, on):
        told += notices.tell(
            notice,
            event_id=uuid5(row.batch_id, f"{word} {row.to_id.hex} {row.due_on}"),
            but=None,
            now=now,
            audience_id=row.audience_id,
            case_id=row.case_id,
        )
    return told


def _notices(found: Owed, on: date) -> Iterator[tuple[str, Notice]]:
    """What is to be told on this day; a day that was slept through is not made up for."""
    row, due = found.row, found.row.due_on
    if due is None:
        return
    asked, giver = frozenset({row.to_id}), frozenset({row.by_id}) - {row.to_id}
    begun, last = business_day(row.at), working_day_before(found.case, due)
    soon, passed = working_day_before(found.case, due - BEFORE), working_day_from(found.case, due + DAY)
    first, until = found.items[0], f"{found.called} by {day(due)}"
    if on >= passed:
        tells = f" {first.by} is told." if giver else ""
        yield "missed", _notice(found, f"You were to rate {until}, and have not yet", asked, tells)
        yield "told", _notice(found, f"{first.to} was to rate {until}, and has not yet", giver)
    elif on >= last > begun:
        today = " (today)" if on == due else ""
        yield "today", _notice(found, f"You are to rate {until}{today}", asked)
    elif last > on >= soon > begun:
        yield "soon", _notice(found, f"You are to rate {until}", asked)


def _notice(found: Owed, said: str, people: frozenset[UUID], after: str = "") -> Notice:
    sentence, only_you = f"{said}: {found.case.organisation.name}.{after}", found.row.to_id in people
    address = f"{found.case.address}/given"
    return Notice(sentence, address, people, only_you=only_you, kind="reminder", topic=found.topic)
