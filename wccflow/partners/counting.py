"""Counting answers in groups of five or more; what is counted once never changes (docs/decisions)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import log
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.partners import rules
from wccflow.partners.models import PartnerGroup, PartnerInvitation, PartnerReply
from wccflow.partners.queries import takes_answers
from wccflow.partners.sharing import readers
from wccflow.people.rights import Reach, demand

COUNTED = "partner.counted"
TOO_FEW = "Fewer than five answers wait to be counted. They are shown once there are five."


def count(case: Case, now: datetime, *, all_now: bool = False) -> int:
    """Count those whose time has come; gives how many.

    A kind of which five or more wait is counted at once. All who wait are counted, small kinds merged, when
    nobody is left who could still answer.
    """
    session().scalar(select(Case.id).where(Case.id == case.id).with_for_update())  # one at a time
    waiting = _waiting(case)
    whole = all_now or not may_come(case, now)
    pairs = [(reply.id, invitation.kind) for invitation, reply in waiting]
    groups = rules.groups_of_all(pairs) if whole else rules.groups_of_a_kind(pairs)
    replies = {reply.id: reply for _, reply in waiting}
    for kind, ids in groups:
        _keep(case, kind, [replies[each] for each in ids], now)
    return sum(len(ids) for _, ids in groups)


def count_now(case: Case, *, by: Reach, now: datetime) -> int:
    """Count all who wait, because somebody who invites asks for it. Raises Refused while they are too few."""
    demand(by, "invite_partners", place=case.place, definition=definition_of(case), state=case.state)
    done = count(case, now, all_now=True)
    if not done:
        raise Refused(TOO_FEW)
    return done


def waiting_count(case: Case) -> int:
    """How many answers are kept and not yet counted."""
    return len(_waiting(case))


def may_come(case: Case, now: datetime) -> bool:
    """Whether somebody who was invited could still answer."""
    query = (
        select(PartnerInvitation)
        .outerjoin(PartnerReply, PartnerReply.invitation_id == PartnerInvitation.id)
        .where(PartnerInvitation.case_id == case.id, PartnerReply.id.is_(None))
        .where(PartnerInvitation.revoked_at.is_(None), PartnerInvitation.declined_at.is_(None))
    )
    return any(takes_answers(each, case, now) for each in session().scalars(query))


def _waiting(case: Case) -> list[tuple[PartnerInvitation, PartnerReply]]:
    query = (
        select(PartnerInvitation, PartnerReply)
        .join(PartnerReply, PartnerReply.invitation_id == PartnerInvitation.id)
        .where(PartnerReply.case_id == case.id, PartnerReply.group_id.is_(None))
        .where(PartnerInvitation.revoked_at.is_(None))
    )
    return [(row[0], row[1]) for row in session().execute(query) if not row[0].is_held]


def _keep(case: Case, kind: str, replies: Sequence[PartnerReply], now: datetime) -> None:
    numbered = select(func.max(PartnerGroup.number)).where(PartnerGroup.case_id == case.id)
    number = (session().scalar(numbered) or 0) + 1
    audience_id: UUID = readers(case)
    made = PartnerGroup(case_id=case.id, number=number, kind=kind, at=now, audience_id=audience_id)
    session().add(made)
    session().flush()
    for each in replies:
        each.group_id, each.audience_id = made.id, audience_id
    session().flush()
    log.record(
        COUNTED,
        at=now,
        by_id=None,
        subject_id=made.id,
        case_id=case.id,
        audience_id=audience_id,
        counted=len(replies),
    )
