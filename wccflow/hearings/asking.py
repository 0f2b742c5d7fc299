"""What anyone admitted does in a session: ask, take one's question back, support one of another."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.hearings.acts import admitted, may_ask, record, still_open, thread_of
from wccflow.hearings.models import Hearing, Question, Support
from wccflow.hearings.rules import ASIDE, LONGEST_QUESTION, WAITING
from wccflow.people.rights import Reach
from wccflow.review import actions as review
from wccflow.review import queries as threads

ASKED, SUPPORTED, UNSUPPORTED, RETRACTED = (
    "question.asked",
    "question.supported",
    "question.unsupported",
    "question.retracted",
)
TAKEN_BACK = "Taken back by the one who asked."


def ask(
    hearing: Hearing, *, words: str, by: Reach, now: datetime, enquiry_id: UUID | None = None
) -> Question:
    """One more question; it stands in the record at once. Raises Refused."""
    admitted(hearing, by)
    held = still_open(hearing)
    asked = _words(words)
    if enquiry_id is not None:
        threads.thread_for(by, enquiry_id)
    last = session().execute(
        select(func.max(Question.number), func.max(Question.place)).where(Question.hearing_id == held.id)
    )
    number, place = last.one()
    said = review.comment(thread_of(held), body=asked, by=by, now=now)
    made = Question(
        hearing_id=held.id,
        number=(number or 0) + 1,
        words=asked,
        asked_by_id=by.person_id,
        asked_at=now,
        comment_id=said.id,
        enquiry_id=enquiry_id,
        place=(place or 0) + 1,
        state=WAITING,
    )
    session().add(made)
    record(ASKED, held, by=by, now=now, about=made)
    return made


def retract(hearing: Hearing, question: Question, *, by: Reach, now: datetime) -> None:
    """Take back one's own question while it waits; in the record it stays, with that it was taken back."""
    admitted(hearing, by)
    held = still_open(hearing)
    if question.asked_by_id != by.person_id:
        raise Refused("Only the one who asked can take a question back.")
    if question.state != WAITING:
        raise Refused("This question does not wait any more, so it cannot be taken back.")
    question.state, question.why, question.settled_at = ASIDE, TAKEN_BACK, now
    record(RETRACTED, held, by=by, now=now, about=question)


def support(hearing: Hearing, question: Question, *, by: Reach, now: datetime) -> None:
    """Support a question that waits; once each."""
    _may_vote(hearing, question, by)
    if session().get(Support, (question.id, by.person_id)) is None:
        session().add(Support(question_id=question.id, person_id=by.person_id, at=now))
        # Nobody is told who supports what, the readers of the log included.
        record(SUPPORTED, hearing, by=None, now=now, about=question)


def unsupport(hearing: Hearing, question: Question, *, by: Reach, now: datetime) -> None:
    """Take one's support back."""
    _may_vote(hearing, question, by)
    given = session().get(Support, (question.id, by.person_id))
    if given is not None:
        session().delete(given)
        record(UNSUPPORTED, hearing, by=None, now=now, about=question)


def _may_vote(hearing: Hearing, question: Question, by: Reach) -> None:
    if not may_ask(admitted(hearing, by), by):
        raise NotFound
    still_open(hearing)
    if question.state != WAITING:
        raise Refused("This question does not wait any more.")


def _words(words: str) -> str:
    asked = words.strip()
    if not asked:
        raise Refused("Write your question before you ask it.")
    if len(asked) > LONGEST_QUESTION:
        raise Refused(f"A question holds up to {LONGEST_QUESTION:,} characters. Ask it in two.")
    return asked
