"""The pages of last year's answers: all items beside a year ago, one as a start, many as unchanged."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.cycles import entry
from wccflow.cycles.queries import definition_of
from wccflow.people import visitor
from wccflow.ratings import confirming, earlier_shown
from wccflow.ratings.rules import item_in_words
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("earlier", __name__)

CASE = "/cycles/<cycle>/<organisation>"


@route(blueprint, f"{CASE}/earlier", may="see")
def all_items(cycle: str, organisation: str) -> ResponseReturnValue:
    """Every item beside what was said of it a year ago; with items chosen, whether each still holds."""
    case = entry.case_here(cycle, organisation)
    chosen = request.args.getlist("item")
    return page("ratings/years.html", **earlier_shown.all_items(case, visitor.reach(), chosen))


@route(blueprint, f"{CASE}/earlier", may="rate_self", methods=("POST",))
def confirm(cycle: str, organisation: str) -> ResponseReturnValue:
    """Confirm what was said a year ago as unchanged, for all of the chosen items or for none."""
    case = entry.case_here(cycle, organisation)
    made = confirming.confirm(case, request.form.getlist("item"), by=visitor.reach(), now=clock.now())
    tell(
        "Confirmed as unchanged: 1 item." if len(made) == 1 else f"Confirmed as unchanged: {len(made)} items."
    )
    return redirect_to(f"{case.address}/earlier")


@route(blueprint, f"{CASE}/ratings/<item>/start", may="rate_self", methods=("PUT",))
def start(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Put what was said a year ago into the person's own draft."""
    case = entry.case_here(cycle, organisation)
    confirming.start(case, item, by=visitor.reach(), now=clock.now())
    title = item_in_words(definition_of(case), item)
    tell(f"Last year's words are your draft of {title}. They do not count until you keep them.")
    return redirect_to(f"{case.address}/ratings/{item}")
