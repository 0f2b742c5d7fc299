"""The pages of calibration: the meeting, one case, one item; and what an organisation is shown of it."""

from uuid import UUID

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.calibration import actions, cards, meeting, pages, queries
from wccflow.calibration.cards import address_of, meeting_address
from wccflow.cycles import deadlines, entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_for
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.panels.forms import seen
from wccflow.people import visitor
from wccflow.people.queries import names
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("calibration", __name__)

MEETING = "/calibration/<cycle>"
CASE = f"{MEETING}/<organisation>"
CHANGES = "/cycles/<cycle>/<organisation>/changes"


@route(blueprint, MEETING, may="adjust")
def sheet(cycle: str) -> ResponseReturnValue:
    """How severe panels are, and agreed levels side by side, as far as one calibrates."""
    found = meeting.meeting_of(cycle_called(cycle), visitor.reach())
    if found is None:
        raise NotFound
    if request.headers.get("HX-Target") == "standing" and not found.severity.under_way:
        return Response(status=204, headers={"HX-Refresh": "true"})  # what waited shows another page now
    return page("calibration/meeting.html", meeting=found, address_of=meeting_address)


@route(blueprint, CASE, may="see")
def case(cycle: str, organisation: str) -> ResponseReturnValue:
    """One case at the meeting."""
    found = _calibrated(cycle, organisation)
    return page("calibration/case.html", **pages.case_page(found, visitor.reach(), entry.may))


@route(blueprint, f"{CASE}/moderation", may="moderate", methods=("PUT",))
def moderate(cycle: str, organisation: str) -> ResponseReturnValue:
    """Record the regional moderation."""
    found = entry.case_here(cycle, organisation)
    actions.moderate(found, note=text("note"), by=visitor.reach(), now=clock.now())
    tell("The moderation is recorded.")
    return redirect_to(meeting_address(found))


@route(blueprint, f"{CASE}/items/<item>", may="see")
def item(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """One item: the evidence first, then the decision."""
    found = _calibrated(cycle, organisation)
    return page("calibration/item.html", **pages.item_page(found, item, visitor.reach(), entry.may))


@route(blueprint, f"{CASE}/items/<item>/change", may="adjust", methods=("PUT",))
def change(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Change the rating that holds."""
    found = entry.case_here(cycle, organisation)
    actions.adjust(
        found, item, text("level"), text("reason"), by=visitor.reach(), now=clock.now(), seen=seen()
    )
    tell("The change is kept, with what held before.")
    return redirect_to(f"{meeting_address(found)}/items/{item}")


@route(blueprint, f"{CASE}/changes/<uuid:change_id>/signature", may="adjust", methods=("PUT",))
def sign(cycle: str, organisation: str, change_id: UUID) -> ResponseReturnValue:
    """Sign a change as the second person."""
    found, reach = entry.case_here(cycle, organisation), visitor.reach()
    signed = queries.adjustment_in(found, change_id, reach)
    actions.sign(found, signed, by=reach, now=clock.now())
    tell("Your signature is kept.")
    return redirect_to(f"{meeting_address(found)}/items/{signed.item}")


@route(blueprint, CHANGES, may="see")
def changes(cycle: str, organisation: str) -> ResponseReturnValue:
    """What calibration changed, as far as one may read it, and the organisation's reply."""
    found, reach = entry.case_here(cycle, organisation), visitor.reach()
    lines, replies = pages.changed_lines(found, reach), queries.replies(found, reach)
    return page(
        "calibration/changes.html",
        case=found,
        address=address_of(found),
        lines=lines,
        replies=replies,
        people=names(each.by_id for each in replies),
        until=deadlines.waits_until(found),
        may_reply=bool(lines) and entry.may("answer", found) and cards.is_repliable(found),
    )


@route(blueprint, f"{CHANGES}/replies", may="answer", methods=("POST",))
def reply(cycle: str, organisation: str) -> ResponseReturnValue:
    """Reply to the changes."""
    found = entry.case_here(cycle, organisation)
    actions.reply(
        found,
        words=text("words"),
        by=visitor.reach(),
        now=clock.now(),
        is_private=text("publish") == "no",
    )
    tell("Your reply is kept.")
    return redirect_to(address_of(found))


def _calibrated(cycle: str, organisation: str) -> Case:
    found = entry.admitted(case_for(visitor.reach(), cycle, organisation))
    if not meeting.calibrates(found, visitor.reach()):
        raise NotFound
    return found
