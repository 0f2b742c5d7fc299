"""Cases side by side with the names off, what moved, and fitting anew."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, request, send_file
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.base.spreadsheets import XLSX
from wccflow.calibration import comparing, fits, moved, side_by_side
from wccflow.calibration.cards import meeting_address
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.cycles.queries import definition_of, visible_case
from wccflow.people import visitor
from wccflow.ratings.rules import item_in_words
from wccflow.web.forms import identities, read_version, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("comparing", __name__)

MEETING = "/calibration/<cycle>"
SIDE_BY_SIDE = f"{MEETING}/side-by-side"
MOVED = f"{MEETING}/moved"


@route(blueprint, SIDE_BY_SIDE, may="adjust")
def items(cycle: str) -> ResponseReturnValue:
    """The items, with what is worth a look in each."""
    there = cycle_called(cycle)
    found = comparing.around(there, visitor.reach())
    return page("calibration/items.html", cycle=there, lines=comparing.lines(found), is_blind=found.is_blind)


@route(blueprint, f"{SIDE_BY_SIDE}/<item>", may="adjust")
def cases(cycle: str, item: str) -> ResponseReturnValue:
    """Cases side by side for one item: the evidence, and with `levels` in the address the levels, too."""
    there, reach = cycle_called(cycle), visitor.reach()
    found = comparing.around(there, reach)
    shown = side_by_side.cards_of(found, item, reach)
    definition = definition_of(shown[0].case)
    scale = definition.scales[definition.elements[shown[0].held.panel.element].scale]
    order = [each.item for each in comparing.lines(found)]
    place = order.index(item)
    return page(
        "calibration/side_by_side.html",
        cycle=there,
        item=item,
        title=item_in_words(definition, item),
        statement=definition.items[item].statement if item in definition.items else "",
        scale=scale.values,
        scale_options=[(each.key, each.title) for each in scale.values],
        cards=shown,
        levels="levels" in request.args,
        is_blind=found.is_blind,
        following=order[place + 1] if place + 1 < len(order) else "",
        previous=order[place - 1] if place else "",
        meeting_address=meeting_address,
    )


@route(blueprint, f"{SIDE_BY_SIDE}/<item>/<uuid:case_id>/decision", may="adjust", methods=("PUT",))
def decide(cycle: str, item: str, case_id: UUID) -> ResponseReturnValue:
    """Keep a decision made side by side."""
    found = _case_in(cycle, case_id)
    made = comparing.decide(
        found,
        item,
        text("level"),
        text("reason"),
        beside=identities("beside"),
        seen=read_version(),
        by=visitor.reach(),
        now=clock.now(),
    )
    tell(
        "The change is kept, with what held before."
        if made.adjustment_id
        else "The level stands; your reason is kept."
    )
    return redirect_to(f"/calibration/{cycle}/side-by-side/{item}?levels=shown#case-{case_id}")


@route(blueprint, MOVED, may="adjust")
def what_moved(cycle: str) -> ResponseReturnValue:
    """What moved between panel, overseer and publication, and what is undecided."""
    found = moved.page_of(cycle_called(cycle), visitor.reach())
    return page("calibration/moved.html", moved=found, address_of=meeting_address)


@route(blueprint, f"{MOVED}.xlsx", may="adjust")
def moved_sheet(cycle: str) -> ResponseReturnValue:
    """The same as a spreadsheet."""
    content = moved.sheet_of(moved.page_of(cycle_called(cycle), visitor.reach()))
    name = f"calibration-{cycle}.xlsx"
    return send_file(BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name, max_age=0)


@route(blueprint, f"{MEETING}/fit", may="adjust", methods=("POST",))
def fit(cycle: str) -> ResponseReturnValue:
    """Ask for the model to be fitted anew."""
    fits.ask(cycle_called(cycle), by=visitor.reach(), now=clock.now())
    tell("The ratings are being compared anew. The page shows the result when it is there.", "information")
    return redirect_to(f"/calibration/{cycle}")


def _case_in(cycle: str, case_id: UUID) -> Case:
    found = entry.admitted(visible_case(visitor.reach(), case_id))
    if found.cycle.key != cycle:
        raise NotFound
    return found
