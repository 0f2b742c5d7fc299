"""What every act in a thread begins and ends with: the door, the words, the readers, the line in the log."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences, log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.home import Home
from wccflow.cycles.queries import definition_of
from wccflow.people.rights import Reach, demand
from wccflow.review.homes import home_of
from wccflow.review.models import Thread
from wccflow.review.readers import Readers
from wccflow.review.rules import LONGEST_BODY, LONGEST_TITLE
from wccflow.review.tallying import recount

EMPTY = "Write something before you post it."


def entered(thread: Thread, by: Reach) -> Home:
    """The thread's case or theme, when the person reads the thread and may comment there."""
    if by.tokens.isdisjoint(audiences.tokens_of(thread.audience_id)):
        raise NotFound
    case = home_of(thread)
    demand_ability(case, by, "comment")
    return case


def demand_ability(case: Home, by: Reach, ability: str) -> None:
    """Raise NotFound or Refused when the person may not do this in the case now."""
    demand(by, ability, place=case.place, definition=definition_of(case), state=case.state)


def locked(thread: Thread) -> Thread:
    """The thread as it is now, held against others until the unit of work ends."""
    query = select(Thread).where(Thread.id == thread.id).execution_options(populate_existing=True)
    return session().scalars(query.with_for_update()).one()


def kept(who: Readers) -> UUID:
    """The id of an audience, written when it is new."""
    return audiences.ensure(who.key, who.tokens) if who.key else who.id


def words_of(body: str) -> str:
    """The words of a message. Raises Refused when there are none, or too many."""
    words = body.strip()
    if not words:
        raise Refused(EMPTY)
    if len(words) > LONGEST_BODY:
        raise Refused(f"A message holds up to {LONGEST_BODY:,} characters. File longer texts as documents.")
    return words


def title_in(title: str) -> str:
    """A title on one line. Raises Refused when it is too long."""
    short = " ".join(title.split())
    if len(short) > LONGEST_TITLE:
        raise Refused(f"A title holds up to {LONGEST_TITLE} characters.")
    return short


def record(
    kind: str,
    thread: Thread,
    *,
    by: Reach,
    now: datetime,
    subject_id: UUID,
    audience_id: UUID | None = None,
    words: str = "",
    **payload: Any,
) -> UUID:
    """The line of the log for what was just done; gives its id."""
    session().flush()
    recount(thread.id)
    return log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=subject_id,
        case_id=thread.case_id,
        audience_id=audience_id or thread.audience_id,
        words=words,
        thread=thread.id.hex,
        **payload,
    )
