"""The pages of the pool: everybody in it, one member, conflicts of interest and what was decided of them."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.cycles.models import Case
from wccflow.panels import bringing, conflicts, deriving, pool, pool_pages, pooling, timetable_forms
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.availability import free_in
from wccflow.panels.pool_models import PoolMember
from wccflow.panels.region import MANAGE, Region, manages, region_called
from wccflow.people import visitor
from wccflow.people.queries import person
from wccflow.web.forms import identity, read_version, require_unchanged, text, ticked
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("pool", __name__)

HERE = "/cycles/<cycle>/panels/<overseer>/people"
ONE = f"{HERE}/<uuid:member>"
MOST = "How often the person sits at most"


@route(blueprint, HERE, may=MANAGE)
def everybody(cycle: str, overseer: str) -> ResponseReturnValue:
    """Everybody who may sit, and the forms that bring more."""
    return page("panels/pool.html", **pool_pages.everybody(_managed(cycle, overseer), clock.now()))


@route(blueprint, HERE, may=MANAGE, methods=("POST",))
def add(cycle: str, overseer: str) -> ResponseReturnValue:
    """Take a person into the pool."""
    region = _managed(cycle, overseer)
    row = pooling.add(
        region,
        email=text("email", missing="Give the person's e-mail address."),
        name=text("name"),
        seats=ticked("seats"),
        skills=ticked("skills"),
        home=timetable_forms.home(),
        most=timetable_forms.number_or_none("most", what=MOST),
        by=visitor.reach(),
        now=clock.now(),
    )
    tell(f"{person(row.person_id).name} is in the pool, and can say on which days she or he can sit.")
    return redirect_to(f"{region.address}/people")


@route(blueprint, f"{HERE}/table", may=MANAGE, methods=("POST",))
def bring(cycle: str, overseer: str) -> ResponseReturnValue:
    """Bring people from a table that is pasted."""
    region = _managed(cycle, overseer)
    given = text("table", missing="Paste the table first.")
    new, known = bringing.bring(region, given, by=visitor.reach(), now=clock.now())
    tell(f"{new} new in the pool, {known} changed.")
    return redirect_to(f"{region.address}/people")


@route(blueprint, ONE, may=MANAGE)
def one(cycle: str, overseer: str, member: UUID) -> ResponseReturnValue:
    """One member: seats, skills, days, and conflicts of interest."""
    region, row = _here(cycle, overseer, member)
    return page("panels/pool_member.html", **pool_pages.one(region, row, clock.now()))


@route(blueprint, ONE, may=MANAGE, methods=("PUT",))
def change(cycle: str, overseer: str, member: UUID) -> ResponseReturnValue:
    """Change what a member may sit as, what she brings, where she works, how often she sits."""
    region, row = _here(cycle, overseer, member)
    _require_unchanged(row)
    pooling.change(
        region,
        row,
        seats=ticked("seats"),
        skills=ticked("skills"),
        home=timetable_forms.home(),
        most=timetable_forms.number_or_none("most", what=MOST),
        by=visitor.reach(),
        now=clock.now(),
    )
    tell("Kept.")
    return redirect_to(_address(region, row))


@route(blueprint, ONE, may=MANAGE, methods=("DELETE",))
def leave(cycle: str, overseer: str, member: UUID) -> ResponseReturnValue:
    """Let a member leave the pool."""
    region, row = _here(cycle, overseer, member)
    pooling.leave(region, row, by=visitor.reach(), now=clock.now())
    tell(f"{person(row.person_id).name} has left the pool. You can take that back below.")
    return redirect_to(f"{region.address}/people")


@route(blueprint, f"{ONE}/days", may=MANAGE, methods=("PUT",))
def say_days(cycle: str, overseer: str, member: UUID) -> ResponseReturnValue:
    """Note on which days a member can sit, ticked or pasted."""
    region, row = _here(cycle, overseer, member)
    _require_unchanged(row)
    now, days = clock.now(), timetable.days_of(region, clock.now())
    pasted = text("pasted")
    said = free_in(pasted, days) if pasted else None
    free = said.free if said else timetable_forms.days_ticked("days")
    pooling.say_days(region, row, free, days, by=visitor.reach(), now=now)
    tell(
        " ".join(
            [f"Kept: free on {len(free & set(days))} of {len(days)} days.", *(said.unread if said else ())]
        )
    )
    return redirect_to(_address(region, row))


@route(blueprint, f"{ONE}/undo", may=MANAGE, methods=("PUT",))
def undo(cycle: str, overseer: str, member: UUID) -> ResponseReturnValue:
    """Take back the last change of a member."""
    region, row = _here(cycle, overseer, member)
    pooling.undo(region, row, by=visitor.reach(), now=clock.now())
    tell("Taken back: it is as it was before.")
    return redirect_to(_address(region, row))


@route(blueprint, f"{ONE}/dismissals", may=MANAGE, methods=("POST",))
def put_aside(cycle: str, overseer: str, member: UUID) -> ResponseReturnValue:
    """Decide that a conflict which shows by itself is none."""
    region, row = _here(cycle, overseer, member)
    case = _case(region, identity("case"))
    found = pool_pages.found_called(region, row, case, text("reason"), clock.now())
    if found is None:
        raise Refused("This conflict shows no more. Open the page again.")
    conflicts.put_aside(case, found, why=text("why"), by=visitor.reach(), now=clock.now())
    tell("Decided: it is no conflict. The reason is kept.")
    return redirect_to(f"{_address(region, row)}#conflicts")


@route(blueprint, f"{ONE}/dismissals/<uuid:dismissal>", may=MANAGE, methods=("DELETE",))
def take_up_again(cycle: str, overseer: str, member: UUID, dismissal: UUID) -> ResponseReturnValue:
    """Let a conflict count again that was put aside."""
    region, row = _here(cycle, overseer, member)
    cases = {case.id: case for case in region.cases()}
    mine = [each for each in deriving.dismissals(list(cases)) if each.person_id == row.person_id]
    held = next((each for each in mine if each.id == dismissal), None)
    if held is None:
        raise NotFound
    conflicts.take_up_again(cases[held.case_id], held, by=visitor.reach(), now=clock.now())
    tell("The conflict counts again.")
    return redirect_to(f"{_address(region, row)}#conflicts")


def _managed(cycle: str, overseer: str) -> Region:
    region = region_called(cycle, overseer)
    if not manages(region, visitor.reach()):
        raise NotFound
    return region


def _here(cycle: str, overseer: str, member: UUID) -> tuple[Region, PoolMember]:
    region = _managed(cycle, overseer)
    return region, pool.member(region, member)


def _case(region: Region, case_id: UUID) -> Case:
    for case in region.cases():
        if case.id == case_id:
            return case
    raise NotFound


def _require_unchanged(row: PoolMember) -> None:
    if read_version() != row.version:
        require_unchanged(row.version, mine="your form", theirs="the page as it is now")


def _address(region: Region, row: PoolMember) -> str:
    return f"{region.address}/people/{row.id}"
