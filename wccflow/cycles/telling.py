"""Telling people of a case's moves: the effect `notify` of a workflow, with the role that is to be told."""

from datetime import datetime
from uuid import UUID, uuid4

from wccflow.base.log import Event
from wccflow.base.work import session
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle, WindowChange
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.notices.actions import tell
from wccflow.notices.rules import Notice
from wccflow.people.models import Organisation
from wccflow.people.rights import Place, Reach

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


def of_proposed_window(event: Event) -> list[Notice]:
    """Tell those who can give the second signature that a window waits for it."""
    change = session().get(WindowChange, event.subject_id)
    if change is None or change.countersigned_at is not None:
        return []
    cycle, overseer = (
        session().get_one(Cycle, change.cycle_id),
        session().get_one(Organisation, change.overseer_id),
    )
    definition = pinned(cycle.digest)
    stage = definition.stages[change.stage]
    signatures = stage.early if change.opens else stage.late
    place = Place(None, overseer.id, None)
    scopes = {role: definition.roles[role].scope for role in (signatures.countersign if signatures else ())}
    return [
        Notice(
            sentence=f"{overseer.name}: other days for “{stage.title}” wait for a second signature.",
            address=f"/cycles/{cycle.key}/windows/{overseer.code}",
            roles=frozenset((role, scope, place.scope_id(scope)) for role, scope in scopes.items()),
            only_you=True,
        )
    ]


def holders(definition: Definition, case: Case, role: str) -> tuple[str, str, UUID | None]:
    """Who holds this role at the case, in the words of a notice."""
    scope = definition.roles[role].scope
    return role, scope, case.place.scope_id(scope)
