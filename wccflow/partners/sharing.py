"""Who reads what partners answered, and what follows for them when a case moves."""

from datetime import datetime

from sqlalchemy import update

from wccflow.base import log
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.partners.models import PartnerReply
from wccflow.people.rights import Reach

OPENED = "partner.opened"


def share(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Let those who assess read what partners answered, in groups as everybody does."""
    mine = (PartnerReply.case_id == case.id, PartnerReply.audience_id == audience_of(case, "drafts"))
    session().execute(update(PartnerReply).where(*mine).values(audience_id=audience_of(case, "filed")))


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
