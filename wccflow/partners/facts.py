"""What gates may ask of partners: how many of those invited have answered."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, func, not_, or_, select

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.engine.facts import Fact, Tally
from wccflow.partners.models import PartnerInvitation, PartnerReply


def partners_answered(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many of the invited partners have answered; of nobody invited no share is ever reached."""
    return dict(heard(cases))


def heard(cases: Sequence[Case]) -> dict[UUID, Tally]:
    """The same, for tiles; whoever cannot answer is not waited for, and a conflict counts for nothing."""
    held = and_(PartnerInvitation.conflict != "", PartnerInvitation.conflict != PartnerInvitation.settled)
    heard_of = func.count(PartnerReply.id).filter(not_(held))
    query = (
        select(PartnerInvitation.case_id, heard_of, func.count())
        .outerjoin(PartnerReply, PartnerReply.invitation_id == PartnerInvitation.id)
        .where(PartnerInvitation.case_id.in_([case.id for case in cases]))
        .where(PartnerInvitation.revoked_at.is_(None))
        .where(or_(PartnerInvitation.declined_at.is_(None), PartnerReply.id.is_not(None)))
        .group_by(PartnerInvitation.case_id)
    )
    found = {case_id: Tally(have, total) for case_id, have, total in session().execute(query)}
    return {case.id: found.get(case.id, Tally(0, 0)) for case in cases}
