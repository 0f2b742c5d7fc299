"""Telling people of a case's moves: the effect `notify` of a workflow, with the role that is to be told."""

from datetime import datetime
from uuid import UUID, uuid4

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.notices.actions import tell
from wccflow.notices.rules import Notice
from wccflow.people.rights import Reach

EVERYONE = "everyone"


def notify(case: Case, *, by: Reach | None, now: datetime, argument: str) -> None:
    """Tell everybody who holds this role at the case (or everyone of the case) where it stands now."""
    definition = definition_of(case)
    roles = tuple(definition.roles) if argument == EVERYONE else (argument,)
    notice = Notice(
        sentence=f"{case.organisation.name} is now at “{definition.states[case.state].title}”.",
        address=case.address,
        roles=frozenset(holders(definition, case, role) for role in roles),
        only_you=argument != EVERYONE,
    )
    tell(
        notice,
        event_id=uuid4(),
        but=by.person_id if by else None,
        now=now,
        audience_id=case.audience_id,
    )


def holders(definition: Definition, case: Case, role: str) -> tuple[str, str, UUID | None]:
    """Who holds this role at the case, in the words of a notice."""
    scope = definition.roles[role].scope
    return role, scope, case.place.scope_id(scope)
