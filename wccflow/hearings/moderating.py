"""What the moderator does with the queue: order, merge, take up, set aside; each of it can be taken back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.hearings import queries
from wccflow.hearings.acts import demand_moderator, quoted, record, still_open, thread_of
from wccflow.hearings.models import Hearing, Question
from wccflow.hearings.rules import ASIDE, MERGED, TAKEN, WAITING, by_support, queue
from wccflow.people.rights import Reach
from wccflow.review import actions as review
from wccflow.review.readers import people_by_id, readers

TAKEN_UP, PUT_BACK, SET_ASIDE, JOINED, PARTED, ORDERED = (
    "question.taken",
    "question.put_back",
    "question.set_aside",
    "question.merged",
    "question.parted",
    "question.ordered",
)
Way = Literal["up", "down", "first"]


def take(hearing: Hearing, question: Question, *, by: Reach, now: datetime, asks: UUID | None = None) -> None:
    """Put a question on the table; `asks` is who asks it aloud, else the one whose question it is."""
    case = demand_moderator(hearing, by)
    held = still_open(hearing)
    _demand(question, WAITING)
    who = asks or question.asked_by_id
    if who not in people_by_id(readers(case, held.audience_id), now):
        raise Refused("Only someone who is admitted to this session can ask the question.")
    if held.begun_at is None:
        raise Refused("Begin the session before you take up a question.")
    question.state, question.taken_by_id, question.taken_at = TAKEN, who, now
    record(TAKEN_UP, held, by=by, now=now, about=question)


def put_back(hearing: Hearing, question: Question, *, by: Reach, now: datetime) -> None:
    """Let a question wait again that was taken up, set aside or merged by mistake."""
    demand_moderator(hearing, by)
    held = still_open(hearing)
    if question.state not in (TAKEN, ASIDE, MERGED):
        raise Refused("This question waits already, or it was answered: take the answer back first.")
    kind = PARTED if question.state == MERGED else PUT_BACK
    question.state, question.why = WAITING, ""
    question.into_id = question.taken_by_id = question.taken_at = question.settled_at = None
    record(kind, held, by=by, now=now, about=question)


def set_aside(hearing: Hearing, question: Question, *, why: str, by: Reach, now: datetime) -> None:
    """Leave a question out, with a reason that everyone admitted reads. Raises Refused."""
    demand_moderator(hearing, by)
    held = still_open(hearing)
    _demand(question, WAITING, TAKEN)
    reason = why.strip()
    if not reason:
        raise Refused("Say why the question is set aside: the one who asked it reads this.")
    question.state, question.why, question.settled_at = ASIDE, reason, now
    question.taken_by_id = question.taken_at = None
    review.comment(thread_of(held), body=f"{quoted(question.words)}\n\nSet aside: {reason}", by=by, now=now)
    record(SET_ASIDE, held, by=by, now=now, about=question)


def merge(hearing: Hearing, question: Question, into_id: UUID, *, by: Reach, now: datetime) -> None:
    """Count a question as the same as another, which is asked for both. Raises Refused."""
    demand_moderator(hearing, by)
    held = still_open(hearing)
    _demand(question, WAITING)
    into = queries.question(held, into_id)
    if into.id == question.id:
        raise Refused("Choose another question, with which this one is merged.")
    _demand(into, WAITING, TAKEN)
    # What was merged with this one goes along, so that support is never lost.
    for each in queries.questions([held.id]):
        if each.into_id == question.id:
            each.into_id = into.id
    question.state, question.into_id, question.settled_at = MERGED, into.id, now
    record(JOINED, held, by=by, now=now, about=question, into=into.id.hex)


def move(hearing: Hearing, question: Question, way: Way, *, by: Reach, now: datetime) -> None:
    """Ask a question earlier or later. Does nothing at the end of the queue."""
    demand_moderator(hearing, by)
    held = still_open(hearing)
    _demand(question, WAITING)
    row = _waiting(held)
    here = row.index(question)
    there = {"up": max(here - 1, 0), "down": here + 1, "first": 0}[way]
    row.insert(there, row.pop(here))
    _place(held, row, by=by, now=now)


def order_by_support(hearing: Hearing, *, by: Reach, now: datetime) -> None:
    """Put the questions with the most support first."""
    demand_moderator(hearing, by)
    held = still_open(hearing)
    _place(held, by_support(_waiting(held), queries.votes(held.id)), by=by, now=now)


def _place(held: Hearing, row: Sequence[Question], *, by: Reach, now: datetime) -> None:
    for place, each in enumerate(row, 1):
        each.place = place
    session().flush()
    record(ORDERED, held, by=by, now=now)


def _waiting(held: Hearing) -> list[Question]:
    return queue([each for each in queries.questions([held.id]) if each.state == WAITING])


def _demand(question: Question, *states: str) -> None:
    if question.state not in states:
        raise Refused("Somebody has done something else with this question meanwhile. Look at it again.")
