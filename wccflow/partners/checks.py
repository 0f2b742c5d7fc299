"""What must always hold of partners' answers, each breach in a sentence."""

from sqlalchemy import func, select

from wccflow.base.work import session
from wccflow.partners.models import PartnerGroup, PartnerInvitation, PartnerReply
from wccflow.partners.rules import LEAST_SHOWN


def groups_too_small() -> list[str]:
    """Every group of answers that was counted although it has fewer than five, or answers of ended links."""
    standing = func.count(PartnerReply.id).filter(PartnerInvitation.revoked_at.is_(None))
    query = (
        select(PartnerGroup.case_id, PartnerGroup.number, standing)
        .outerjoin(PartnerReply, PartnerReply.group_id == PartnerGroup.id)
        .outerjoin(PartnerInvitation, PartnerInvitation.id == PartnerReply.invitation_id)
        .group_by(PartnerGroup.id, PartnerGroup.case_id, PartnerGroup.number)
        .having(standing < LEAST_SHOWN)
    )
    return [
        f"Group {number} of partners' answers in case {case_id} has {count}, which are too few to show."
        for case_id, number, count in session().execute(query)
    ]
