"""The intake of an overseer: what was submitted, who reads it, and the interests that were declared."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.cycles import queries as cycles
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle
from wccflow.monitor import queries
from wccflow.monitor.intake import intake
from wccflow.people import visitor
from wccflow.people.models import Organisation
from wccflow.people.queries import organisation
from wccflow.people.rights import Place, holds
from wccflow.review import assigning
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("intake", __name__)

INTAKE = "/monitor/<cycle>/<overseer>/intake"


@route(blueprint, INTAKE, may=queries.MONITOR)
def arrived(cycle: str, overseer: str) -> ResponseReturnValue:
    """What was submitted, untouched and oldest first; who reads what; what stands in the way."""
    found, place = _here(cycle, overseer, queries.MONITOR)
    return page(
        "monitor/intake.html",
        cycle=found,
        overseer=place,
        shown=intake(visitor.reach(), found, place.id, clock.now()),
        words=pinned(found.digest).words,
        on=clock.today(),
    )


@route(blueprint, f"{INTAKE}/assignments/<uuid:assignment_id>", may=assigning.ASSIGN, methods=("DELETE",))
def take_back(cycle: str, overseer: str, assignment_id: UUID) -> ResponseReturnValue:
    """Take a case from a reviewer again."""
    found, place = _here(cycle, overseer, assigning.ASSIGN)
    assignment = assigning.assignment(assignment_id)
    case = cycles.visible_case(visitor.reach(), assignment.case_id)
    if (case.cycle_id, case.overseer_id) != (found.id, place.id):
        raise NotFound
    assigning.end(assignment, by=visitor.reach(), now=clock.now())
    tell(f"The case of {case.organisation.name} is taken back.")
    return redirect_to(_address(found, place))


@route(blueprint, f"{INTAKE}/interests", may=assigning.ASSIGN, methods=("POST",))
def declare(cycle: str, overseer: str) -> ResponseReturnValue:
    """Note what a reviewer, or her firm, has to do with an organisation."""
    found, place = _here(cycle, overseer, assigning.ASSIGN)
    people = assigning.reviewers(pinned(found.digest), place.id, clock.now())
    who = next((each for each in people if each.hex == text("person")), None)
    there = organisation(text("organisation", missing="Choose the organisation."))
    if who is None or there.parent_id != place.id:
        raise Refused("Choose the reviewer and the organisation.")
    assigning.declare(who, there, text("what"), firm=text("firm"), by=visitor.reach(), now=clock.now())
    tell(f"The interest in {there.name} is kept.")
    return redirect_to(f"{_address(found, place)}#interests")


@route(blueprint, f"{INTAKE}/interests/<uuid:interest_id>/dismissal", may=assigning.ASSIGN, methods=("PUT",))
def dismiss(cycle: str, overseer: str, interest_id: UUID) -> ResponseReturnValue:
    """Decide that an interest does not stand in the way, with the reason."""
    found, place = _here(cycle, overseer, assigning.ASSIGN)
    interest = assigning.interest(interest_id)
    cases = [each for each in cycles.cases_for(visitor.reach(), found.id) if each.overseer_id == place.id]
    if interest.organisation_id not in {each.organisation_id for each in cases}:
        raise NotFound
    assigning.dismiss(interest, text("why"), by=visitor.reach(), now=clock.now())
    tell("Your decision is kept.")
    return redirect_to(f"{_address(found, place)}#interests")


def _here(key: str, code: str, ability: str) -> tuple[Cycle, Organisation]:
    found, place = cycles.cycle(key), organisation(code)
    there = Place(None, place.id, None)
    is_mine = holds(visitor.reach(), ability, place=there, definition=pinned(found.digest))
    if place.level != "overseer" or not is_mine:
        raise NotFound
    return found, place


def _address(cycle: Cycle, place: Organisation) -> str:
    return f"/monitor/{cycle.key}/{place.code}/intake"
