"""One's own page as somebody who may sit on panels: free days, panels, interests to declare."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.panels import conflicts, pool, pool_pages, pooling, timetable_forms
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.availability import free_in
from wccflow.panels.pool_models import PoolMember
from wccflow.panels.region import Region
from wccflow.people import visitor
from wccflow.web.forms import identity, require_unchanged, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("availability", __name__)

HERE = "/panels/availability"


@route(blueprint, HERE, may=SIGNED_IN)
def mine() -> ResponseReturnValue:
    """My days, my panels and my interests, for each pool to which I belong."""
    return page("panels/availability.html", pools=pool_pages.mine(visitor.person().id, clock.now()))


@route(blueprint, f"{HERE}/<uuid:member>", may=SIGNED_IN, methods=("PUT",))
def say(member: UUID) -> ResponseReturnValue:
    """Say on which days I can sit, ticked or pasted."""
    row, region = _own(member)
    now = clock.now()
    require_unchanged(row.version, mine="your days", theirs="other days")
    days = timetable.days_of(region, now)
    pasted = text("pasted")
    said = free_in(pasted, days) if pasted else None
    free = said.free if said else timetable_forms.days_ticked("days")
    pooling.say_days(region, row, free, days, by=visitor.reach(), now=now)
    tell(
        " ".join(
            [
                f"Kept: you can sit on {len(set(free) & set(days))} of {len(days)} days.",
                *(said.unread if said else ()),
            ]
        )
    )
    return redirect_to(HERE)


@route(blueprint, f"{HERE}/<uuid:member>/undo", may=SIGNED_IN, methods=("PUT",))
def undo(member: UUID) -> ResponseReturnValue:
    """Take back what I said last."""
    row, region = _own(member)
    pooling.undo(region, row, by=visitor.reach(), now=clock.now())
    tell("Taken back: it is as it was before.")
    return redirect_to(HERE)


@route(blueprint, f"{HERE}/<uuid:member>/conflicts", may=SIGNED_IN, methods=("POST",))
def declare(member: UUID) -> ResponseReturnValue:
    """Declare an interest in an organisation before anybody asks me to sit there."""
    row, region = _own(member)
    wanted = identity("case", missing="Choose the organisation.")
    case = next((each for each in region.cases() if each.id == wanted), None)
    if case is None:
        raise NotFound
    conflicts.declare(case, visitor.person(), what=text("what"), by=visitor.reach(), now=clock.now())
    tell("Your interest is declared. No timetable will seat you there unless somebody decides otherwise.")
    return redirect_to(f"{HERE}#conflicts-{row.id}")


def _own(member: UUID) -> tuple[PoolMember, Region]:
    for row, region in pool.memberships(visitor.person().id):
        if row.id == member:
            return row, region
    raise NotFound
