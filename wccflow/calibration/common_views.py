"""The pages of common cases: made and opened by the nation, rated alone by people of every overseer."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.calibration import common_actions as actions
from wccflow.calibration import common_pages as pages
from wccflow.calibration import common_queries as queries
from wccflow.calibration.common_dossier import read
from wccflow.calibration.common_feedback import feedback_page
from wccflow.calibration.common_models import CommonCase
from wccflow.calibration.common_tasks import address_of
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle
from wccflow.cycles.queries import case_for
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.people import visitor
from wccflow.web.forms import day_or_none, text, uploads
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("common_cases", __name__)

COMMON = "/calibration/<cycle>/common"
ONE = f"{COMMON}/<uuid:common_id>"


@route(blueprint, COMMON, may="see")
def overview(cycle: str) -> ResponseReturnValue:
    """The common cases, how far everybody is, and for the nation how to make another."""
    return page("calibration/common.html", **pages.overview(cycle_called(cycle), visitor.reach()))


@route(blueprint, COMMON, may="agree_result", methods=("POST",))
def make(cycle: str) -> ResponseReturnValue:
    """Make a common case of one of the cycle's cases."""
    there = cycle_called(cycle)
    source = case_for(visitor.reach(), cycle, text("case", missing="Choose a case."))
    made = actions.prepare(source, by=visitor.reach(), now=clock.now())
    tell(f"{made.title} is prepared. Read what raters will read, then open it.", "information")
    return redirect_to(address_of(made, there))


@route(blueprint, f"{COMMON}/files", may="agree_result", methods=("POST",))
def bring(cycle: str) -> ResponseReturnValue:
    """Make a common case of a file."""
    there = cycle_called(cycle)
    (file,) = uploads("file", missing="Choose a file.")[:1]
    brought = read(file.stream.read(file.most_bytes), pinned(there.digest))
    made = actions.bring(there, brought, by=visitor.reach(), now=clock.now())
    tell(f"{made.title} is prepared. Read what raters will read, then open it.", "information")
    return redirect_to(address_of(made, there))


@route(blueprint, ONE, may="see")
def one(cycle: str, common_id: UUID) -> ResponseReturnValue:
    """One common case: what is rated, or for the nation what raters will read."""
    there, common = _found(cycle, common_id)
    return page("calibration/common_case.html", **pages.sheet_page(there, common, visitor.reach()))


@route(blueprint, f"{ONE}/items/<item>", may="see")
def item(cycle: str, common_id: UUID, item: str) -> ResponseReturnValue:
    """One item to rate."""
    there, common = _found(cycle, common_id)
    return page("calibration/common_item.html", **pages.item_page(there, common, item, visitor.reach()))


@route(blueprint, f"{ONE}/items/<item>/rating", may="see", methods=("PUT",))
def rate(cycle: str, common_id: UUID, item: str) -> ResponseReturnValue:
    """Keep what one gives an item, and go on to the next."""
    there, common = _found(cycle, common_id)
    reach = visitor.reach()
    actions.keep(common, there, item, text("value"), text("why"), by=reach, now=clock.now())
    following = pages.item_page(there, common, item, reach)["following"]
    address = address_of(common, there)
    return redirect_to(f"{address}/items/{following}" if following else address)


@route(blueprint, f"{ONE}/items/<item>/draft", may="see", methods=("PUT",))
def keep_draft(cycle: str, common_id: UUID, item: str) -> ResponseReturnValue:
    """Keep what is written so far, for this person alone."""
    there, common = _found(cycle, common_id)
    now = clock.now()
    actions.keep_draft(common, there, item, text("value"), text("why"), by=visitor.reach(), now=now)
    if request.headers.get("HX-Request"):
        return page("calibration/common_draft.html", at=now)
    tell("It is kept. You may change it until you hand in.")
    return redirect_to(f"{address_of(common, there)}/items/{item}")


@route(blueprint, f"{ONE}/sheet", may="see", methods=("PUT",))
def hand_in(cycle: str, common_id: UUID) -> ResponseReturnValue:
    """Hand in."""
    there, common = _found(cycle, common_id)
    actions.hand_in(common, there, by=visitor.reach(), now=clock.now())
    tell("Your ratings are handed in. You see what others gave once everybody's are in.")
    return redirect_to(f"/calibration/{cycle}/common")


@route(blueprint, f"{ONE}/names", may="agree_result", methods=("PUT",))
def hide(cycle: str, common_id: UUID) -> ResponseReturnValue:
    """Say which names are left out."""
    there, common = _found(cycle, common_id)
    actions.hide(common, there, text("hidden").splitlines(), by=visitor.reach(), now=clock.now())
    tell("These names are left out.")
    return redirect_to(address_of(common, there))


@route(blueprint, f"{ONE}/opening", may="agree_result", methods=("PUT",))
def open_it(cycle: str, common_id: UUID) -> ResponseReturnValue:
    """Open it for rating."""
    there, common = _found(cycle, common_id)
    actions.open_for_rating(common, there, by=visitor.reach(), now=clock.now(), due_on=day_or_none("due_on"))
    tell(f"{common.title} is open for rating, and everybody who may rate it is told.")
    return redirect_to(f"/calibration/{cycle}/common")


@route(blueprint, f"{ONE}/day", may="agree_result", methods=("PUT",))
def set_day(cycle: str, common_id: UUID) -> ResponseReturnValue:
    """Say anew by which day it is to be rated."""
    there, common = _found(cycle, common_id)
    actions.rate_by(common, there, day_or_none("due_on"), by=visitor.reach(), now=clock.now())
    tell("The day is kept." if common.due_on else "It is to be rated by no certain day.")
    return redirect_to(address_of(common, there))


@route(blueprint, ONE, may="agree_result", methods=("DELETE",))
def withdraw(cycle: str, common_id: UUID) -> ResponseReturnValue:
    """Withdraw it."""
    there, common = _found(cycle, common_id)
    actions.withdraw(common, there, why=text("why"), by=visitor.reach(), now=clock.now())
    tell(f"{common.title} is withdrawn.")
    return redirect_to(f"/calibration/{cycle}/common")


@route(blueprint, f"{ONE}/feedback", may="see")
def feedback(cycle: str, common_id: UUID) -> ResponseReturnValue:
    """What was given and agreed, once all are in."""
    there, common = _found(cycle, common_id)
    return page("calibration/common_feedback.html", **feedback_page(there, common, visitor.reach()))


def _found(cycle: str, common_id: UUID) -> tuple[Cycle, CommonCase]:
    there = cycle_called(cycle)
    return there, queries.common_case(there, common_id)
