"""The page on which a whole sheet is filled and kept at once."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import entry
from wccflow.cycles.queries import definition_of
from wccflow.people import visitor
from wccflow.ratings import filling, shown
from wccflow.ratings.forms import sheet_given
from wccflow.ratings.progress import channel_of
from wccflow.ratings.rules import sheet_elements, takes
from wccflow.web.formats import plural
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("filling", __name__)

SHEET = "/cycles/<cycle>/<organisation>/filling"


@route(blueprint, SHEET, may="see")
def sheet(cycle: str, organisation: str) -> ResponseReturnValue:
    """Every item that the person rates, on one page to fill."""
    case = entry.case_here(cycle, organisation)
    return page("ratings/filling.html", **shown.filling(case, visitor.reach(), request.args.get("show", "")))


@route(blueprint, SHEET, may="see", methods=("PUT",))
def keep_sheet(cycle: str, organisation: str) -> ResponseReturnValue:
    """Keep what was changed on the sheet; what cannot be kept becomes a draft."""
    case, reach = entry.case_here(cycle, organisation), visitor.reach()
    channel = channel_of(case, reach)
    if not channel:
        raise NotFound
    elements = [each for each in sheet_elements(definition_of(case)) if takes(each, channel)]
    given = sheet_given([item for element in elements for item in element.items])
    made = filling.keep_sheet(case, given, by=reach, now=clock.now(), channel=channel)
    tell(f"{plural(len(made.kept), 'item')} kept." if made.kept else "Nothing was changed.")
    for title, why in made.drafted.items():
        tell(f"{title} is kept as your draft: {why[:1].lower()}{why[1:]}", "warning")
    show = text("show")
    return redirect_to(f"{case.address}/filling{f'?show={show}' if show else ''}")
