"""Mails to partners, who have no account: invitation, reminder, receipt; each with a link of its own."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id
from wccflow.engine.refusals import day
from wccflow.notices.inviting import DEMONSTRATION, LINK
from wccflow.notices.letters import on_one_line
from wccflow.notices.models import Mail
from wccflow.partners.models import PartnerInvitation, PartnerLink
from wccflow.partners.queries import hashed

KIND = "partner"
REFUSING = "To get no more mail about this, open the link and press “Send me no more mail”."


def write_invitation(invitation: PartnerInvitation, now: datetime) -> Mail:
    """The mail that asks a partner for feedback."""
    case = case_by_id(invitation.case_id)
    said = [
        f"{case.organisation.name} asks for your feedback as a partner: how it works with you and others.",
        "It takes about ten minutes. You need no account, and can save and come back by the same link.",
        "Answers are shown only together with those of at least four other partners, and never with names.",
        *_until(invitation),
    ]
    return _kept(invitation, case, f"Your feedback on {case.organisation.name}", said, now)


def write_reminder(invitation: PartnerInvitation, now: datetime) -> Mail:
    """The mail that reminds a partner who has not answered."""
    case = case_by_id(invitation.case_id)
    said = [
        f"{case.organisation.name} asked for your feedback, and you have not sent it yet.",
        *_until(invitation),
        "If you cannot answer, say so on the page, or pass it on to a colleague there.",
    ]
    return _kept(invitation, case, f"Reminder: your feedback on {case.organisation.name}", said, now)


def write_link(invitation: PartnerInvitation, now: datetime) -> Mail:
    """The mail that holds a link to what was begun, and nothing more."""
    case = case_by_id(invitation.case_id)
    said = ["You asked for a link to the answers that you began. Nobody but you has this link."]
    return _kept(invitation, case, f"Your link to the feedback on {case.organisation.name}", said, now)


def write_receipt(
    invitation: PartnerInvitation, receipt: str, answered: Sequence[tuple[str, str]], now: datetime
) -> Mail:
    """The mail that says what was answered and when, with the number of the receipt."""
    case = case_by_id(invitation.case_id)
    said = [
        f"Thank you. Your feedback on {case.organisation.name} is kept. Receipt number: {receipt}.",
        *(f"{question} {answer}" for question, answer in answered),
        "Until your answers are counted together with those of others, you can change them by the link.",
        "Later you find there what came of them.",
    ]
    return _kept(invitation, case, f"Receipt {receipt}: your feedback on {case.organisation.name}", said, now)


def address_in(mail_id: UUID, now: datetime) -> str:
    """The address in a mail, with a link made for this very sending; empty when there is none any more."""
    query = select(PartnerInvitation).where(PartnerInvitation.mail_id == mail_id)
    invitation = session().scalar(query.where(PartnerInvitation.revoked_at.is_(None)))
    if invitation is None:
        return ""
    secret = secrets.token_urlsafe(24)
    session().add(PartnerLink(invitation_id=invitation.id, secret_hash=hashed(secret), made_at=now))
    session().flush()
    return f"/feedback/{secret}"


def _until(invitation: PartnerInvitation) -> list[str]:
    return [f"The last day for an answer is {day(invitation.until)}."] if invitation.until else []


def _kept(
    invitation: PartnerInvitation, case: Case, subject: str, said: Sequence[str], now: datetime
) -> Mail:
    demonstration = case.cycle.demonstration
    head = [*([DEMONSTRATION, ""] if demonstration else []), f"For {on_one_line(invitation.name)}", ""]
    body = [*head, *(on_one_line(each) for each in said), "", LINK, "", REFUSING]
    made = Mail(
        person_id=None,
        to_name=invitation.name,
        to_email=invitation.email,
        subject=f"Demonstration: {subject}" if demonstration else subject,
        body="\n".join(body),
        made_at=now,
        not_before=now,
        message_id=f"<{uuid4()}@wccflow>",
        kind=KIND,
    )
    session().add(made)
    session().flush()
    invitation.mail_id = made.id
    session().flush()
    return made
