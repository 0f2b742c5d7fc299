"""Reminding partners who have not answered: by hand, and by the calendar before the last day."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import Refused
from wccflow.base.work import Database, session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import case_by_id
from wccflow.partners import conflicts, counting, letters
from wccflow.partners.actions import demand_inviting
from wccflow.partners.models import PartnerInvitation, PartnerReply
from wccflow.partners.queries import takes_answers
from wccflow.people.rights import Reach

REMINDED = "partner.reminded"
DAYS_BEFORE = (7, 2)  # the last day, when the calendar reminds
AGAIN_AFTER = timedelta(days=2)  # nobody is reminded more often, by whomever
NOBODY = "There is nobody to remind: all have answered, cannot, want no mail, or were reminded two days ago."


def remind(case: Case, *, by: Reach, now: datetime) -> int:
    """Remind everyone of this case who has not answered; gives how many. Raises Refused when it is nobody."""
    demand_inviting(case, by)
    found = [each for each in _silent(case.id) if _may_be_reminded(each, case, now)]
    if not found:
        raise Refused(NOBODY)
    return _remind(case, found, by=by, now=now)


def run(database: Database, now: datetime) -> int:
    """What the calendar does about partners: remind, look for conflicts, count whose time is over.

    Each case is a unit of work; done twice it does nothing more.
    """
    with database.reading():
        ids = _cases_in_question()
    done = 0
    for case_id in ids:
        with database.writing():
            done += _keep_up(case_by_id(case_id), now)
    return done


def _keep_up(case: Case, now: datetime) -> int:
    query = select(PartnerInvitation).where(
        PartnerInvitation.case_id == case.id, PartnerInvitation.revoked_at.is_(None)
    )
    conflicts.look(case, session().scalars(query).all(), now)
    due = [each for each in _silent(case.id) if _is_due(each, now) and _may_be_reminded(each, case, now)]
    reminded = _remind(case, due, by=None, now=now) if due else 0
    return reminded + counting.count(case, now)


def _cases_in_question() -> list[UUID]:
    """The cases with somebody who has not answered, or whose answer is not counted."""
    query = (
        select(PartnerInvitation.case_id)
        .outerjoin(PartnerReply, PartnerReply.invitation_id == PartnerInvitation.id)
        .where(PartnerInvitation.revoked_at.is_(None), PartnerReply.group_id.is_(None))
        .distinct()
    )
    return sorted(session().scalars(query))


def _silent(case_id: UUID) -> list[PartnerInvitation]:
    query = (
        select(PartnerInvitation)
        .outerjoin(PartnerReply, PartnerReply.invitation_id == PartnerInvitation.id)
        .where(PartnerInvitation.case_id == case_id, PartnerReply.id.is_(None))
        .where(PartnerInvitation.revoked_at.is_(None), PartnerInvitation.declined_at.is_(None))
        .where(PartnerInvitation.no_more_mail_at.is_(None))
    )
    return list(session().scalars(query.order_by(PartnerInvitation.name, PartnerInvitation.id)))


def _may_be_reminded(invitation: PartnerInvitation, case: Case, now: datetime) -> bool:
    last = invitation.reminded_at
    return takes_answers(invitation, case, now) and (last is None or last + AGAIN_AFTER <= now)


def _is_due(invitation: PartnerInvitation, now: datetime) -> bool:
    """Whether a day of reminding has come on which nobody has reminded this partner yet."""
    if invitation.until is None:
        return False
    days = [invitation.until - timedelta(days=before) for before in DAYS_BEFORE]
    passed = [each for each in days if each <= business_day(now)]
    last = max(filter(None, (invitation.at, invitation.reminded_at)))
    return bool(passed) and business_day(last) < max(passed)


def _remind(case: Case, some: list[PartnerInvitation], *, by: Reach | None, now: datetime) -> int:
    for each in some:
        letters.write_reminder(each, now)
        each.reminded_at, each.reminders = now, each.reminders + 1
    session().flush()
    log.record(
        REMINDED,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=case.id,
        case_id=case.id,
        audience_id=audience_of(case, "drafts"),
        reminded=len(some),
    )
    return len(some)
