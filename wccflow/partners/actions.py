"""What those who invite do: asking partners, making a link anew, ending it, and settling a conflict."""

import secrets
from datetime import date, datetime

from sqlalchemy import delete, select, update

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.partners import conflicts, counting
from wccflow.partners.models import PartnerBrowser, PartnerInvitation, PartnerLink
from wccflow.partners.queries import hashed, reply_to
from wccflow.partners.rules import kinds_of
from wccflow.people.rights import Reach, demand

INVITED, REVOKED, SETTLED = "partner.invited", "partner.revoked", "partner.settled"
NEEDED = "Give the kind of partner, a name, and an e-mail address."
TWICE = "{email} was asked already, for {organisation}. One mailbox answers once: give another address."
PASSED = "The last day for an answer must not have passed."
COUNTED = "{name} has answered, and the answers are counted with others': they cannot be taken out again."


def invite(
    case: Case,
    *,
    kind: str,
    name: str,
    email: str,
    by: Reach,
    now: datetime,
    until: date | None = None,
    organisation: str = "",
) -> tuple[PartnerInvitation, str]:
    """An invitation and the secret of its link, which is told once; inviting again makes a new link."""
    demand_inviting(case, by)
    address = email.strip().lower()
    if kind not in kinds_of(definition_of(case)) or not name.strip() or "@" not in address:
        raise Refused(NEEDED)
    if until is not None and until < business_day(now):
        raise Refused(PASSED)
    found = session().scalar(
        select(PartnerInvitation).where(
            PartnerInvitation.case_id == case.id, PartnerInvitation.email == address
        )
    )
    if found is not None and found.revoked_at is None and _speaks_for_another(found, organisation):
        raise Refused(TWICE.format(email=address, organisation=found.organisation))
    made = found or PartnerInvitation(case_id=case.id, email=address, conflict="", settled="")
    if found is None or not _is_counted(made):  # the kind under which an answer was counted stays
        made.kind = kind
    made.name, made.organisation, made.until = name.strip(), organisation.strip(), until
    made.revoked_at = made.declined_at = None
    made.by_id, made.at = by.person_id, now
    secret = _renewed(made, now)
    conflicts.look(case, [made], now)
    record(INVITED, made, case, by=by, now=now)
    return made, secret


def renew(invitation: PartnerInvitation, case: Case, *, by: Reach, now: datetime) -> str:
    """The secret of a new link; every link before it stops working."""
    demand_inviting(case, by)
    invitation.revoked_at = None
    secret = _renewed(invitation, now)
    record(INVITED, invitation, case, by=by, now=now)
    return secret


def revoke(invitation: PartnerInvitation, case: Case, *, by: Reach, now: datetime) -> None:
    """Make every link worthless; an answer that is not counted yet will not be.

    Raises Refused once it is counted: taken out again, it could be told from the rest.
    """
    demand_inviting(case, by)
    if _is_counted(invitation):
        raise Refused(COUNTED.format(name=invitation.name))
    if invitation.revoked_at is None:
        invitation.revoked_at = now
        end_links(invitation, now)
        record(REVOKED, invitation, case, by=by, now=now)
        counting.count(case, now)


def settle(invitation: PartnerInvitation, case: Case, why: str, *, by: Reach, now: datetime) -> None:
    """Let an answer count although there seemed to be a conflict, with the reason."""
    demand_inviting(case, by)
    reason = conflicts.require_reason(why)
    invitation.settled, invitation.settled_why = invitation.conflict, reason
    invitation.settled_by_id, invitation.settled_at = by.person_id, now
    session().flush()
    record(SETTLED, invitation, case, by=by, now=now, words=reason)
    counting.count(case, now)


def demand_inviting(case: Case, by: Reach) -> None:
    """Raise NotFound or Refused when this person may not invite partners here and now."""
    demand(by, "invite_partners", place=case.place, definition=definition_of(case), state=case.state)


def end_links(invitation: PartnerInvitation, now: datetime) -> None:
    """Let no link to this invitation work any more."""
    invitation.secret_hash = hashed(secrets.token_urlsafe(24))
    session().execute(delete(PartnerBrowser).where(PartnerBrowser.invitation_id == invitation.id))
    query = update(PartnerLink).where(PartnerLink.invitation_id == invitation.id)
    session().flush()
    session().execute(query.where(PartnerLink.ended_at.is_(None)).values(ended_at=now))


def record(
    kind: str,
    invitation: PartnerInvitation,
    case: Case | None = None,
    *,
    by: Reach | None,
    now: datetime,
    words: str = "",
) -> None:
    """Note what happened to an invitation, for those who work on the case before it is submitted."""
    here = case or case_by_id(invitation.case_id)
    log.record(
        kind,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=invitation.id,
        case_id=here.id,
        audience_id=audience_of(here, "drafts"),
        words=words or invitation.name,
        of=invitation.kind,
    )


def _renewed(invitation: PartnerInvitation, now: datetime) -> str:
    secret = secrets.token_urlsafe(24)
    invitation.secret_hash = hashed(secret)
    session().add(invitation)
    session().flush()
    end_links(invitation, now)
    invitation.secret_hash = hashed(secret)
    session().flush()
    return secret


def _speaks_for_another(found: PartnerInvitation, organisation: str) -> bool:
    return bool(found.organisation and organisation.strip()) and found.organisation != organisation.strip()


def _is_counted(invitation: PartnerInvitation) -> bool:
    found = reply_to(invitation)
    return found is not None and found.group_id is not None
