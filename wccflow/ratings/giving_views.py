"""The page on which items are given to colleagues: who has how many, giving, taking back."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.people import visitor
from wccflow.ratings import giving, giving_cards
from wccflow.ratings.channels import sees_drafts
from wccflow.ratings.forms import day_in
from wccflow.ratings.giving import Wanted
from wccflow.web.forms import text
from wccflow.web.pages import local_address, page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("giving", __name__)

GIVEN = "/cycles/<cycle>/<organisation>/given"


@route(blueprint, GIVEN, may="see")
def overview(cycle: str, organisation: str) -> ResponseReturnValue:
    """Who has how many items; with items chosen, what would become of each before it is done."""
    case, reach, now = entry.case_here(cycle, organisation), visitor.reach(), clock.now()
    if not sees_drafts(case, reach):
        raise NotFound
    outcomes: list[giving.Outcome] = []
    wanted, fault = _wanted(case, request.args.getlist("item"), request.args), ""
    if request.args.getlist("item") or request.args.get("to"):
        try:
            outcomes = giving.preview(case, wanted, by=reach, now=now)
        except Refused as refused:
            fault = refused.sentences[0]
    found = giving_cards.overview(case, reach, now)
    return page(
        "ratings/giving.html",
        case=case,
        wanted=wanted,
        outcomes=outcomes,
        fault=fault,
        remarks=giving.remarks(case, wanted),
        outcome_rows=[(each.title, each.say) for each in outcomes],
        chosen=request.args.getlist("item"),
        today=clock.today(),
        **found,
    )


@route(blueprint, GIVEN, may="rate_self", methods=("POST",))
def give(cycle: str, organisation: str) -> ResponseReturnValue:
    """Give items to a colleague until a day."""
    case = entry.case_here(cycle, organisation)
    wanted = _wanted(case, request.form.getlist("item"), request.form)
    made = giving.give(case, wanted, by=visitor.reach(), now=clock.now())
    tell("Given: 1 item." if len(made) == 1 else f"Given: {len(made)} items.")
    return redirect_to(local_address(text("back") or f"{case.address}/given"))


@route(blueprint, GIVEN, may="rate_self", methods=("DELETE",))
def take_back(cycle: str, organisation: str) -> ResponseReturnValue:
    """Take items back from whoever has them."""
    case = entry.case_here(cycle, organisation)
    items = giving.items_of(definition_of(case), request.form.getlist("item"))
    count = giving.take_back(case, items, by=visitor.reach(), now=clock.now())
    tell("Taken back: 1 item." if count == 1 else f"Taken back: {count} items.")
    return redirect_to(local_address(text("back") or f"{case.address}/given"))


def _wanted(case: Case, items: Collection[str], fields: Mapping[str, str]) -> Wanted:
    try:
        to_id = UUID(fields.get("to", "")) if fields.get("to") else None
    except ValueError:
        raise Refused(giving.NOBODY) from None
    return Wanted(
        giving.items_of(definition_of(case), items),
        to_id,
        day_in(fields.get("due_on", "")),
        fields.get("note", "").strip(),
    )
