"""What every act in a session begins and ends with: who is admitted, who moderates, the line in the log."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from wccflow.base import audiences, log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.hearings.models import Hearing
from wccflow.hearings.rules import CLOSED, MOST_MINUTES, life
from wccflow.people.rights import Reach, can, demand, holds
from wccflow.review.models import Thread

MODERATES = "close_thread"
OVER = "This session is closed, and its record stays as it is. A correction is a dated note on an answer."


def admitted(hearing: Hearing, by: Reach) -> Case:
    """The case of a session to which the person is admitted. Raises NotFound."""
    if by.tokens.isdisjoint(audiences.tokens_of(hearing.audience_id)):
        raise NotFound
    return case_by_id(hearing.case_id)


def moderates(case: Case, reach: Reach) -> bool:
    """Whether the person moderates sessions here: who may close threads steers what is asked."""
    return holds(reach, MODERATES, place=case.place, definition=definition_of(case))


def may_ask(case: Case, reach: Reach) -> bool:
    """Whether the person may ask at this stage of the case."""
    return can(reach, "comment", place=case.place, definition=definition_of(case), state=case.state)


def demand_moderator(hearing: Hearing, by: Reach) -> Case:
    """The case of a session that the person moderates. Raises NotFound."""
    case = admitted(hearing, by)
    demand(by, MODERATES, place=case.place, definition=definition_of(case), state=case.state)
    return case


def still_open(hearing: Hearing) -> Hearing:
    """The session as it is now, held against others until the unit of work ends. Raises Refused."""
    held = locked(hearing)
    if life(held.begun_at, held.closed_at) == CLOSED:
        raise Refused(OVER)
    return held


def locked(hearing: Hearing) -> Hearing:
    """The same, whether it is closed or not."""
    query = select(Hearing).where(Hearing.id == hearing.id).execution_options(populate_existing=True)
    return session().scalars(query.with_for_update()).one()


def thread_of(hearing: Hearing) -> Thread:
    """The thread in which the session is written down."""
    return session().get_one(Thread, hearing.thread_id)


def minutes_in(given: int | None) -> int | None:
    """A number of minutes that a clock can run. Raises Refused."""
    if given is not None and not 0 < given <= MOST_MINUTES:
        raise Refused("Give the time in minutes, from 1 to a day.")
    return given


def quoted(words: str) -> str:
    """Words as a quotation in a message."""
    return "\n".join(f"> {line}" for line in words.splitlines())


def record(
    kind: str, hearing: Hearing, *, by: Reach | None, now: datetime, about: Any = None, **payload: Any
) -> None:
    """The line of the log for what was just done; `about` is a question or an answer, else the session."""
    session().flush()
    log.record(
        kind,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=(about or hearing).id,
        case_id=hearing.case_id,
        audience_id=hearing.audience_id,
        hearing=hearing.id.hex,
        **payload,
    )
