"""Whom to tell of what happens in threads: those who take part, and those who are asked."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from wccflow.base.log import Event
from wccflow.base.work import session
from wccflow.cycles.home import Home
from wccflow.cycles.queries import definition_of
from wccflow.engine.refusals import day
from wccflow.notices.rules import Notice
from wccflow.people.queries import names, people_holding
from wccflow.review import queries
from wccflow.review.homes import home_of
from wccflow.review.models import Comment, ReadMark, Thread
from wccflow.review.readers import people_by_id, readers
from wccflow.review.reminding import after_day
from wccflow.review.rules import GRACE, KINDS, speaks_for_organisation
from wccflow.review.topics import title_of
from wccflow.review.undoable import was_undone


def said(event: Event) -> list[Notice]:
    """A message is told to those who take part and may read it; a question to those who are to answer."""
    thread = _thread(event)
    comment = session().get_one(Comment, event.subject_id)
    case = home_of(thread)
    if comment.deleted_at is not None:
        return []
    sentence = f"{_name(event)} wrote in “{_title(thread)}”, {case.organisation.name}."
    asks = KINDS[thread.kind].asks and comment.audience_id == thread.audience_id
    if asks and not speaks_for_organisation(definition_of(case), comment.role):
        sentence = f"{_name(event)} asks {case.organisation.name}: “{_title(thread)}”."
        return _notices(event, case, thread, sentence, comment.audience_id, _answering(case, event))
    return _notices(event, case, thread, sentence, comment.audience_id)


def closed(event: Event) -> list[Notice]:
    """That a thread was closed is told to those who take part."""
    return _turned(event, "closed")


def reopened(event: Event) -> list[Notice]:
    """That a thread goes on is told to those who take part."""
    return _turned(event, "reopened")


def verified(event: Event) -> list[Notice]:
    """That an answer was confirmed is told to those who take part."""
    return _turned(event, "verified the answer in")


def unverified(event: Event) -> list[Notice]:
    """That an answer does not hold after all is told to those who take part."""
    return _turned(event, "took back the verification in")


def assigned(event: Event) -> list[Notice]:
    """Whoever is to see to a thread is told so, and by when."""
    thread = _thread(event)
    to_nobody_else = event.payload["to"] is None or UUID(event.payload["to"]) == event.by_id
    if to_nobody_else or was_undone(event.id):
        return []
    by = f" by {day(thread.due_on)}" if thread.due_on else ""
    sentence = f"{_name(event)} asks you to see to “{_title(thread)}”{by}.{_silence(thread)}"
    person = frozenset({UUID(event.payload["to"])})
    return [Notice(sentence, thread.address, people=person, only_you=True, kind="question", held=GRACE)]


def _silence(thread: Thread) -> str:
    """What happens when nothing is done by the day, and when."""
    if thread.due_on is None or thread.opened_by_id == thread.assignee_id:
        return ""
    asked = names([thread.opened_by_id]).get(thread.opened_by_id, "Whoever asked")
    passed = after_day(home_of(thread), thread.due_on)
    return f" If it is still open after that, {asked} is told on {day(passed)}."


def _turned(event: Event, what: str) -> list[Notice]:
    if was_undone(event.id):
        return []
    thread = _thread(event)
    case = home_of(thread)
    sentence = f"{_name(event)} {what} “{_title(thread)}”, {case.organisation.name}."
    return _notices(event, case, thread, sentence, thread.audience_id)


def _notices(
    event: Event, case: Home, thread: Thread, sentence: str, audience_id: UUID, also: Iterable[UUID] = ()
) -> list[Notice]:
    may_read = people_by_id(readers(case, audience_id), event.at)
    taking_part = {each.author_id for each in queries.comments_of(thread) if each.deleted_at is None}
    wanted = {*taking_part, thread.opened_by_id, thread.assignee_id, *also} - {event.by_id}
    people = frozenset(each for each in wanted if each in may_read) - _have_read(event, thread)
    return [Notice(sentence, thread.address, people=people, kind="question", held=GRACE)] if people else []


def _have_read(event: Event, thread: Thread) -> set[UUID]:
    """Those who have the thread before them and have read this message already."""
    comment = session().get(Comment, event.subject_id) if event.subject_id else None
    if comment is None:
        return set()
    query = select(ReadMark.person_id).where(
        ReadMark.thread_id == thread.id, ReadMark.ordinal >= comment.ordinal
    )
    return set(session().scalars(query))


def _answering(case: Home, event: Event) -> set[UUID]:
    """Everyone who may answer for the organisation."""
    roles = [role for role in definition_of(case).roles.values() if "answer" in role.may]
    places = [(role.key, role.scope, case.place.scope_id(role.scope)) for role in roles]
    return set(people_holding(places, event.at))


def _thread(event: Event) -> Thread:
    return session().get_one(Thread, UUID(event.payload["thread"]))


def _title(thread: Thread) -> str:
    return title_of(thread, queries.first_said([thread.id]).get(thread.id))


def _name(event: Event) -> str:
    return names([event.by_id]).get(event.by_id, "Someone") if event.by_id else "Someone"
