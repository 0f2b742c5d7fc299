"""What becomes of a session: it is opened, begins, is timed, is closed, or goes on after a mistake."""

from datetime import datetime
from uuid import uuid4

from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.hearings import queries
from wccflow.hearings.acts import (
    MODERATES,
    OVER,
    demand_moderator,
    locked,
    minutes_in,
    record,
    still_open,
    thread_of,
)
from wccflow.hearings.models import Hearing
from wccflow.hearings.rules import ANSWERED, LONGEST_NAME, SECOND_THOUGHTS
from wccflow.hearings.subjects import subject_of
from wccflow.people.rights import Reach, demand
from wccflow.review import actions as review
from wccflow.review import acts
from wccflow.review import queries as threads
from wccflow.review.anchoring import Anchor
from wccflow.review.readers import default_of, writable
from wccflow.review.rules import TRANSCRIPT

OPENED, BEGUN, TIMED = "hearing.opened", "hearing.begun", "hearing.timed"
CLOSED, RESUMED = "hearing.closed", "hearing.resumed"


def open_session(
    case: Case,
    *,
    title: str,
    audience: str,
    by: Reach,
    now: datetime,
    begins_at: datetime | None = None,
    minutes: int | None = None,
    minutes_each: int | None = None,
) -> Hearing:
    """A session to which an audience is admitted, with the thread of its record. Raises Refused."""
    demand(by, MODERATES, place=case.place, definition=definition_of(case), state=case.state)
    who = default_of(writable(case, by), audience)
    if who is None:
        raise Refused("You cannot admit these readers at this stage of the case. Choose others.")
    made = Hearing(
        id=uuid4(),
        case_id=case.id,
        title=_title(title),
        begins_at=begins_at,
        minutes=minutes_in(minutes),
        minutes_each=minutes_in(minutes_each),
        audience_id=acts.kept(who),
        opened_by_id=by.person_id,
        opened_at=now,
    )
    session().add(made)
    session().flush()
    words = f"The record of the session “{made.title}”: what was asked and what was answered."
    anchor = Anchor(subject=subject_of(made.id))
    thread = review.open_thread(
        case, kind=TRANSCRIPT, title=made.title, body=words, audience=who.key, anchor=anchor, by=by, now=now
    )
    made.thread_id = thread.id
    record(OPENED, made, by=by, now=now)
    return made


def begin(hearing: Hearing, *, by: Reach, now: datetime) -> None:
    """Let the session begin; its clock runs from here. Raises Refused."""
    demand_moderator(hearing, by)
    held = still_open(hearing)
    if held.begun_at is not None:
        raise Refused("This session has begun already.")
    held.begun_at = now
    record(BEGUN, held, by=by, now=now)


def set_time(
    hearing: Hearing, *, minutes: int | None, minutes_each: int | None, by: Reach, now: datetime
) -> None:
    """Give the session, and each question, this many minutes; None for as long as it takes."""
    demand_moderator(hearing, by)
    held = still_open(hearing)
    held.minutes, held.minutes_each = minutes_in(minutes), minutes_in(minutes_each)
    record(TIMED, held, by=by, now=now, minutes=minutes, each=minutes_each)


def close(hearing: Hearing, *, by: Reach, now: datetime) -> None:
    """End the session: its record stays as it is from now on, and its thread is closed."""
    demand_moderator(hearing, by)
    held = still_open(hearing)
    asked = queries.questions([held.id])
    told = sum(each.state == ANSWERED for each in asked)
    held.closed_at, held.closed_by_id = now, by.person_id
    thread = thread_of(held)
    if threads.closure_of(thread) is None:
        review.close(
            thread, by=by, now=now, why=f"The session is over: {told} of {len(asked)} were answered."
        )
    record(CLOSED, held, by=by, now=now, asked=len(asked), answered=told)


def resume(hearing: Hearing, *, by: Reach, now: datetime) -> None:
    """Let a session go on that was closed by mistake, within ten minutes. Raises Refused."""
    demand_moderator(hearing, by)
    held = locked(hearing)
    if held.closed_at is None:
        raise Refused("This session is open already.")
    if now - held.closed_at > SECOND_THOUGHTS:
        raise Refused(OVER)
    held.closed_at = held.closed_by_id = None
    thread = thread_of(held)
    if threads.closure_of(thread) is not None:
        review.reopen(thread, by=by, now=now)
    record(RESUMED, held, by=by, now=now)


def _title(title: str) -> str:
    short = " ".join(title.split())
    if not short:
        raise Refused("Give the session a title, so that people know it again.")
    if len(short) > LONGEST_NAME:
        raise Refused(f"A title holds up to {LONGEST_NAME} characters.")
    return short
