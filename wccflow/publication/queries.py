"""Questions about publication: what is approved, what is published; nothing else is known to the public."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Case, Cycle
from wccflow.people.models import Organisation
from wccflow.publication.models import Approval, PublishedResult


def approval(cycle_id: UUID) -> Approval | None:
    """The approval that holds for a cycle."""
    query = select(Approval).where(Approval.cycle_id == cycle_id, Approval.ended_at.is_(None))
    return session().scalar(query.limit(1))


def approved(cycle_ids: Collection[UUID]) -> set[UUID]:
    """Those of the cycles whose publication is approved, in one query."""
    query = select(Approval.cycle_id).where(Approval.cycle_id.in_(cycle_ids), Approval.ended_at.is_(None))
    return set(session().scalars(query))


def published_cycle(key: str) -> Cycle:
    """The cycle of this key when something of it is published. Raises NotFound: the rest is not known."""
    query = select(Cycle).where(
        Cycle.key == key, select(PublishedResult.id).where(PublishedResult.cycle_id == Cycle.id).exists()
    )
    found = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def published_in(cycle: Cycle) -> Sequence[tuple[Organisation, PublishedResult]]:
    """The published results of a cycle, by the organisation's name."""
    query = (
        select(Organisation, PublishedResult)
        .join(Case, Case.organisation_id == Organisation.id)
        .join(PublishedResult, PublishedResult.case_id == Case.id)
        .where(PublishedResult.cycle_id == cycle.id)
        .order_by(Organisation.name)
    )
    return [(row[0], row[1]) for row in session().execute(query)]


def address_of(case: Case) -> str:
    """Where the result of a case is published; empty until it is."""
    query = select(PublishedResult.id).where(PublishedResult.case_id == case.id)
    found = session().scalar(query.limit(1))
    return f"/published/{case.cycle.key}/{case.organisation.code}" if found else ""


def published(cycle_key: str, code: str) -> PublishedResult:
    """The published result of an organisation. Raises NotFound when there is none yet, or no such thing."""
    query = (
        select(PublishedResult)
        .join(Case, Case.id == PublishedResult.case_id)
        .join(Cycle, Cycle.id == PublishedResult.cycle_id)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .where(Cycle.key == cycle_key, Organisation.code == code.upper())
    )
    found = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def result_of(case: Case) -> PublishedResult | None:
    """The published result of a case."""
    return session().scalar(select(PublishedResult).where(PublishedResult.case_id == case.id))


def results(case_ids: Collection[UUID]) -> set[UUID]:
    """Those of the cases whose result is published, in one query."""
    return set(
        session().scalars(select(PublishedResult.case_id).where(PublishedResult.case_id.in_(case_ids)))
    )
