"""Feedback from partners by invitation link: inviting, answering, showing it in groups of five or more."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences, log
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound, Refused, Stale
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.engine.content import Item
from wccflow.engine.vocabulary import Scale
from wccflow.people.rights import Reach, demand, is_open
from wccflow.ratings.models import PartnerInvitation, PartnerReply, Rating
from wccflow.ratings.rules import (
    DO_NOT_KNOW,
    LEAST_SHOWN,
    PARTNER_KINDS,
    SELF,
    fault_of,
    questions,
    shown_together,
)

INVITED, REVOKED, ANSWERED = "partner.invited", "partner.revoked", "partner.answered"
CLOSED = "The time for feedback is over. Thank you for wanting to give it."


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with how many chose each value, where enough have answered it."""

    title: str
    replies: int
    mean: float | None
    counts: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What partners have answered as far as it may be shown."""

    invited: int
    answered: int
    lines: Sequence[Answered]
    words: Sequence[str]

    @property
    def is_shown(self) -> bool:
        """Whether enough have answered for anything to be shown."""
        return bool(self.lines)


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
    made.secret_hash, made.revoked_at = _hash(secret), None
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


def invitation_by(secret: str, now: datetime) -> PartnerInvitation:
    """The invitation of this link. Raises NotFound when it is unknown, revoked or over."""
    query = select(PartnerInvitation).where(PartnerInvitation.secret_hash == _hash(secret))
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


def feedback_of(case: Case, reach: Reach) -> Feedback:
    """What partners answered, for this person: counts for everyone, the rest in groups of five or more."""
    standing = [(row, done) for row, done in invitations(case) if row.revoked_at is None]
    query = (
        select(PartnerReply)
        .join(PartnerInvitation, PartnerInvitation.id == PartnerReply.invitation_id)
        .where(PartnerReply.case_id == case.id, PartnerInvitation.revoked_at.is_(None))
        .where(audiences.visible(PartnerReply.audience_id, reach.tokens))
        .order_by(PartnerInvitation.secret_hash)  # an order that says nothing of who or when
    )
    replies = session().scalars(query).all()
    answered = sum(done for _, done in standing)
    if len(replies) < LEAST_SHOWN:
        return Feedback(len(standing), answered, (), ())
    lines = [_answered(item, scale, replies) for item, scale in questions(definition_of(case))]
    return Feedback(len(standing), answered, lines, [each.words for each in replies if each.words])


def _answered(item: Item, scale: Scale, replies: Sequence[PartnerReply]) -> Answered:
    given = [each.answers.get(item.key, DO_NOT_KNOW) for each in replies]
    known = [value for value in given if value != DO_NOT_KNOW]
    mean = shown_together([scale.rank(value) for value in known])
    counts = [(level.title, known.count(level.key)) for level in scale.values] if mean is not None else []
    return Answered(item.title, len(known), mean, counts)


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


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


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
