"""The pages of those who invite partners: whom to ask, who has answered, what they say together."""

from uuid import UUID

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.cycles import entry
from wccflow.partners import actions, queries, shown
from wccflow.people import visitor
from wccflow.ratings.forms import day
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("partners", __name__)

CASE = "/cycles/<cycle>/<organisation>"
HOUSE = "wccflow.house"


@route(blueprint, f"{CASE}/partners", may="see")
def feedback(cycle: str, organisation: str) -> ResponseReturnValue:
    """Who was invited, how many have answered, and answers in groups of five or more."""
    case = entry.case_here(cycle, organisation)
    return page("partners/feedback.html", **shown.feedback(case, visitor.reach()))


@route(blueprint, f"{CASE}/partners", may="invite_partners", methods=("POST",))
def invite(cycle: str, organisation: str) -> ResponseReturnValue:
    """Invite a partner, or make a new link; the link is told once."""
    case = entry.case_here(cycle, organisation)
    made, secret = actions.invite(
        case,
        kind=text("kind"),
        name=text("name"),
        email=text("email"),
        until=day("until"),
        by=visitor.reach(),
        now=clock.now(),
    )
    address = f"{current_app.extensions[HOUSE].settings.base_url}/feedback/{secret}"
    tell(f"The link for {made.name}, shown only now; send it to {made.email}: {address}")
    return redirect_to(f"{case.address}/partners")


@route(blueprint, f"{CASE}/partners/<uuid:invitation_id>", may="invite_partners", methods=("DELETE",))
def revoke(cycle: str, organisation: str, invitation_id: UUID) -> ResponseReturnValue:
    """Make a partner's link worthless."""
    case = entry.case_here(cycle, organisation)
    invitation = queries.invitation_of(case, invitation_id)
    actions.revoke(invitation, case, by=visitor.reach(), now=clock.now())
    tell(f"The link of {invitation.name} no longer works.")
    return redirect_to(f"{case.address}/partners")
