"""Approving publication, holding it back, and publishing a result once and for all."""

from datetime import datetime

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.calibration.rules import canonical, digest
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.opening import audience_of
from wccflow.people.rights import Place, Reach, holds
from wccflow.publication import queries
from wccflow.publication.content import content_of
from wccflow.publication.models import Approval, PublishedResult

APPROVED, HELD, PUBLISHED = "publication.approved", "publication.held", "result.published"


def approve(cycle: Cycle, *, note: str, by: Reach, now: datetime) -> Approval:
    """Approve that results of a cycle are published once each is ready. Raises NotFound or Refused."""
    demand_publisher(cycle, by)
    if queries.approval(cycle.id) is not None:
        raise Refused("The publication of this cycle is approved already.")
    if not note.strip():
        raise Refused("Say on what ground you approve: the note is kept.")
    made = Approval(cycle_id=cycle.id, note=note.strip(), by_id=by.person_id, at=now)
    session().add(made)
    session().flush()
    log.record(APPROVED, at=now, by_id=by.person_id, subject_id=made.id, words=made.note, cycle=cycle.key)
    return made


def hold(cycle: Cycle, *, by: Reach, now: datetime) -> None:
    """Hold back what is not published yet; what is published stays."""
    demand_publisher(cycle, by)
    held = queries.approval(cycle.id)
    if held is None:
        raise Refused("The publication of this cycle is not approved.")
    held.ended_at, held.ended_by_id = now, by.person_id
    session().flush()
    log.record(HELD, at=now, by_id=by.person_id, subject_id=held.id, cycle=cycle.key)


def publish(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Publish the result as it is sealed; it can be read by everyone from now on and never changes."""
    if queries.result_of(case) is not None:
        raise Refused("This result is published already.")
    content = canonical(content_of(case))
    made = PublishedResult(
        case_id=case.id,
        cycle_id=case.cycle_id,
        content=content,
        sha256=digest(content),
        at=now,
        by_id=by.person_id if by else None,
    )
    session().add(made)
    session().flush()
    log.record(
        PUBLISHED,
        at=now,
        by_id=made.by_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=audience_of(case, "public"),
        sha256=made.sha256,
    )


def may_approve(cycle: Cycle, reach: Reach) -> bool:
    """Whether this person publishes for the whole nation."""
    return holds(reach, "publish", place=Place(), definition=pinned(cycle.digest))


def demand_publisher(cycle: Cycle, by: Reach) -> None:
    """Raise NotFound for whoever does not publish for the whole nation."""
    if not may_approve(cycle, by):
        raise NotFound
