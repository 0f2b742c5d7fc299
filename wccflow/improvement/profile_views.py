"""The pages of the target profile with its peers, and of last year's promises."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import entry
from wccflow.improvement import actions, peers, promises, queries, targets
from wccflow.improvement.rules import FEWEST, OUTCOMES, SHORT
from wccflow.panels import forms
from wccflow.people import visitor
from wccflow.ratings.forms import passage_linked
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("profile", __name__)

CASE = "/cycles/<cycle>/<organisation>"
PROFILE, PROMISES = f"{CASE}/profile", f"{CASE}/promises"


@route(blueprint, PROFILE, may="see")
def profile(cycle: str, organisation: str) -> ResponseReturnValue:
    """At which levels the organisation aims, how far that is, and who could help."""
    case, reach = entry.case_here(cycle, organisation), visitor.reach()
    actions.recommended(case, reach)  # before the report is theirs to read there is no such page
    aims = targets.aims_of(case, reach)
    if not aims:
        raise NotFound
    return page(
        "improvement/profile.html",
        case=case,
        address=f"{case.address}/profile",
        aims=aims,
        profile=targets.profile(aims),
        steps=sum(each.gap for each in aims),
        peers=peers.peers_of(case, aims),
        others=peers.others(case, aims),
        how_many=peers.how_many(case),
        fewest=FEWEST,
        offers={each.item: each for each in peers.offers_of(case)},
        actions=queries.actions([case.id], reach),
        may_plan=entry.may("answer", case),
    )


@route(blueprint, f"{PROFILE}/<item>", may="answer", methods=("PUT",))
def aim(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Aim at a level of an item."""
    case = entry.case_here(cycle, organisation)
    targets.set_target(case, item, text("value"), by=visitor.reach(), now=clock.now(), seen=forms.seen())
    tell("The target is kept.")
    return redirect_to(f"{case.address}/profile#item-{item}")


@route(blueprint, f"{PROFILE}/<item>/offer", may="answer", methods=("POST",))
def offer(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Agree to share what is done well in an item."""
    case = entry.case_here(cycle, organisation)
    peers.give(case, item, text("words"), by=visitor.reach(), now=clock.now())
    tell("Others who are looking for help with this item find you, once results are published.")
    return redirect_to(f"{case.address}/profile#item-{item}")


@route(blueprint, f"{CASE}/offers/<uuid:offer_id>", may="answer", methods=("DELETE",))
def end_offer(cycle: str, organisation: str, offer_id: UUID) -> ResponseReturnValue:
    """Take the agreement to share back."""
    case = entry.case_here(cycle, organisation)
    peers.end(case, offer_id, by=visitor.reach(), now=clock.now())
    tell("Nobody finds you by it from now on.")
    return redirect_to(f"{case.address}/profile")


@route(blueprint, PROMISES, may="see")
def last_years(cycle: str, organisation: str) -> ResponseReturnValue:
    """What was undertaken a year ago, what was done, and where it stands in the new plan."""
    case = entry.case_here(cycle, organisation)
    found = promises.promises_of(case, visitor.reach())
    if found is None:
        raise NotFound
    return page(
        "improvement/promises.html",
        case=case,
        address=f"{case.address}/promises",
        promises=found,
        outcomes=list(OUTCOMES.items()),
        short=SHORT,
        may_answer=entry.may("answer", case),
    )


@route(blueprint, f"{PROMISES}/<uuid:action_id>", may="answer", methods=("PUT",))
def say(cycle: str, organisation: str, action_id: UUID) -> ResponseReturnValue:
    """Say what became of a promise."""
    case = entry.case_here(cycle, organisation)
    link = text("link")
    promises.answer(
        case,
        action_id,
        text("outcome"),
        text("words"),
        passage=passage_linked(link) if link else None,
        by=visitor.reach(),
        now=clock.now(),
    )
    tell("Kept.")
    return redirect_to(f"{case.address}/promises#promise-{action_id}")
