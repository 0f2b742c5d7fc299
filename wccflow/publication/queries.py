"""Questions about publication: what is approved, what is published; nothing else is known to the public."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import defer

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Case, Cycle
from wccflow.people.models import Organisation, Succession
from wccflow.people.queries import known_as
from wccflow.publication.models import (
    Approval,
    CorrectedResult,
    PublishedResult,
    Release,
    ReleaseFile,
    ResultWithdrawal,
)


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
    """The published results of a cycle, by the organisation's name; what they say is not read with them."""
    query = (
        select(Organisation, PublishedResult)
        .join(Case, Case.organisation_id == Organisation.id)
        .join(PublishedResult, PublishedResult.case_id == Case.id)
        .where(PublishedResult.cycle_id == cycle.id)
        .options(defer(PublishedResult.content))
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


def content_now(case: Case) -> str | None:
    """What is published of a case now, with its corrections; None when nothing is, or it is withdrawn."""
    gone = select(ResultWithdrawal.id).where(
        ResultWithdrawal.case_id == case.id,
        ResultWithdrawal.signed_at.is_not(None),
        ResultWithdrawal.ended_at.is_(None),
    )
    if session().scalar(gone.limit(1)) is not None:
        return None
    query = select(CorrectedResult.content).where(CorrectedResult.case_id == case.id)
    later = session().scalar(query.order_by(CorrectedResult.number.desc()).limit(1))
    first = select(PublishedResult.content).where(PublishedResult.case_id == case.id)
    return later or session().scalar(first)


def released_as(sha256: str) -> str | None:
    """The text of a corrected result of this hash."""
    return session().scalar(select(CorrectedResult.content).where(CorrectedResult.sha256 == sha256).limit(1))


def newest_release(cycle_id: UUID) -> Release | None:
    """The last release of a cycle."""
    query = select(Release).where(Release.cycle_id == cycle_id).order_by(Release.number.desc())
    return session().scalar(query.limit(1))


def releases(cycle_id: UUID) -> Sequence[tuple[Release, ReleaseFile | None]]:
    """Every release of a cycle, the newest first, with its file where that is made; contents are not read."""
    query = (
        select(Release, ReleaseFile)
        .outerjoin(ReleaseFile, ReleaseFile.release_id == Release.id)
        .where(Release.cycle_id == cycle_id)
        .options(defer(Release.content))
        .order_by(Release.number.desc())
    )
    return [(row[0], row[1]) for row in session().execute(query)]


def published_cycles() -> Sequence[tuple[Cycle, int]]:
    """Every cycle of which something is published, the newest first, with how many results."""
    query = (
        select(Cycle, func.count(PublishedResult.id))
        .join(PublishedResult, PublishedResult.cycle_id == Cycle.id)
        .group_by(Cycle.id)
        .order_by(func.max(PublishedResult.at).desc(), Cycle.key)
    )
    return [(row[0], row[1]) for row in session().execute(query)]


def known_code(cycle_key: str, words: str) -> str:
    """The code under which a result is published, by an earlier code, another name, or a successor's.

    Raises NotFound when nothing is published under any of them.
    """
    found, codes = known_as(words), dict(_published_codes(cycle_key))
    seen: set[UUID] = set()
    while found is not None and found.id not in seen:
        if found.id in codes:
            return codes[found.id]
        seen.add(found.id)
        query = select(Organisation).join(Succession, Succession.successor_id == Organisation.id)
        found = session().scalar(query.where(Succession.predecessor_id == found.id).limit(1))
    raise NotFound


def _published_codes(cycle_key: str) -> list[tuple[UUID, str]]:
    """The organisations with a published result, and those from which a case was carried over to them."""
    query = (
        select(Case.organisation_id, Case.origin_id, Organisation.code)
        .join(PublishedResult, PublishedResult.case_id == Case.id)
        .join(Cycle, Cycle.id == PublishedResult.cycle_id)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .where(Cycle.key == cycle_key)
    )
    rows = session().execute(query).all()
    origins = [(row.origin_id, row.code) for row in rows if row.origin_id]
    return [*origins, *((row.organisation_id, row.code) for row in rows)]


def result_of(case: Case) -> PublishedResult | None:
    """The published result of a case."""
    return session().scalar(select(PublishedResult).where(PublishedResult.case_id == case.id))


def published_cases(case_ids: Collection[UUID]) -> set[UUID]:
    """Those of the cases whose result is published, in one query."""
    return set(
        session().scalars(select(PublishedResult.case_id).where(PublishedResult.case_id.in_(case_ids)))
    )
