"""Comments that a person gathers while she reads, to send them together; nobody else knows of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import attempting, session
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach
from wccflow.review import actions, queries
from wccflow.review.acts import words_of
from wccflow.review.anchoring import Anchor
from wccflow.review.attention_models import PendingComment
from wccflow.review.models import Comment, Thread

MOST = 200
TOO_MANY = f"A review holds up to {MOST} comments. Send these first."
GONE = "What this was to be written about is no longer there, or no longer yours to read."
WIDER = "Other people read along now than when you wrote this. Look who reads it, and keep it again."


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a person writes for her review: a reply when there is a thread, else what begins one."""

    body: str
    audience: str = ""
    people: Sequence[UUID] = ()
    thread_id: UUID | None = None
    kind: str = ""
    title: str = ""
    anchor: Anchor = field(default_factory=Anchor)


class _Enough(Exception):
    """It was only tried."""


def gather(case: Case, given: Gathered, *, by: Reach, now: datetime) -> PendingComment:
    """Keep a comment for later. Raises Refused for what could not be sent now."""
    mine = select(func.count(), func.max(PendingComment.place)).where(*_own(by, case.id))
    count, last = session().execute(mine).one()
    if count >= MOST:
        raise Refused(TOO_MANY)
    kept = PendingComment(
        person_id=by.person_id,
        case_id=case.id,
        place=(last or 0) + 1,
        thread_id=given.thread_id,
        kind=given.kind,
        title=given.title,
        audience=given.audience,
        people=" ".join(each.hex for each in given.people),
        body=words_of(given.body),
        version_id=given.anchor.version_id,
        passage=given.anchor.passage,
        quote=given.anchor.words,
        item=given.anchor.item,
        slot=given.anchor.slot,
        subject=given.anchor.subject,
        made_at=now,
    )
    kept.readers_id = _audience_now(kept, case, by, now)
    session().add(kept)
    session().flush()
    return kept


def change(
    kept: PendingComment, case: Case, *, body: str, title: str, audience: str, by: Reach, now: datetime
) -> None:
    """Other words, title or readers for a comment that waits. Raises Refused for what could not be sent."""
    kept.body, kept.title, kept.audience = words_of(body), title, audience
    kept.readers_id = _audience_now(kept, case, by, now)
    session().flush()


def remove(kept: PendingComment) -> None:
    """Throw away a comment that waits."""
    session().delete(kept)
    session().flush()


def move(kept: PendingComment, by_steps: int) -> None:
    """Let a comment be sent earlier or later by one; does nothing at either end."""
    rows = list(_rows(kept.person_id, kept.case_id))
    here = rows.index(kept)
    there = max(0, min(len(rows) - 1, here + by_steps))
    rows.insert(there, rows.pop(here))
    for place, row in enumerate(rows, 1):
        row.place = place
    session().flush()


def pending_of(reach: Reach, case_id: UUID) -> Sequence[PendingComment]:
    """What this person has gathered in a case, in the order in which it will be sent."""
    return _rows(reach.person_id, case_id)


def pending_called(reach: Reach, pending_id: UUID) -> PendingComment:
    """A gathered comment of this person. Raises NotFound for those of others, too."""
    found = session().get(PendingComment, pending_id)
    if found is None or found.person_id != reach.person_id or found.sent_as_id is not None:
        raise NotFound
    return found


def counts(reach: Reach) -> dict[UUID, int]:
    """By case how many comments wait in this person's reviews."""
    query = select(PendingComment.case_id, func.count()).where(
        PendingComment.person_id == reach.person_id, PendingComment.sent_as_id.is_(None)
    )
    return {row[0]: row[1] for row in session().execute(query.group_by(PendingComment.case_id))}


def count_in(reach: Reach, case_id: UUID) -> int:
    """How many comments wait in this person's review of a case."""
    query = select(func.count()).select_from(PendingComment).where(*_own(reach, case_id))
    return session().scalar(query) or 0


def write(kept: PendingComment, case: Case, by: Reach, now: datetime) -> Comment:
    """Say what was gathered, for exactly the readers that its author saw. Raises Refused or NotFound."""
    people = [UUID(hex=each) for each in kept.people.split()]
    if kept.thread_id is not None:
        thread = queries.thread_for(by, kept.thread_id)
        said = actions.comment(thread, body=kept.body, audience=kept.audience, people=people, by=by, now=now)
    else:
        opened = actions.open_thread(
            case,
            kind=kept.kind,
            title=kept.title,
            body=kept.body,
            audience=kept.audience,
            people=people,
            anchor=anchor_of(kept),
            by=by,
            now=now,
        )
        said = queries.first_said([opened.id])[opened.id]
    if kept.readers_id is not None and kept.readers_id != said.audience_id:
        raise Refused(WIDER)
    return said


def anchor_of(kept: PendingComment) -> Anchor:
    """What a new thread will hang on."""
    return Anchor(kept.version_id, kept.passage, kept.quote, kept.item, kept.slot, kept.subject)


def threads_of(rows: Sequence[PendingComment]) -> dict[UUID, Thread]:
    """The threads into which gathered replies will go."""
    ids = {each.thread_id for each in rows if each.thread_id}
    return {row.id: row for row in session().scalars(select(Thread).where(Thread.id.in_(ids)))} if ids else {}


def _audience_now(kept: PendingComment, case: Case, by: Reach, now: datetime) -> UUID | None:
    """Who would read it if it were sent now, found by sending it and taking that back at once."""
    audience_id = None
    kept.readers_id = None
    try:
        with session().no_autoflush, attempting():
            audience_id = write(kept, case, by, now).audience_id
            raise _Enough
    except _Enough:
        return audience_id
    except NotFound:
        raise Refused(GONE) from None


def _rows(person_id: UUID, case_id: UUID) -> Sequence[PendingComment]:
    query = select(PendingComment).where(
        PendingComment.person_id == person_id,
        PendingComment.case_id == case_id,
        PendingComment.sent_as_id.is_(None),
    )
    return session().scalars(query.order_by(PendingComment.place, PendingComment.id)).all()


def _own(reach: Reach, case_id: UUID) -> tuple[ColumnElement[bool], ...]:
    mine = PendingComment.person_id == reach.person_id, PendingComment.case_id == case_id
    return *mine, PendingComment.sent_as_id.is_(None)
