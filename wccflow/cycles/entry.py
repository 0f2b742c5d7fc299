"""The doors of a case: a view gets the case only when the person may do there what the address declares."""

from typing import TypeVar
from uuid import UUID

from flask import current_app, g, request, url_for
from werkzeug.routing import RequestRedirect

from wccflow.cycles import queries
from wccflow.cycles.home import Home
from wccflow.cycles.models import Case
from wccflow.people import visitor
from wccflow.people.rights import ABILITIES, can, demand
from wccflow.web.routes import permission_of

Here = TypeVar("Here", bound=Home)


def case_here(cycle: str, organisation: str) -> Case:
    """The case of this address. Raises NotFound or Refused as the declared permission demands.

    Who reads under a code that the organisation bears no more is sent to the address of today.
    """
    found = admitted(queries.case_for(visitor.reach(), cycle, organisation))
    if found.organisation.code != organisation.upper() and request.method in ("GET", "HEAD"):
        raise _moved_to(found.organisation.code)
    return found


def case_of(case_id: UUID) -> Case:
    """The case of this id. Raises NotFound or Refused as the declared permission demands."""
    return admitted(queries.visible_case(visitor.reach(), case_id))


def admitted(case: Here) -> Here:
    """This case, or this thing beside cases, once the view's permission was asked and given here."""
    ability = permission_of(current_app, request.endpoint) or ""
    g.asked = ability
    if ability in ABILITIES:
        demand(
            visitor.reach(),
            ability,
            place=case.place,
            definition=queries.definition_of(case),
            state=case.state,
        )
    return case


def _moved_to(code: str) -> RequestRedirect:
    arguments = {**(request.view_args or {}), "organisation": code, **request.args.to_dict()}
    moved = RequestRedirect(url_for(request.endpoint or "", **arguments))
    moved.code = 303  # not for ever: a code may be given again
    return moved


def may(ability: str, case: Home) -> bool:
    """Whether the person who is asking may do this here and now: for showing a button or not."""
    return can(
        visitor.reach(),
        ability,
        place=case.place,
        definition=queries.definition_of(case),
        state=case.state,
    )
