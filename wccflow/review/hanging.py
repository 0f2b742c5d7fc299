"""Threads that hang on passages, as they are handed to evidence so that they follow to the next version."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id
from wccflow.evidence import following
from wccflow.evidence.hanging import Called, Hanging, Source
from wccflow.evidence.touched import Touched, lines_of
from wccflow.people.rights import Reach
from wccflow.review import queries
from wccflow.review.actions import OPENED, may_close
from wccflow.review.models import Thread
from wccflow.review.topics import title_of

KIND = "thread"


def hanging(case_ids: Collection[UUID]) -> list[Hanging]:
    """Every thread of these cases that hangs on a passage."""
    query = select(Thread).where(Thread.case_id.in_(case_ids), Thread.version_id.is_not(None))
    return [found for row in session().scalars(query) if (found := hanging_of(row)) is not None]


def hanging_of(thread: Thread) -> Hanging | None:
    """What a thread hangs on; None when it is not about a passage."""
    if thread.version_id is None or thread.passage is None or thread.case_id is None:
        return None
    return Hanging(
        kind=KIND,
        id=thread.id,
        case_id=thread.case_id,
        version_id=thread.version_id,
        passage=thread.passage,
        quote=thread.quote,
        prefix=thread.prefix,
        suffix=thread.suffix,
        heading=None,
        page=thread.page,
        audience_id=thread.audience_id,
        by_id=thread.opened_by_id,
        at=thread.opened_at,
        item=thread.item or "",
    )


def followed(thread: Thread, reach: Reach) -> Touched | None:
    """Where a thread stands in a newer version, in words; None while it stands where it was made."""
    found = hanging_of(thread)
    return lines_of([found], case_by_id(found.case_id), reach).get(thread.id) if found else None


def beside(version_id: UUID, key: str) -> ColumnElement[bool]:
    """The condition that a thread stands beside a passage of a version: made there, or come from before."""
    came = [row.subject_id for row in following.into(version_id, KIND) if row.place == key]
    return and_(Thread.version_id == version_id, Thread.passage == key) | Thread.id.in_(came)


def unplaced(version_id: UUID) -> ColumnElement[bool]:
    """The condition that a thread came from before and has no passage in this version any more."""
    return Thread.id.in_([row.subject_id for row in following.into(version_id, KIND) if row.is_lost])


def waiting(version_id: UUID) -> frozenset[UUID]:
    """The threads that seem to stand in a version, of which nobody has said yet whether they do."""
    return frozenset(row.subject_id for row in following.into(version_id, KIND) if row.waits)


def decides(hanging: Hanging, case: Case, reach: Reach) -> bool:
    """Whether the person may say where a thread belongs: who opened it, or who may close it."""
    return hanging.by_id == reach.person_id or may_close(case, session().get_one(Thread, hanging.id), reach)


def asked(hanging: Hanging, case: Case, reach: Reach) -> bool:
    """Whether it is this person who is asked: who opened the thread."""
    return hanging.by_id == reach.person_id


def called(hangings: Sequence[Hanging], case: Case) -> Mapping[UUID, Called]:
    """The titles and pages of these threads."""
    ids = [each.id for each in hangings]
    first = queries.first_said(ids)
    rows = session().scalars(select(Thread).where(Thread.id.in_(ids)))
    return {row.id: Called(title_of(row, first.get(row.id)), row.address) for row in rows}


SOURCE = Source(hanging, decides, asked, called, one="comment", made=OPENED)
