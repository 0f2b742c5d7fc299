"""What is done with partners: inviting them, ending a link, and keeping what they answer."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import Refused, Stale
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.partners.models import PartnerInvitation, PartnerReply
from wccflow.partners.queries import hashed, invitation_by, reply_to
from wccflow.partners.rules import DO_NOT_KNOW, PARTNER_KINDS, questions
from wccflow.people.rights import Reach, demand, is_open
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import SELF, fault_of

INVITED, REVOKED, ANSWERED = "partner.invited", "partner.revoked", "partner.answered"
CLOSED = "The time for feedback is over. Thank you for wanting to give it."


def invite(
    case: Case,
    *,
    kind: str,
    name: str,
    email: str,
    by: Reach,
    now: datetime,
    until: date | None = None,
) -> tuple[PartnerInvitation, str]:
    """An invitation and the secret of its link, which is told once; inviting again makes a new link."""
    _demand(case, by)
    address = email.strip().lower()
    if kind not in PARTNER_KINDS or not name.strip() or "@" not in address:
        raise Refused("Give the kind of partner, a name, and an e-mail address.")
    if until is not None and until < business_day(now):
        raise Refused("The last day for an answer must not have passed.")
    secret = secrets.token_urlsafe(24)
    found = session().scalar(
        select(PartnerInvitation).where(
            PartnerInvitation.case_id == case.id, PartnerInvitation.email == address
        )
    )
    made = found or PartnerInvitation(case_id=case.id, email=address)
    made.kind, made.name, made.until = kind, name.strip(), until
    made.secret_hash, made.revoked_at = hashed(secret), None
    made.by_id, made.at = by.person_id, now
    session().add(made)
    session().flush()
    _record(INVITED, made, by=by, now=now)
    return made, secret


def revoke(invitation: PartnerInvitation, case: Case, *, by: Reach, now: datetime) -> None:
    """Make a link worthless; an answer already given stays, but counts no longer."""
    _demand(case, by)
    if invitation.revoked_at is None:
        invitation.revoked_at = now
        session().flush()
        _record(REVOKED, invitation, by=by, now=now)


def reply(
    secret: str, answers: Mapping[str, str], words: str, *, now: datetime, seen: int | None = None
) -> PartnerReply:
    """Keep what a partner answers; later answers by the same link take its place until the time is over."""
    invitation = invitation_by(secret, now)
    case = case_by_id(invitation.case_id)
    if not is_open("invite_partners", definition_of(case), case.state):
        raise Refused(CLOSED)
    given = _sound(case, answers)
    if not any(each != DO_NOT_KNOW for each in given.values()) and not words.strip():
        raise Refused("Answer at least one question, or write something.")
    found = reply_to(invitation)
    if found is not None and seen is not None and found.version != seen:
        raise Stale(
            "Somebody has answered by this link while you were writing. Choose which words to keep.",
            mine=words.strip(),
            theirs=found.words or "No words, but other answers.",
            version=found.version,
        )
    made = found or PartnerReply(case_id=case.id, invitation_id=invitation.id)
    made.answers, made.words, made.at = given, words.strip(), now
    made.audience_id = audience_of(case, "filed" if _is_shared(case) else "drafts")
    session().add(made)
    session().flush()
    log.record(ANSWERED, at=now, by_id=None, case_id=case.id, audience_id=made.audience_id)
    return made


def _sound(case: Case, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers to the questions that are asked, each on its scale or not known."""
    given = {}
    for item, scale in questions(definition_of(case)):
        value = answers.get(item.key, "") or DO_NOT_KNOW
        fault = "" if value == DO_NOT_KNOW else fault_of(scale, value)
        if fault:
            raise Refused(f"{item.title}: {fault}")
        given[item.key] = value
    return given


def _is_shared(case: Case) -> bool:
    """Whether the case was submitted, so that its assessors read what belongs to it."""
    query = select(Rating.id).where(
        Rating.case_id == case.id, Rating.channel == SELF, Rating.audience_id == audience_of(case, "filed")
    )
    return session().scalar(query.limit(1)) is not None


def _demand(case: Case, by: Reach) -> None:
    demand(by, "invite_partners", place=case.place, definition=definition_of(case), state=case.state)


def _record(kind: str, invitation: PartnerInvitation, *, by: Reach, now: datetime) -> None:
    case = case_by_id(invitation.case_id)
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=invitation.id,
        case_id=case.id,
        audience_id=audience_of(case, "drafts"),
        words=invitation.name,
        of=invitation.kind,
    )
