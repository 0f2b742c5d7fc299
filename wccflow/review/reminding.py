"""Reminding of threads to be seen to by a day, and telling who asked when that day has passed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import select

from wccflow.base.clock import business_day
from wccflow.base.work import Database, session
from wccflow.cycles.deadlines import working_day_before, working_day_from
from wccflow.cycles.home import Home
from wccflow.engine.refusals import day
from wccflow.notices import actions as notices
from wccflow.notices.queries import waiting_topics
from wccflow.notices.rules import Notice
from wccflow.people.queries import names
from wccflow.review import queries
from wccflow.review.homes import homes_of
from wccflow.review.models import Thread
from wccflow.review.topics import title_of

TOPIC = "question:"
BEFORE = timedelta(days=1)


def run(database: Database, now: datetime) -> int:
    """Tell what is due tomorrow or has passed, each once; gives to how many. Done twice it tells no more."""
    settle(database, now)
    with database.reading():
        waiting = bool(_due_by(business_day(now) + timedelta(days=7)))
    if not waiting:
        return 0
    with database.writing():
        return _tell_all(business_day(now), now)


def settle(database: Database, now: datetime) -> None:
    """Take back what was told of threads that are closed, or that nobody has to see to any more."""
    with database.reading():
        topics = waiting_topics(TOPIC)
        done = topics - {topic_of(thread) for thread in _due_by(None)} if topics else set()
    if done:
        with database.writing():
            notices.settle(done, now)


def topic_of(thread: Thread) -> str:
    """What every reminder of a thread is about; another day or person makes it another matter."""
    assignee = thread.assignee_id.hex if thread.assignee_id else ""
    return f"{TOPIC}{thread.id.hex}:{assignee}:{thread.due_on}"


def after_day(case: Home, due_on: date) -> date:
    """The working day on which whoever asked is told that nothing was done."""
    return working_day_from(case, due_on + timedelta(days=1))


def _tell_all(on: date, now: datetime) -> int:
    threads = _due_by(on + timedelta(days=7))
    cases = homes_of(threads)
    titles = _titles(threads)
    people = names(who for each in threads for who in (each.assignee_id, each.opened_by_id))
    told = 0
    for thread in threads:
        for word, notice in _notices(thread, cases[thread.home_id], titles[thread.id], people, on):
            event_id = uuid5(thread.id, f"{word} {topic_of(thread)}")
            told += notices.tell(
                notice,
                event_id=event_id,
                but=None,
                now=now,
                audience_id=thread.audience_id,
                case_id=thread.case_id,
            )
    return told


def _notices(
    thread: Thread, case: Home, title: str, people: dict[UUID, str], on: date
) -> Iterator[tuple[str, Notice]]:
    if thread.due_on is None or thread.assignee_id is None:
        return
    where, passed = f"“{title}”, {case.organisation.name}", after_day(case, thread.due_on)
    asked, assignee = thread.opened_by_id, thread.assignee_id
    mine, theirs = frozenset({assignee}), frozenset({asked}) - {assignee}
    who = people.get(asked, "Whoever asked")
    if thread.due_on >= on >= working_day_before(case, thread.due_on - BEFORE):
        tells = f" If it is still open after that, {who} is told on {day(passed)}." if theirs else ""
        yield "soon", _notice(thread, f"{where}: you are to see to it by {day(thread.due_on)}.{tells}", mine)
    if on >= passed:
        said = f"{where} was to be seen to by {day(thread.due_on)} and is still open."
        yield "missed", _notice(thread, f"{said} {who} is told." if theirs else said, mine)
        if theirs:
            seen_by = people.get(assignee, "somebody")
            yield "told", _notice(thread, f"{said} It is with {seen_by}.", theirs, only_you=False)


def _notice(thread: Thread, sentence: str, people: frozenset[UUID], *, only_you: bool = True) -> Notice:
    return Notice(
        sentence, thread.address, people=people, only_you=only_you, kind="reminder", topic=topic_of(thread)
    )


def _due_by(until: date | None) -> Sequence[Thread]:
    """The open threads that somebody is to see to (by this day), in one query."""
    query = select(Thread).where(
        Thread.due_on.is_not(None), Thread.assignee_id.is_not(None), ~queries.resolved()
    )
    if until is not None:
        query = query.where(Thread.due_on <= until)
    return session().scalars(query.order_by(Thread.due_on, Thread.id)).all()


def _titles(threads: Sequence[Thread]) -> dict[UUID, str]:
    first = queries.first_said([thread.id for thread in threads])
    return {thread.id: title_of(thread, first.get(thread.id)) for thread in threads}
