"""The pages of ratings: the sheet, and one item."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.people import visitor
from wccflow.ratings import actions, drafts, shown
from wccflow.ratings.rules import item_in_words
from wccflow.ratings.sheet import line_of
from wccflow.web.forms import read_version, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("ratings", __name__)

CASE = "/cycles/<cycle>/<organisation>"


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
    drafts.keep_draft(case, item, text("value"), text("rationale"), by=visitor.reach(), now=now)
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
