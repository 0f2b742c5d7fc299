"""The pages of ratings: the sheet, one item; partners and what they answer."""

from uuid import UUID

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.people import visitor
from wccflow.ratings import actions, partners, shown
from wccflow.ratings.forms import answers, day
from wccflow.ratings.rules import DO_NOT_KNOW, item_in_words, questions
from wccflow.ratings.sheet import line_of
from wccflow.web.forms import read_version, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import PUBLIC, route

blueprint = Blueprint("ratings", __name__)

CASE = "/cycles/<cycle>/<organisation>"
HOUSE = "wccflow.house"


@route(blueprint, f"{CASE}/ratings", may="see")
def sheet(cycle: str, organisation: str) -> ResponseReturnValue:
    """All items: how each is rated, what is cited, since when."""
    case = entry.case_here(cycle, organisation)
    return page("ratings/sheet.html", **shown.sheet(case, visitor.reach()))


@route(blueprint, f"{CASE}/ratings/<item>", may="see")
def item(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """One item on one screen: its statement, its scale, what is said of it and cited for it."""
    case = entry.case_here(cycle, organisation)
    return page("ratings/item.html", **shown.one_item(case, visitor.reach(), item))


@route(blueprint, f"{CASE}/ratings/<item>", may="rate_self", methods=("POST",))
def rate(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Keep the organisation's own rating of an item."""
    case = entry.case_here(cycle, organisation)
    actions.rate(
        case,
        item,
        text("value"),
        text("rationale"),
        by=visitor.reach(),
        now=clock.now(),
        seen=read_version(),
    )
    tell(f"Kept: {item_in_words(definition_of(case), item)}.")
    return redirect_to(_onward(case, item))


@route(blueprint, f"{CASE}/ratings/<item>/draft", may="rate_self", methods=("PUT",))
def keep_draft(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Keep what is written so far, for this person alone."""
    case, now = entry.case_here(cycle, organisation), clock.now()
    actions.keep_draft(case, item, text("value"), text("rationale"), by=visitor.reach(), now=now)
    if request.headers.get("HX-Request"):
        return page("ratings/draft.html", at=now)
    tell("Your draft is kept. Nobody else sees it, and it does not count yet.")
    return redirect_to(f"{case.address}/ratings/{item}")


@route(blueprint, f"{CASE}/ratings/<item>/review", may="rate_documents", methods=("POST",))
def review(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Keep what the documents show of an item, and conclude its review where that is open."""
    case = entry.case_here(cycle, organisation)
    act = actions.review_item if entry.may("review_item", case) else actions.rate_documents
    act(case, item, text("value"), text("note"), by=visitor.reach(), now=clock.now(), seen=read_version())
    tell(f"Kept: {item_in_words(definition_of(case), item)}.")
    return redirect_to(_onward(case, item))


def _onward(case: Case, item: str) -> str:
    """The next item for who asked to go on, else the same one."""
    _, _, after = line_of(case, visitor.reach(), item)
    onward = after if text("then") == "next" and after else item
    return f"{case.address}/ratings/{onward}"


@route(blueprint, f"{CASE}/partners", may="see")
def feedback(cycle: str, organisation: str) -> ResponseReturnValue:
    """Who was invited, how many have answered, and answers in groups of five or more."""
    case = entry.case_here(cycle, organisation)
    return page("ratings/partners.html", **shown.feedback(case, visitor.reach()))


@route(blueprint, f"{CASE}/partners", may="invite_partners", methods=("POST",))
def invite(cycle: str, organisation: str) -> ResponseReturnValue:
    """Invite a partner, or make a new link; the link is told once."""
    case = entry.case_here(cycle, organisation)
    made, secret = partners.invite(
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
    invitation = partners.invitation_of(case, invitation_id)
    partners.revoke(invitation, case, by=visitor.reach(), now=clock.now())
    tell(f"The link of {invitation.name} no longer works.")
    return redirect_to(f"{case.address}/partners")


@route(blueprint, "/feedback/<secret>", may=PUBLIC)
def answer_sheet(secret: str) -> ResponseReturnValue:
    """The partner's own page: who reads the answers, the questions, what was answered before."""
    invitation = partners.invitation_by(secret, clock.now())
    case = case_by_id(invitation.case_id)
    return page(
        "ratings/feedback.html",
        case=case,
        invitation=invitation,
        reply=partners.reply_to(invitation),
        questions=shown.questions_for(case),
        unknown=DO_NOT_KNOW,
        address=f"/feedback/{secret}",
    )


@route(blueprint, "/feedback/<secret>", may=PUBLIC, methods=("POST",))
def answer(secret: str) -> ResponseReturnValue:
    """Keep what a partner answers."""
    now = clock.now()
    case = case_by_id(partners.invitation_by(secret, now).case_id)
    given = answers([asked.key for asked, _ in questions(definition_of(case))])
    partners.reply(secret, given, text("words"), now=now, seen=read_version())
    tell("Thank you: your answers are kept. You can change them by the same link.")
    return redirect_to(f"/feedback/{secret}")
