"""The pages of those who invite partners: whom to ask, who has answered, what they say together."""

from uuid import UUID

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.tables import text_of
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.partners import actions, counting, guests, letters, outcomes, queries, reminding, shown
from wccflow.partners.forms import table
from wccflow.partners.models import PartnerInvitation
from wccflow.people import visitor
from wccflow.ratings.forms import day
from wccflow.web.formats import plural
from wccflow.web.forms import read_version, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("partners", __name__)

CASE = "/cycles/<cycle>/<organisation>"
ONE = f"{CASE}/partners/<uuid:invitation_id>"
HOUSE = "wccflow.house"


@route(blueprint, f"{CASE}/partners", may="see")
def feedback(cycle: str, organisation: str) -> ResponseReturnValue:
    """Who was invited, how many have answered, and answers in groups of five or more."""
    case = entry.case_here(cycle, organisation)
    return page("partners/feedback.html", **shown.feedback(case, visitor.reach(), clock.now()))


@route(blueprint, f"{CASE}/partners", may="invite_partners", methods=("POST",))
def invite(cycle: str, organisation: str) -> ResponseReturnValue:
    """Invite a partner, or make a new link; the link is told once, and mailed unless that is not wanted."""
    case, now = entry.case_here(cycle, organisation), clock.now()
    made, secret = actions.invite(
        case,
        kind=text("kind"),
        name=text("name"),
        email=text("email"),
        organisation=text("organisation"),
        until=day("until"),
        by=visitor.reach(),
        now=now,
    )
    return _told(case, made, secret, by_mail=not text("by_hand"))


@route(blueprint, f"{ONE}/link", may="invite_partners", methods=("POST",))
def renew(cycle: str, organisation: str, invitation_id: UUID) -> ResponseReturnValue:
    """Make a new link and end those before it."""
    case = entry.case_here(cycle, organisation)
    invitation = queries.invitation_of(case, invitation_id)
    secret = actions.renew(invitation, case, by=visitor.reach(), now=clock.now())
    return _told(case, invitation, secret, by_mail=invitation.no_more_mail_at is None)


@route(blueprint, ONE, may="invite_partners", methods=("DELETE",))
def revoke(cycle: str, organisation: str, invitation_id: UUID) -> ResponseReturnValue:
    """Make a partner's links worthless."""
    case = entry.case_here(cycle, organisation)
    invitation = queries.invitation_of(case, invitation_id)
    actions.revoke(invitation, case, by=visitor.reach(), now=clock.now())
    tell(f"The link of {invitation.name} no longer works.")
    return redirect_to(f"{case.address}/partners")


@route(blueprint, f"{ONE}/conflict", may="invite_partners", methods=("PUT",))
def settle(cycle: str, organisation: str, invitation_id: UUID) -> ResponseReturnValue:
    """Let an answer count although there seemed to be a conflict, with the reason."""
    case = entry.case_here(cycle, organisation)
    invitation = queries.invitation_of(case, invitation_id)
    actions.settle(invitation, case, text("why"), by=visitor.reach(), now=clock.now())
    tell(f"The answer of {invitation.name} counts. Your reason is kept.")
    return redirect_to(f"{case.address}/partners")


@route(blueprint, f"{CASE}/partners/reminders", may="invite_partners", methods=("POST",))
def remind(cycle: str, organisation: str) -> ResponseReturnValue:
    """Remind everyone who has not answered."""
    case = entry.case_here(cycle, organisation)
    count = reminding.remind(case, by=visitor.reach(), now=clock.now())
    tell(f"A reminder is on its way to {plural(count, 'partner')}.")
    return redirect_to(f"{case.address}/partners")


@route(blueprint, f"{CASE}/partners/groups", may="invite_partners", methods=("POST",))
def count_now(cycle: str, organisation: str) -> ResponseReturnValue:
    """Count together whatever answers wait."""
    case = entry.case_here(cycle, organisation)
    count = counting.count_now(case, by=visitor.reach(), now=clock.now())
    tell(f"{plural(count, 'answer is', 'answers are')} counted together.")
    return redirect_to(f"{case.address}/partners")


@route(blueprint, f"{CASE}/partners/outcome", may="invite_partners", methods=("PUT",))
def tell_outcome(cycle: str, organisation: str) -> ResponseReturnValue:
    """Keep what partners are told of what came of their answers."""
    case = outcomes.case_to_tell(cycle, organisation, visitor.reach())
    outcomes.tell(case, text("words"), by=visitor.reach(), seen=read_version(), now=clock.now())
    tell("Kept. Partners read it by their links once the result is published.")
    return redirect_to(f"{case.address}/partners#outcome")


@route(blueprint, f"{CASE}/partners/many", may="invite_partners")
def many(cycle: str, organisation: str) -> ResponseReturnValue:
    """Where a table of partners is pasted or sent."""
    case = entry.case_here(cycle, organisation)
    return page("partners/many.html", **shown.many(case, clock.now()))


@route(blueprint, f"{CASE}/partners/many", may="invite_partners", methods=("POST",))
def invite_many(cycle: str, organisation: str) -> ResponseReturnValue:
    """Invite all in a table by mail; or only tell what would come of it."""
    case, now = entry.case_here(cycle, organisation), clock.now()
    until, rows = day("until"), text_of(table())
    if text("how") == "invite":
        made = guests.invite_all(case, rows, until=until, by=visitor.reach(), now=now)
        count = plural(len(made), "partner is", "partners are")
        tell(f"{count} invited. Mails with their links are on their way.")
        return redirect_to(f"{case.address}/partners")
    read = guests.read(case, rows)
    return page(
        "partners/many.html",
        **{**shown.many(case, now), **shown.guests_read(case, read), "table": rows, "until": text("until")},
    )


def _told(case: Case, invitation: PartnerInvitation, secret: str, *, by_mail: bool) -> ResponseReturnValue:
    address = f"{current_app.extensions[HOUSE].settings.base_url}/feedback/{secret}"
    if by_mail:
        letters.write_invitation(invitation, clock.now())
        say = f"It is mailed to {invitation.email}, too, with a link of its own"
    else:
        say = f"Nothing is mailed: send it to {invitation.email} yourself"
    tell(f"The link for {invitation.name}, shown only now. {say}: {address}")
    if invitation.is_held:
        tell(f"An answer of {invitation.name} is not counted yet. {invitation.conflict}", "warning")
    return redirect_to(f"{case.address}/partners")
