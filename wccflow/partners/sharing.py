"""Who reads what partners answered, and what follows for them when a case moves."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from wccflow.base import log
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.partners.models import PartnerGroup, PartnerReply, PartnerSurvey
from wccflow.people.rights import Reach
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import SELF

OPENED = "partner.opened"


def readers(case: Case) -> UUID:
    """The audience of what is answered now: those who assess belong to it once the case was submitted."""
    return audience_of(case, "filed" if is_shared(case) else "drafts")


def is_shared(case: Case) -> bool:
    """Whether the case was submitted, so that its assessors read what belongs to it."""
    query = select(Rating.id).where(
        Rating.case_id == case.id, Rating.channel == SELF, Rating.audience_id == audience_of(case, "filed")
    )
    return session().scalar(query.limit(1)) is not None


def share(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Let those who assess read what partners answered, in groups as everybody does."""
    narrow, wider = audience_of(case, "drafts"), audience_of(case, "filed")
    for table in (PartnerReply, PartnerGroup, PartnerSurvey):
        mine = (table.case_id == case.id, table.audience_id == narrow)
        session().execute(update(table).where(*mine).values(audience_id=wider))


def open_to_partners(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Record that partners may be invited from now on."""
    log.record(
        OPENED,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=case.id,
        case_id=case.id,
        audience_id=audience_of(case, "shared"),
    )
