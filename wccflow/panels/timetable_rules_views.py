"""The page of what a timetable may use, and of the calendars of its rooms."""

from flask import Blueprint, Response, current_app, make_response
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.cycles import queries as cycles
from wccflow.notices.entries import written
from wccflow.panels import room_calendars, timetable_forms, timetable_setting
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.region import MANAGE, Region, manages, region_called
from wccflow.panels.timetable_rules import KIN
from wccflow.people import visitor
from wccflow.web.forms import require_unchanged, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import PUBLIC, route

blueprint = Blueprint("timetable_rules", __name__)

HERE = "/cycles/<cycle>/panels/<overseer>/rules"
ROOMS = "/cycles/<cycle>/panels/<overseer>/rooms"
HOUSE = "wccflow.house"


@route(blueprint, HERE, may=MANAGE)
def rules(cycle: str, overseer: str) -> ResponseReturnValue:
    """Rooms, weeks, days and neighbours; and the addresses of rooms' calendars."""
    region = _managed(cycle, overseer)
    row, shown = timetable.rules_row(region), timetable.rules_of(region)
    holidays = cycles.calendar_of(region.cycle).holidays
    days = timetable.days_of(region, clock.now())
    return page(
        "panels/rules.html",
        region=region,
        row=row,
        rules=shown,
        neighbours=row.neighbours if row else "",
        kin=list(KIN.items()),
        days_off=" ".join(each.isoformat() for each in sorted(shown.days_off)),
        window=timetable.window_of(region),
        days=days,
        holidays=[each for each in sorted(holidays) if days and days[0] <= each <= days[-1]],
        calendars=timetable.calendars_of(region),
    )


@route(blueprint, HERE, may=MANAGE, methods=("PUT",))
def set_rules(cycle: str, overseer: str) -> ResponseReturnValue:
    """Set what the timetable may use."""
    region = _managed(cycle, overseer)
    row, given = timetable.rules_row(region), timetable_forms.rules()
    if row is not None:
        require_unchanged(row.version, mine=", ".join(given.rooms), theirs=row.rooms.replace("\n", ", "))
    timetable_setting.set_rules(region, given, text("neighbours"), by=visitor.reach(), now=clock.now())
    tell("Kept. Propose the timetable again to take it into account.")
    return redirect_to(f"{region.address}/rules")


@route(blueprint, ROOMS, may=MANAGE, methods=("POST",))
def make_calendar(cycle: str, overseer: str) -> ResponseReturnValue:
    """Make the secret address of a room's calendar, or a new one in the place of the old."""
    region, room = _managed(cycle, overseer), text("room")
    if room not in timetable.rules_of(region).rooms:
        raise Refused("Choose one of the rooms.")
    secret = room_calendars.make(region, room, by=visitor.reach(), now=clock.now())
    address = f"{current_app.extensions[HOUSE].settings.base_url}/calendar/rooms/{secret}.ics"
    tell(f"The address of the calendar of {room}, shown only now: {address}")
    return redirect_to(f"{region.address}/rules#calendars")


@route(blueprint, ROOMS, may=MANAGE, methods=("DELETE",))
def end_calendar(cycle: str, overseer: str) -> ResponseReturnValue:
    """Let the address of a room's calendar stop working."""
    region = _managed(cycle, overseer)
    room_calendars.end(region, text("room"), by=visitor.reach(), now=clock.now())
    tell("The address no longer works.")
    return redirect_to(f"{region.address}/rules#calendars")


@route(blueprint, "/calendar/rooms/<secret>.ics", may=PUBLIC)
def room_calendar(secret: str) -> ResponseReturnValue:
    """What meets in a room, for a screen at its door or whoever looks after it: no people, no papers."""
    content = written(room_calendars.entries(secret), current_app.extensions[HOUSE].settings.base_url)
    answer: Response = make_response(
        content, {"Content-Type": "text/calendar; charset=utf-8; method=PUBLISH"}
    )
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _managed(cycle: str, overseer: str) -> Region:
    region = region_called(cycle, overseer)
    if not manages(region, visitor.reach()):
        raise NotFound
    return region
