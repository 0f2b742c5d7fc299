"""Acting on many: pick, see every consequence, do it at once, see what came of it, take it back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import queries as cycles
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle
from wccflow.cycles.outlook import Outlook
from wccflow.monitor import acts, filtering, queries
from wccflow.monitor.acts import ACTS
from wccflow.monitor.consequences import Act, Picked, Preview
from wccflow.people import visitor
from wccflow.people.queries import organisation
from wccflow.people.rights import holds
from wccflow.web.forms import text
from wccflow.web.pages import local_address, page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("acts", __name__)

CHANGED = (
    "Something has changed since you looked: for whom it can be done is different now. Nothing was done."
)


@route(blueprint, "/monitor/<cycle>/acts", may=queries.MONITOR)
def preview(cycle: str) -> ResponseReturnValue:
    """What an act would come to for each of those that were picked."""
    found = _watched(cycle)
    act = _act(request.args.get("act", ""))
    picked = _picked(found, act, request.args)
    return _shown(found, act, picked, act.preview(picked, {}), back=request.args.get("back", ""))


@route(blueprint, "/monitor/<cycle>/acts", may=queries.MONITOR, methods=("POST",))
def carry_out(cycle: str) -> ResponseReturnValue:
    """Do it for all who can, or show the consequences anew when that was asked or they have changed."""
    found = _watched(cycle)
    act, back = _act(text("act")), text("back")
    picked, wish = _picked(found, act, request.form), _wish()
    asked = act.preview(picked, wish)
    if "again" in request.form:
        return _shown(found, act, picked, asked, back=back)
    if asked.wants:
        return _shown(found, act, picked, asked, back=back, fault=asked.wants)
    if asked.seen != text("seen"):
        return _shown(found, act, picked, asked, back=back, fault=CHANGED)
    made = acts.carry_out(act, picked, wish, back=local_address(back))
    return redirect_to(f"/monitor/{found.key}/acts/{made.id}")


@route(blueprint, "/monitor/<cycle>/acts/<uuid:act>", may=queries.MONITOR)
def result(cycle: str, act: UUID) -> ResponseReturnValue:
    """What came of it, for the person who did it."""
    found = _watched(cycle)
    made = acts.act_of(visitor.reach(), found.id, act)
    return page("monitor/result.html", cycle=found, made=made, act=ACTS.get(made.kind))


@route(blueprint, "/monitor/<cycle>/acts/<uuid:act>", may=queries.MONITOR, methods=("DELETE",))
def undo(cycle: str, act: UUID) -> ResponseReturnValue:
    """Take back what can still be taken back."""
    found = _watched(cycle)
    made = acts.act_of(visitor.reach(), found.id, act)
    done = sum(each.made_id is not None for each in made.consequences)
    count = acts.undo(made, by=visitor.reach(), now=clock.now())
    tell(f"Taken back: {count} of {done}." + (" Others were read, mailed or signed." if count < done else ""))
    return redirect_to(f"/monitor/{found.key}/acts/{made.id}")


def _watched(key: str) -> Cycle:
    found = cycles.cycle(key)
    if not queries.watches_anything(visitor.reach()):
        raise NotFound
    return found


def _act(key: str) -> Act:
    if key not in ACTS:
        raise NotFound
    return ACTS[key]


def _found(cycle: Cycle, given: Any) -> list[Outlook]:
    """The cases that were picked; or, when all that match were, those of every row that the filter finds."""
    reach, on = visitor.reach(), clock.today()
    if not given.get("all"):
        return queries.outlooks_of(reach, cycle, on, given.getlist("pick"))
    place = organisation(given["at"]) if given.get("at") else None
    seen = queries.overview(reach, cycle, on, place.id if place else None)
    tree = filtering.read(given.get("q", ""), pinned(cycle.digest))
    return [seen.outlooks[row.case_id] for row in seen.rows if filtering.holds(tree, row)]


def _picked(cycle: Cycle, act: Act, given: Any) -> Picked:
    """Those of these cases that the person watches and may act on; the others are as if not there."""
    definition, reach = pinned(cycle.digest), visitor.reach()
    found = [
        each
        for each in _found(cycle, given)
        if all(
            holds(reach, ability, place=queries.above(each.case), definition=definition)
            for ability in (queries.MONITOR, act.ability)
        )
    ]
    return Picked(cycle, definition, tuple(found), reach, clock.now())


def _wish() -> Mapping[str, str]:
    given = request.form.items()
    return {name.removeprefix("wish-"): words for name, words in given if name.startswith("wish-")}


def _shown(
    cycle: Cycle, act: Act, picked: Picked, asked: Preview, *, back: str, fault: str = ""
) -> ResponseReturnValue:
    return page(
        "monitor/acts.html",
        status=422 if fault else 200,
        cycle=cycle,
        act=act,
        picked=picked,
        asked=asked,
        back=local_address(back) if back else f"/monitor/{cycle.key}",
        fault=fault,
    )
