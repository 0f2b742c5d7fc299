"""The doors of a case: a view gets the case only when the person may do there what the address declares."""

from uuid import UUID

from flask import current_app, g, request

from wccflow.cycles import queries
from wccflow.cycles.models import Case
from wccflow.people import visitor
from wccflow.people.rights import ABILITIES, can, demand
from wccflow.web.routes import permission_of


def case_here(cycle: str, organisation: str) -> Case:
    """The case of this address. Raises NotFound or Refused as the declared permission demands."""
    return admitted(queries.case_for(visitor.reach(), cycle, organisation))


def case_of(case_id: UUID) -> Case:
    """The case of this id. Raises NotFound or Refused as the declared permission demands."""
    return admitted(queries.visible_case(visitor.reach(), case_id))


def admitted(case: Case) -> Case:
    """This case, once the declared permission of the view was asked and given here."""
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


def may(ability: str, case: Case) -> bool:
    """Whether the person who is asking may do this here and now: for showing a button or not."""
    return can(
        visitor.reach(),
        ability,
        place=case.place,
        definition=queries.definition_of(case),
        state=case.state,
    )
