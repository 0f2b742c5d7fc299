"""Answers as a dated, attributed record: given, taken back while the session runs, noted on afterwards."""

from datetime import datetime
from uuid import UUID

from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.hearings.acts import demand_moderator, locked, quoted, record, still_open, thread_of
from wccflow.hearings.models import Answer, Hearing, Note, Question
from wccflow.hearings.queries import answers
from wccflow.hearings.rules import ANSWERED, LONGEST_ANSWER, LONGEST_NAME, TAKEN, WAITING
from wccflow.people.rights import Reach
from wccflow.review import actions as review
from wccflow.review.readers import people_by_id, readers
from wccflow.web.formats import clock_time, day

GIVEN, TAKEN_BACK, NOTED = "answer.given", "answer.taken_back", "answer.noted"


def give(
    hearing: Hearing,
    question: Question,
    *,
    words: str,
    given_by: str,
    by: Reach,
    now: datetime,
    given_at: datetime | None = None,
) -> Answer:
    """Record what was answered and who said it; `given_by` is somebody present, known here or not."""
    case = demand_moderator(hearing, by)
    held = still_open(hearing)
    if question.state not in (WAITING, TAKEN):
        raise Refused("This question was settled meanwhile. Look at it again before you answer it.")
    told, name, at = _words(words), _name(given_by), given_at or now
    if at > now:
        raise Refused("An answer cannot have been given later than now.")
    known = people_by_id(readers(case, held.audience_id), now)
    line = f"{quoted(question.words)}\n\n{told}\n\nAnswered by {name}, {day(at)}, {clock_time(at)}."
    said = review.comment(thread_of(held), body=line, by=by, now=now)
    made = Answer(
        hearing_id=held.id,
        question_id=question.id,
        case_id=held.case_id,
        words=told,
        given_by=name,
        given_by_id=_person(name, known),
        given_at=at,
        recorded_by_id=by.person_id,
        audience_id=held.audience_id,
        comment_id=said.id,
    )
    session().add(made)
    question.state, question.settled_at = ANSWERED, now
    record(GIVEN, held, by=by, now=now, about=made, question=question.id.hex)
    return made


def take_back(hearing: Hearing, question: Question, *, why: str, by: Reach, now: datetime) -> None:
    """Take back an answer recorded by mistake, while the session runs; the record says that it was."""
    demand_moderator(hearing, by)
    held = still_open(hearing)
    given = answers([held.id]).get(question.id)
    if given is None:
        raise Refused("No answer to this question is recorded.")
    given.withdrawn_at = now
    question.state, question.settled_at = (TAKEN if question.taken_by_id else WAITING), None
    reason = f": {why.strip()}" if why.strip() else "."
    line = f"{quoted(given.words)}\n\nThis answer was recorded by mistake and does not stand{reason}"
    review.comment(thread_of(held), body=line, by=by, now=now)
    record(TAKEN_BACK, held, by=by, now=now, about=given, question=question.id.hex)


def note(hearing: Hearing, question: Question, *, words: str, by: Reach, now: datetime) -> Note:
    """Correct an answer of a closed session by a dated note; the answer itself stays. Raises Refused."""
    demand_moderator(hearing, by)
    held = locked(hearing)
    if held.closed_at is None:
        raise Refused("The session is still open: take the answer back and record it anew.")
    given = answers([held.id]).get(question.id)
    if given is None:
        raise Refused("No answer to this question is recorded.")
    told = _words(words)
    said = review.note(
        thread_of(held), body=f"{quoted(given.words)}\n\nNote on this answer: {told}", by=by, now=now
    )
    made = Note(answer_id=given.id, words=told, by_id=by.person_id, at=now, comment_id=said.id)
    session().add(made)
    record(NOTED, held, by=by, now=now, about=given, question=question.id.hex)
    return made


def _person(name: str, known: dict[UUID, str]) -> UUID | None:
    found = [each for each, called in known.items() if called.casefold() == name.casefold()]
    return found[0] if len(found) == 1 else None


def _words(words: str) -> str:
    told = words.strip()
    if not told:
        raise Refused("Write what was said.")
    if len(told) > LONGEST_ANSWER:
        raise Refused(f"An answer holds up to {LONGEST_ANSWER:,} characters.")
    return told


def _name(name: str) -> str:
    short = " ".join(name.split())
    if not short:
        raise Refused("Say who gave the answer.")
    if len(short) > LONGEST_NAME:
        raise Refused(f"A name holds up to {LONGEST_NAME} characters.")
    return short
