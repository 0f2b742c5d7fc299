"""What a partner does by a link: filling in, sending, passing it on, or saying that it cannot be answered."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from wccflow.base import log
from wccflow.base.errors import Refused, Stale
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.notices.inviting import AGAIN_AFTER
from wccflow.notices.models import Mail
from wccflow.partners import conflicts, counting, letters
from wccflow.partners.actions import end_links, record
from wccflow.partners.models import (
    PartnerBrowser,
    PartnerDraft,
    PartnerHandover,
    PartnerInvitation,
    PartnerReply,
)
from wccflow.partners.queries import hashed, invitation_by, reply_to, takes_answers
from wccflow.partners.rules import DO_NOT_KNOW, questions
from wccflow.partners.sharing import readers

ANSWERED, DECLINED, ACCEPTED, LINK_MAILED, HANDED_ON, NO_MORE_MAIL = (
    "partner.answered",
    "partner.declined",
    "partner.accepted",
    "partner.link_mailed",
    "partner.handed_on",
    "partner.no_more_mail",
)
CLOSED = "The time for feedback is over. Thank you for wanting to give it."
STANDS = "Your answers are counted together with those of others, so they stand. Thank you for them."
ON_ITS_WAY = "A mail to you is on its way. Wait five minutes before you ask for another."
EMPTY = "Answer at least one question, or write something."
ASKED_ALREADY = "That colleague was asked already. Choose another, or leave it to them."
RECEIPT_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another


@dataclass(frozen=True, slots=True)
class Filled:
    """What a partner has filled in about one organisation."""

    answers: Mapping[str, str]
    words: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all."""
        return not self.words.strip() and not any(
            each not in ("", DO_NOT_KNOW) for each in self.answers.values()
        )


def reply(
    secret: str, answers: Mapping[str, str], words: str, *, now: datetime, seen: int | None = None
) -> PartnerReply:
    """Keep what a partner sends; later answers by the same link take its place until they are counted."""
    return send(invitation_by(secret, now), Filled(answers, words), now=now, seen=seen)


def send(
    invitation: PartnerInvitation, filled: Filled, *, now: datetime, seen: int | None = None
) -> PartnerReply:
    """Keep what a partner sends about one organisation, and count it when its time has come."""
    case = _open(invitation, now)
    given = _sound(case, invitation.kind, filled.answers)
    if filled.is_empty:
        raise Refused(EMPTY)
    found = reply_to(invitation)
    if found is not None and seen is not None and found.version != seen:
        raise stale(found, filled, found.version)
    if found is not None and found.group_id is not None:
        raise Refused(STANDS)
    made = found or PartnerReply(case_id=case.id, invitation_id=invitation.id, receipt=_receipt())
    made.answers, made.words, made.at = given, filled.words.strip(), now
    made.audience_id = readers(case)
    invitation.declined_at = None
    session().add(made)
    _forget_draft(invitation)
    session().flush()
    log.record(ANSWERED, at=now, by_id=None, case_id=case.id, audience_id=made.audience_id)
    counting.count(case, now)
    return made


def keep_draft(invitation: PartnerInvitation, filled: Filled, *, now: datetime) -> None:
    """Keep what is filled in so far, for the partner alone; what is no answer is left out."""
    case = _open(invitation, now)
    known = {each.key: each for each in questions(definition_of(case), invitation.kind)}
    answers = {
        key: value
        for key, value in filled.answers.items()
        if value and key in known and not known[key].fault_of(value)
    }
    made = session().get(PartnerDraft, invitation.id) or PartnerDraft(invitation_id=invitation.id)
    made.answers, made.words, made.at = answers, filled.words.strip(), now
    session().add(made)
    session().flush()


def drafts_of(invitations: Collection[PartnerInvitation]) -> dict[UUID, PartnerDraft]:
    """What is filled in and not sent, by invitation."""
    query = select(PartnerDraft).where(PartnerDraft.invitation_id.in_([each.id for each in invitations]))
    return {row.invitation_id: row for row in session().scalars(query)}


def decline(invitation: PartnerInvitation, why: str, *, now: datetime) -> None:
    """Note that this partner cannot answer for this organisation; opening the link again takes it back."""
    case = _open(invitation, now)
    if reply_to(invitation) is not None:
        raise Refused("You have answered already. If an answer is wrong, change it.")
    invitation.declined_at, invitation.declined_why = now, why.strip()[:500]
    session().flush()
    record(DECLINED, invitation, case, by=None, now=now)
    counting.count(case, now)


def take_back_decline(invitation: PartnerInvitation, *, now: datetime) -> None:
    """Note that this partner answers after all."""
    case = _open(invitation, now)
    if invitation.declined_at is not None:
        invitation.declined_at, invitation.declined_why = None, ""
        session().flush()
        record(ACCEPTED, invitation, case, by=None, now=now)


def mail_link(invitation: PartnerInvitation, *, now: datetime) -> None:
    """Mail the partner a link of their own. Raises Refused while one is on its way."""
    mail = session().get(Mail, invitation.mail_id) if invitation.mail_id else None
    if mail is not None and now < mail.made_at + AGAIN_AFTER:
        raise Refused(ON_ITS_WAY)
    letters.write_link(invitation, now)
    record(LINK_MAILED, invitation, by=None, now=now)


def hand_on(invitation: PartnerInvitation, *, name: str, email: str, keep: bool, now: datetime) -> None:
    """Pass the invitation to a colleague: the links until now stop, and both names stay.

    What is filled in goes along only when `keep` says so.
    """
    case, address = _open(invitation, now), email.strip().lower()
    if reply_to(invitation) is not None:
        raise Refused("You have answered already, so there is nothing to pass on.")
    if not name.strip() or "@" not in address:
        raise Refused("Give the name and the e-mail address of your colleague.")
    query = select(PartnerInvitation.id).where(
        PartnerInvitation.case_id == case.id, PartnerInvitation.email == address
    )
    if session().scalar(query) is not None:
        raise Refused(ASKED_ALREADY)
    session().add(
        PartnerHandover(
            invitation_id=invitation.id,
            from_name=invitation.name,
            from_email=invitation.email,
            to_name=name.strip(),
            to_email=address,
            at=now,
        )
    )
    invitation.name, invitation.email = name.strip(), address
    invitation.declined_at = invitation.no_more_mail_at = invitation.reminded_at = None
    invitation.reminders = 0
    end_links(invitation, now)
    if not keep:
        _forget_draft(invitation)
    conflicts.look(case, [invitation], now)
    record(HANDED_ON, invitation, case, by=None, now=now)


def refuse_mail(invitation: PartnerInvitation, *, now: datetime) -> None:
    """Send this partner no more mail about this."""
    if invitation.no_more_mail_at is None:
        invitation.no_more_mail_at = now
        session().flush()
        record(NO_MORE_MAIL, invitation, by=None, now=now)


def hold_in_browser(invitation: PartnerInvitation) -> str:
    """A secret for the browser in which answering began by a link that others have seen as well."""
    made = secrets.token_urlsafe(24)
    row = session().get(PartnerBrowser, invitation.id) or PartnerBrowser(invitation_id=invitation.id)
    row.secret_hash = hashed(made)
    session().add(row)
    session().flush()
    return made


def is_held_in(invitation: PartnerInvitation, secret: str) -> bool:
    """Whether this secret is that of the browser in which answering began."""
    row = session().get(PartnerBrowser, invitation.id)
    return bool(secret) and row is not None and hashed(secret) == row.secret_hash


def is_begun(invitation: PartnerInvitation) -> bool:
    """Whether anything was filled in or sent."""
    return session().get(PartnerDraft, invitation.id) is not None or reply_to(invitation) is not None


def _open(invitation: PartnerInvitation, now: datetime) -> Case:
    case = case_by_id(invitation.case_id)
    if not takes_answers(invitation, case, now):
        raise Refused(CLOSED)
    return case


def _sound(case: Case, kind: str, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers to the questions that are asked, each one of those offered or not known."""
    given = {}
    for asked in questions(definition_of(case), kind):
        value = answers.get(asked.key, "") or DO_NOT_KNOW
        fault = asked.fault_of(value)
        if fault:
            raise Refused(fault)
        given[asked.key] = value
    return given


def stale(found: PartnerReply, filled: Filled, version: int) -> Stale:
    """The choice between what was written here and what was sent by the same link meanwhile."""
    return Stale(
        "Somebody has answered by this link while you were writing. Choose which words to keep.",
        mine=filled.words.strip(),
        theirs=found.words or "No words, but other answers.",
        version=version,
    )


def _forget_draft(invitation: PartnerInvitation) -> None:
    session().execute(delete(PartnerDraft).where(PartnerDraft.invitation_id == invitation.id))


def _receipt() -> str:
    letters = "".join(secrets.choice(RECEIPT_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
