"""The pages of an overseer's windows: when each stage is open, and changes signed by two people."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import queries, signing
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle
from wccflow.cycles.windowing import windows_shown
from wccflow.people import visitor
from wccflow.people.models import Organisation
from wccflow.people.queries import organisation
from wccflow.people.rights import Place, holds
from wccflow.web.forms import day_or_none, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("windows", __name__)

MANAGE = "manage_windows"


@route(blueprint, "/cycles/<cycle>/windows/<overseer>", may=SIGNED_IN)
def windows(cycle: str, overseer: str) -> ResponseReturnValue:
    """When each stage is open at this overseer; why it was changed is for those who change it."""
    found, place = queries.cycle(cycle), organisation(overseer)
    manages = _manages(found, place)
    if not manages and not _takes_part(found, place):
        raise NotFound
    shown = windows_shown(found, place, visitor.reach(), clock.today())
    unverified = queries.calendar_of(found).unverified
    return page("cycles/windows.html", shown=shown, manages=manages, unverified=unverified)


@route(blueprint, "/cycles/<cycle>/windows/<overseer>/changes", may=MANAGE, methods=("POST",))
def propose(cycle: str, overseer: str) -> ResponseReturnValue:
    """Propose that a stage opens earlier, or stays open later."""
    found, place = _managed(cycle, overseer)
    signing.change_window(
        found,
        place,
        text("stage", missing="Choose the stage."),
        opens=day_or_none("opens"),
        closes=day_or_none("closes"),
        why=text("why"),
        by=visitor.reach(),
        now=clock.now(),
    )
    tell("Your signature is kept. The change holds once a second person has signed it.")
    return redirect_to(_address(found, place))


@route(
    blueprint,
    "/cycles/<cycle>/windows/<overseer>/changes/<uuid:change>/signature",
    may=MANAGE,
    methods=("POST",),
)
def countersign(cycle: str, overseer: str, change: UUID) -> ResponseReturnValue:
    """Put the second signature under a change."""
    found, place = _managed(cycle, overseer)
    held = queries.window_change(change)
    if (held.cycle_id, held.overseer_id) != (found.id, place.id):
        raise NotFound
    signing.countersign_window(held, by=visitor.reach(), now=clock.now())
    tell("The change is signed by two people and holds from now on.")
    return redirect_to(_address(found, place))


def _managed(cycle: str, overseer: str) -> tuple[Cycle, Organisation]:
    found, place = queries.cycle(cycle), organisation(overseer)
    if not _manages(found, place):
        raise NotFound
    return found, place


def _manages(cycle: Cycle, overseer: Organisation) -> bool:
    place = Place(None, overseer.id, None)
    return holds(visitor.reach(), MANAGE, place=place, definition=pinned(cycle.digest))


def _takes_part(cycle: Cycle, overseer: Organisation) -> bool:
    cases = queries.cases_for(visitor.reach(), cycle.id)
    return any(each.overseer_id == overseer.id for each in cases)


def _address(cycle: Cycle, overseer: Organisation) -> str:
    return f"/cycles/{cycle.key}/windows/{overseer.code}"
