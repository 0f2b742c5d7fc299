"""The pages of ratings: the sheet, and one item."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.people import visitor
from wccflow.ratings import actions, drafts, shown, soundness
from wccflow.ratings.forms import draft_for, given_for
from wccflow.ratings.rules import DOCUMENTS, EXTERNAL, SELF, item_in_words, sheet_elements
from wccflow.ratings.soundness import Given
from wccflow.web.forms import read_version, text
from wccflow.web.pages import local_address, page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("ratings", __name__)

CASE = "/cycles/<cycle>/<organisation>"


@route(blueprint, f"{CASE}/ratings", may="see")
def sheet(cycle: str, organisation: str) -> ResponseReturnValue:
    """All items: how each is rated, what is cited, since when; or those alone that lack something."""
    case = entry.case_here(cycle, organisation)
    return page("ratings/sheet.html", **shown.sheet(case, visitor.reach(), request.args.get("show", "")))


@route(blueprint, f"{CASE}/ratings/<item>", may="see")
def item(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """One item on one screen: its statement, its scale, what is said of it and cited for it."""
    case = entry.case_here(cycle, organisation)
    return page("ratings/item.html", **shown.one_item(case, visitor.reach(), item))


@route(blueprint, f"{CASE}/ratings/<item>/verdict", may="see")
def verdict(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """What follows from the clauses that are ticked, before anything is kept."""
    case = entry.case_here(cycle, organisation)
    asked, row = request.args, f"-{item}"  # a row of the sheet names its fields with its item
    value = asked.get("value", "") or asked.get(f"value{row}", "")
    met = asked.getlist("clauses") or asked.getlist(f"clauses{row}")
    return page("ratings/verdict.html", checklist=shown.checklist(case, item, value, met))


@route(blueprint, f"{CASE}/ratings/<item>", may="rate_self", methods=("POST",))
def rate(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Keep the organisation's own rating of an item."""
    case = entry.case_here(cycle, organisation)
    return _kept(case, given_for(item, seen=read_version()), SELF)


@route(blueprint, f"{CASE}/ratings/<item>/review", may="rate_documents", methods=("POST",))
def review(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Keep what the documents show of an item, and conclude its review where that is open."""
    case = entry.case_here(cycle, organisation)
    return _kept(case, given_for(item, reason="note", seen=read_version()), DOCUMENTS)


@route(blueprint, f"{CASE}/ratings/<item>/external", may="load_indicators", methods=("POST",))
def rate_from_outside(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Keep how somebody outside rates an item."""
    case = entry.case_here(cycle, organisation)
    return _kept(case, given_for(item, seen=read_version()), EXTERNAL)


@route(blueprint, f"{CASE}/ratings/<item>/draft", may="see", methods=("PUT",))
def keep_draft(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Keep what is written so far, for this person alone."""
    case, now, given = entry.case_here(cycle, organisation), clock.now(), draft_for(item)
    drafts.keep_drafts(case, [given], by=visitor.reach(), now=now, channel=text("channel") or SELF)
    if request.headers.get("HX-Request"):
        return page("ratings/draft.html", at=now)
    tell("Your draft is kept. Nobody else sees it, and it does not count yet.")
    return redirect_to(local_address(text("back") or f"{case.address}/ratings/{item}"))


@route(blueprint, f"{CASE}/ratings/<item>/draft", may="see", methods=("DELETE",))
def discard_draft(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Throw away what this person has written and not kept."""
    case = entry.case_here(cycle, organisation)
    drafts.discard_draft(case, item, by=visitor.reach(), channel=request.args.get("channel", SELF))
    tell("Your draft is thrown away. What was kept stands as it was.")
    return redirect_to(local_address(request.args.get("back") or f"{case.address}/ratings/{item}"))


def _kept(case: Case, given: Given, channel: str) -> ResponseReturnValue:
    """Keep what is given, tell so with what is still missing, and go on."""
    reach, now = visitor.reach(), clock.now()
    made = actions.rate_many(case, [given], by=reach, now=now, channel=channel)
    if channel == DOCUMENTS and entry.may("review_item", case):
        actions.conclude(case, made, by=reach, now=now)
    lacks = soundness.lacking(case, made[0])
    tell(f"Kept: {item_in_words(definition_of(case), given.item)}.{f' {lacks}' if lacks else ''}")
    return redirect_to(_onward(case, given.item))


def _onward(case: Case, item: str) -> str:
    """The next item for who asked to go on, else the same one."""
    items = [key for element in sheet_elements(definition_of(case)) for key in element.items]
    after = items[items.index(item) + 1 :][:1] if item in items else []
    onward = after[0] if text("then") == "next" and after else item
    return f"{case.address}/ratings/{onward}"
