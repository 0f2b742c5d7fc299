"""Who was invited, and what was answered by which link."""

import hashlib
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.partners.models import PartnerInvitation, PartnerReply


def invitation_by(secret: str, now: datetime) -> PartnerInvitation:
    """The invitation of this link. Raises NotFound when it is unknown, revoked or over."""
    query = select(PartnerInvitation).where(PartnerInvitation.secret_hash == hashed(secret))
    found = session().scalar(query)
    if found is None or found.revoked_at is not None:
        raise NotFound
    if found.until is not None and business_day(now) > found.until:
        raise NotFound
    return found


def invitation_of(case: Case, invitation_id: UUID) -> PartnerInvitation:
    """The invitation of this id in this case. Raises NotFound."""
    found = session().get(PartnerInvitation, invitation_id)
    if found is None or found.case_id != case.id:
        raise NotFound
    return found


def reply_to(invitation: PartnerInvitation) -> PartnerReply | None:
    """What was answered by this link, or None."""
    return session().scalar(select(PartnerReply).where(PartnerReply.invitation_id == invitation.id))


def invitations(case: Case) -> list[tuple[PartnerInvitation, bool]]:
    """The invitations of a case, each with whether it was answered: for those who invite."""
    query = (
        select(PartnerInvitation, PartnerReply.id)
        .outerjoin(PartnerReply, PartnerReply.invitation_id == PartnerInvitation.id)
        .where(PartnerInvitation.case_id == case.id)
        .order_by(PartnerInvitation.kind, PartnerInvitation.name)
    )
    return [(row, answer is not None) for row, answer in session().execute(query)]


def hashed(secret: str) -> str:
    """What is kept of the secret of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()
