"""The pages of an overseer's timetable: proposed, changed by hand, adopted, taken back."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.panels import (
    hold_pages,
    timetable_forms,
    timetable_pages,
    timetable_sending,
    timetable_setting,
    timetabling,
)
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.region import MANAGE, Region, manages, region_called
from wccflow.panels.timetable_models import Timetable
from wccflow.people import visitor
from wccflow.web.forms import day_or_none, require_unchanged, text, ticked
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("timetable", __name__)

HERE = "/cycles/<cycle>/panels/<overseer>"
ONE = f"{HERE}/organisations/<organisation>"
CHANGED = "Somebody has proposed another timetable since you opened the page. Look at it first."


@route(blueprint, HERE, may=MANAGE)
def overview(cycle: str, overseer: str) -> ResponseReturnValue:
    """The timetable as a week and as a table, what is in the way, what changes; and a what-if."""
    region = _managed(cycle, overseer)
    asked = timetable_forms.person_asked(request.args.get("without", ""))
    return page("panels/timetable.html", **timetable_pages.overview(region, clock.now(), what_if=asked))


@route(blueprint, f"{HERE}/proposals", may=MANAGE, methods=("POST",))
def propose(cycle: str, overseer: str) -> ResponseReturnValue:
    """Propose a timetable; what was proposed stays as far as it can, unless it is asked for afresh."""
    region, without = _managed(cycle, overseer), None
    if "without" in request.form:
        without = timetable_forms.people_left_out(ticked("without"))
    made = timetabling.propose(
        region, without=without, afresh=text("afresh") == "yes", by=visitor.reach(), now=clock.now()
    )
    _tell_of(made)
    return redirect_to(region.address)


@route(blueprint, f"{HERE}/proposals/last", may=MANAGE, methods=("DELETE",))
def take_back(cycle: str, overseer: str) -> ResponseReturnValue:
    """Take back the last step: an adoption of which nobody knows yet, or the newest proposal."""
    region, row = _with_proposal(cycle, overseer)
    was_adopted = row.adopted_at is not None
    timetabling.take_back(region, row, by=visitor.reach(), now=clock.now())
    tell("The timetable is a proposal again; nobody was told of it." if was_adopted else "Taken back.")
    return redirect_to(region.address)


@route(blueprint, f"{HERE}/adoption", may=MANAGE, methods=("PUT",))
def adopt(cycle: str, overseer: str) -> ResponseReturnValue:
    """Adopt the proposal; half an hour later, or at once, it is written and people are invited."""
    region, row = _with_proposal(cycle, overseer)
    _require_seen(row)
    at_once = text("when") == "now"
    timetabling.adopt(region, row, at_once=at_once, by=visitor.reach(), now=clock.now())
    if at_once:
        _send(region, row)
    else:
        tell("The timetable is adopted. Until the invitations go out you can take it back.")
    return redirect_to(region.address)


@route(blueprint, f"{HERE}/invitations", may=MANAGE, methods=("PUT",))
def send(cycle: str, overseer: str) -> ResponseReturnValue:
    """Write an adopted timetable now, without waiting any longer."""
    region, row = _with_proposal(cycle, overseer)
    _send(region, row)
    return redirect_to(region.address)


@route(blueprint, ONE, may=MANAGE)
def one(cycle: str, overseer: str, organisation: str) -> ResponseReturnValue:
    """One organisation: hold its day, room or people by hand, and the days on which it cannot come."""
    region = _managed(cycle, overseer)
    case = hold_pages.case_to_place(region, organisation, clock.now())
    return page("panels/hold.html", **hold_pages.holding(region, case, clock.now()))


@route(blueprint, f"{ONE}/hold", may=MANAGE, methods=("PUT",))
def hold(cycle: str, overseer: str, organisation: str) -> ResponseReturnValue:
    """Hold what is chosen, and let the rest of the timetable change as little as it can."""
    region, row = _with_proposal(cycle, overseer)
    _require_seen(row)
    case = hold_pages.case_to_place(region, organisation, clock.now())
    made = timetabling.hold(
        region,
        case.organisation.code,
        day=day_or_none("day"),
        room=text("room"),
        people=timetable_forms.people_in_seats(region),
        by=visitor.reach(),
        now=clock.now(),
    )
    _tell_of(made)
    return redirect_to(f"{region.address}#changes")


@route(blueprint, f"{ONE}/away", may=MANAGE, methods=("PUT",))
def keep_away(cycle: str, overseer: str, organisation: str) -> ResponseReturnValue:
    """Note on which days the organisation cannot come."""
    region, now = _managed(cycle, overseer), clock.now()
    case = hold_pages.case_to_place(region, organisation, now)
    away = set(timetable.days_of(region, now)) - timetable_forms.days_ticked("days")
    timetable_setting.keep_away(case, away, by=visitor.reach(), now=now)
    tell("Kept. Propose the timetable again to take it into account.")
    return redirect_to(f"{region.address}/organisations/{case.organisation.code}")


def _managed(cycle: str, overseer: str) -> Region:
    """The region of this address, for those who put its panels together. Raises NotFound."""
    region = region_called(cycle, overseer)
    if not manages(region, visitor.reach()):
        raise NotFound
    return region


def _with_proposal(cycle: str, overseer: str) -> tuple[Region, Timetable]:
    region = _managed(cycle, overseer)
    row = timetable.newest(region)
    if row is None:
        raise Refused(timetabling.NOTHING)
    return region, row


def _require_seen(row: Timetable) -> None:
    mine, theirs = f"proposal {text('number')}", f"proposal {row.number}"
    require_unchanged(row.version, mine=mine, theirs=theirs, sentence=CHANGED)


def _send(region: Region, row: Timetable) -> None:
    count = timetable_sending.send(region, row, by=visitor.reach(), now=clock.now())
    tell(f"{count} {'panel is' if count == 1 else 'panels are'} written, and whom it touches is told.")


def _tell_of(row: Timetable) -> None:
    plan = timetable.plan_of(row)
    count = len(plan.panels)
    if plan.is_whole:
        tell(f"Every panel has its place: {count} in all. Nothing is written until you adopt it.")
    else:
        tell(
            f"{count} {'panel has' if count == 1 else 'panels have'} a place, not all: see why.",
            "warning",
        )
