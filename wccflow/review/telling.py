"""Whom to tell of what happens in threads: those who take part, and those who are asked."""

from dataclasses import replace
from datetime import datetime
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
from wccflow.review.attending import topic_of
from wccflow.review.attention_models import CaseWish, ThreadWish
from wccflow.review.homes import home_of
from wccflow.review.mentions import mentioned
from wccflow.review.models import Comment, Mention, ReadMark, Thread
from wccflow.review.readers import people_by_id, readers
from wccflow.review.reminding import after_day
from wccflow.review.rules import GRACE, KINDS, speaks_for_organisation
from wccflow.review.topics import title_of
from wccflow.review.undoable import was_undone
from wccflow.review.unread import FOLLOWING, MUTED


def said(event: Event) -> list[Notice]:
    """A message is told to those who take part or follow, and at once to whom it names or asks."""
    thread, comment = _thread(event), session().get_one(Comment, event.subject_id)
    if comment.deleted_at is not None or comment.review_id is not None:
        return []  # a review that was sent together is told as one
    case, who, topic = home_of(thread), _name(event), topic_of(thread)
    where = f"“{_title(thread)}”, {case.organisation.name}"
    asks = f"{who} asks {case.organisation.name}: “{_title(thread)}”."
    sentence = asks if is_asked(case, thread, comment) else f"{who} wrote in {where}."
    named, others = hearing(comment, thread, event)
    notices = (
        Notice(f"{who} mentions you in {where}.", thread.address, frozenset(named), kind="mention"),
        Notice(sentence, thread.address, frozenset(others), kind="question", together=f"messages in {where}"),
    )
    return [replace(each, topic=topic, who=who, held=GRACE) for each in notices if each.people]


def edited(event: Event) -> list[Notice]:
    """A changed message is told to those alone whom it names since, at once as any other that names them."""
    thread, comment = _thread(event), session().get_one(Comment, event.subject_id)
    anew = {UUID(each) for each in event.payload.get("named", ())}
    if not anew or comment.deleted_at is not None:
        return []
    where, who = f"“{_title(thread)}”, {home_of(thread).organisation.name}", _name(event)
    people = frozenset(anew & mentioned(comment))
    sentence = f"{who} mentions you in {where}."
    told = Notice(
        sentence, thread.address, people, kind="mention", topic=topic_of(thread), who=who, held=GRACE
    )
    return [told] if people else []


def hearing(comment: Comment, thread: Thread, event: Event) -> tuple[set[UUID], set[UUID]]:
    """Who is told of a message: those it names, and the others; none who wrote it or has read it."""
    case = home_of(thread)
    asked = answering(case, event.at) if is_asked(case, thread, comment) else set()
    may_read = people_by_id(readers(case, comment.audience_id), event.at)
    left = set(may_read) - _have_read(comment) - {event.by_id}
    named = mentioned(comment)
    return named & left, ((heeding(thread) | asked) - named) & left


def heeding(thread: Thread) -> set[UUID]:
    """Those who are told of a thread: who takes part, was named, or follows it or its case unless muted."""
    names = select(Mention.person_id).join(Comment, Comment.id == Mention.comment_id)
    authors = select(Comment.author_id).where(Comment.thread_id == thread.id, Comment.deleted_at.is_(None))
    named = names.where(Comment.thread_id == thread.id, Comment.deleted_at.is_(None))
    wishes = select(ThreadWish.person_id, ThreadWish.wish).where(ThreadWish.thread_id == thread.id)
    wished: dict[UUID, str] = {row[0]: row[1] for row in session().execute(wishes)}
    with_case = select(CaseWish.person_id).where(CaseWish.case_id == thread.case_id)
    found = {thread.opened_by_id, thread.assignee_id, *session().scalars(authors.distinct())}
    found |= {*session().scalars(with_case)} if thread.case_id else set()
    found |= {*session().scalars(named.distinct()), *(each for each in wished if wished[each] == FOLLOWING)}
    return {each for each in found if each and wished.get(each) != MUTED}


def is_asked(case: Home, thread: Thread, comment: Comment) -> bool:
    """Whether a message asks the organisation."""
    to_all = comment.audience_id == thread.audience_id
    asks = KINDS[thread.kind].asks and to_all
    return asks and not speaks_for_organisation(definition_of(case), comment.role)


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
    return _notices(event, case, thread, sentence)


def _notices(event: Event, case: Home, thread: Thread, sentence: str) -> list[Notice]:
    may_read = people_by_id(readers(case, thread.audience_id), event.at)
    people = frozenset((heeding(thread) & set(may_read)) - {event.by_id})
    topic = topic_of(thread)
    found = Notice(sentence, thread.address, people=people, kind="question", topic=topic, held=GRACE)
    return [found] if people else []


def _have_read(comment: Comment) -> set[UUID]:
    """Those who have the thread before them and have read this message already."""
    query = select(ReadMark.person_id).where(
        ReadMark.thread_id == comment.thread_id, ReadMark.ordinal >= comment.ordinal
    )
    return set(session().scalars(query))


def answering(case: Home, now: datetime) -> set[UUID]:
    """Everyone who may answer for the organisation."""
    roles = [role for role in definition_of(case).roles.values() if "answer" in role.may]
    places = [(role.key, role.scope, case.place.scope_id(role.scope)) for role in roles]
    return set(people_holding(places, now))


def _thread(event: Event) -> Thread:
    return session().get_one(Thread, UUID(event.payload["thread"]))


def _title(thread: Thread) -> str:
    return title_of(thread, queries.first_said([thread.id]).get(thread.id))


def _name(event: Event) -> str:
    return names([event.by_id]).get(event.by_id, "Someone") if event.by_id else "Someone"
