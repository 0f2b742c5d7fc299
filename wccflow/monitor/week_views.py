"""The pages of an overseer's panels, week by week."""

from datetime import date as day

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import queries as cycles
from wccflow.cycles.definitions import pinned
from wccflow.monitor import queries
from wccflow.monitor.week import day_called, week
from wccflow.panels.region import Region, manages
from wccflow.people import visitor
from wccflow.people.queries import organisation
from wccflow.web.pages import page
from wccflow.web.routes import route

blueprint = Blueprint("panel_week", __name__)

WEEK = "/monitor/<cycle>/<overseer>/week"


@route(blueprint, WEEK, may=queries.MONITOR)
def coming(cycle: str, overseer: str) -> ResponseReturnValue:
    """This week's panels; where none is to come in it, those of the next week that has some."""
    return _shown(cycle, overseer, None)


@route(blueprint, f"{WEEK}/<date>", may=queries.MONITOR)
def of_day(cycle: str, overseer: str, date: str) -> ResponseReturnValue:
    """The panels in the week of a day."""
    return _shown(cycle, overseer, day_called(date))


def _shown(cycle: str, overseer: str, of: day | None) -> ResponseReturnValue:
    found, place, on = cycles.cycle(cycle), organisation(overseer), clock.today()
    watches = place.level == "overseer" and queries.watches(visitor.reach(), found, place.id)
    if not watches or not pinned(found.digest).seats:
        raise NotFound
    region = Region(found, place)
    return page(
        "monitor/week.html",
        cycle=found,
        overseer=place,
        here=f"/monitor/{found.key}/{place.code}",
        words=pinned(found.digest).words,
        timetable=region.address if manages(region, visitor.reach()) else "",
        shown=week(visitor.reach(), found, place.id, on=on, of=of),
        on=on,
    )
