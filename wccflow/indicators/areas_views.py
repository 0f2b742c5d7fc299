"""Browsing the data packs: areas, one area, all organisations in an indicator, one organisation in all."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.indicators import areas as shelving
from wccflow.indicators import browsing
from wccflow.indicators.browsing import MOST_BESIDE, Asked
from wccflow.indicators.showing import small_trend
from wccflow.people import visitor
from wccflow.people.models import Organisation
from wccflow.people.queries import organisation as called
from wccflow.people.queries import organisations
from wccflow.web.pages import page, redirect_to
from wccflow.web.routes import route

blueprint = Blueprint("areas", __name__)


@route(blueprint, "/indicators", may="see")
def areas() -> ResponseReturnValue:
    """The areas of the data packs, and how many indicators each holds."""
    found = shelving.shelves(visitor.reach())
    return page("indicators/areas.html", shelves=found, any=any(each.kinds for each in found), mine=_mine())


@route(blueprint, "/indicators/<area>", may="see")
def area(area: str) -> ResponseReturnValue:
    """The indicators of one area, with the nation's value and one's own."""
    found, mine = shelving.shelf(visitor.reach(), area), _mine()
    known = browsing.beside_nation(found.kinds, mine)
    return page("indicators/area.html", shelf=found, known=known, mine=mine)


@route(blueprint, "/indicators/of/<indicator>", may="see")
def anywhere(indicator: str) -> ResponseReturnValue:
    """Sends on to the indicator's page, whichever area it stands in."""
    found, _ = shelving.home_of(visitor.reach(), indicator)
    asked = f"?{request.query_string.decode()}" if request.query_string else ""
    return redirect_to(f"{found.address}/{indicator}{asked}")


@route(blueprint, "/indicators/<area>/<indicator>", may="see")
def indicator(area: str, indicator: str) -> ResponseReturnValue:
    """Every organisation in one indicator, in order of value, and up to four beside one's own."""
    found, kind = shelving.home_of(visitor.reach(), indicator)
    if found.key != area:
        return redirect_to(f"{found.address}/{indicator}")
    mine = _mine()
    asked = Asked(
        period=request.args.get("period", ""),
        overseer=request.args.get("overseer", "").upper(),
        mine=mine.code if mine else "",
        beside=[code.upper() for code in request.args.getlist("with")],
    )
    sheet = browsing.sheet_of(kind, asked)
    return page("indicators/indicator.html", shelf=found, sheet=sheet, asked=asked, most=MOST_BESIDE)


@route(blueprint, "/organisations/<organisation>/indicators", may="see")
def of_organisation(organisation: str) -> ResponseReturnValue:
    """One organisation in every indicator, area by area."""
    place = called(organisation)
    if place.code != organisation.upper():
        return redirect_to(f"/organisations/{place.code}/indicators")
    found = [
        (
            shelf,
            [(*row, small_trend(f"spark-{at}-{row[0].key}", row[1].points)) for at, row in enumerate(rows)],
        )
        for shelf, rows in browsing.everything_of(place, visitor.reach())
    ]
    return page("indicators/organisation.html", place=place, found=found)


def _mine() -> Organisation | None:
    """The organisation for which the reader works, the first by name where there are several."""
    found = organisations(visitor.reach().ids("organisation"))
    return min(found.values(), key=lambda each: each.name, default=None)
