"""A cycle as if it were open: one case in a database of its own, in memory, that is gone afterwards."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from wccflow.base.database import engine_for
from wccflow.base.files import FileStore
from wccflow.base.models import Base
from wccflow.base.offers import Offers
from wccflow.base.work import Database, session
from wccflow.cycles import opening
from wccflow.cycles.models import Case
from wccflow.engine.definition import Definition
from wccflow.frameworks.plans import Plan
from wccflow.people.models import Organisation, Person
from wccflow.people.rights import Holding, Reach

IN_MEMORY = "sqlite://"


@dataclass(frozen=True, slots=True)
class Seen:
    """The pretended case, and the person who looks at it in one of its roles."""

    case: Case
    person: Person
    reach: Reach


@contextmanager
def pretended(
    plan: Plan,
    key: str,
    title: str,
    *,
    role: str,
    state: str,
    offers: Offers,
    files: FileStore,
    now: datetime,
) -> Iterator[Seen]:
    """The plan's first case in this state, as somebody in this role sees it; nothing of it stays."""
    database = Database(engine_for(IN_MEMORY), offers, files)
    try:
        Base.metadata.create_all(database.engine)
        with database.trying():
            yield _seen(plan, key, title, role, state, now)
    finally:
        database.engine.dispose()


def standpoint(definition: Definition) -> tuple[str, str]:
    """The role and state from which a preview is most telling: who rates itself, where that is open."""
    states = (key for key, state in definition.states.items() if "rate_self" in state.opens)
    state = next(states, definition.initial)
    wanted = ("rate_self", "file_evidence", "see")
    people = {key: role for key, role in definition.roles.items() if role.account and not role.automatic}
    found = (key for ability in wanted for key, role in people.items() if ability in role.may)
    return next(found, next(iter(people), "")), state


def viewing_roles(definition: Definition) -> Mapping[str, str]:
    """The roles in which people see a case: titles by key."""
    return {
        key: role.title
        for key, role in definition.roles.items()
        if role.account and not role.automatic and "see" in role.may
    }


def _seen(plan: Plan, key: str, title: str, role: str, state: str, now: datetime) -> Seen:
    organisation = _copied(plan)
    person = Person(id=uuid4(), name="You, in the preview", email="you@preview.example", disabled_at=None)
    session().add(person)
    session().flush()
    cycle = opening.open_cycle(
        key, title=title, definition=plan.definition, calendar=plan.calendar, by_id=None, now=now
    )
    case = opening.open_cases(cycle, [organisation], by_id=None, now=now)[0]
    case.state = state
    session().flush()
    return Seen(case, person, _reach(plan.definition, role, case, person.id))


def _copied(plan: Plan) -> Organisation:
    """The first who takes part, by code and name, below a nation and an overseer of its own."""
    own = plan.organisations[0] if plan.organisations else None
    above = plan.members[0].overseer if plan.members else None
    nation = _added("NATION", "The nation", "nation", None)
    if plan.definition.takes_part == "overseer":
        return _added(own.code if own else "ABC", own.name if own else "One of them", "overseer", nation)
    overseer = _added(
        above.code if above else "OVER", above.name if above else "Its overseer", "overseer", nation
    )
    return _added(own.code if own else "ABC", own.name if own else "One of them", "organisation", overseer)


def _added(code: str, name: str, level: str, parent: Organisation | None) -> Organisation:
    made = Organisation(
        id=uuid4(),
        code=code,
        name=name,
        level=level,
        parent_id=parent.id if parent else None,
        valid_from=None,
        valid_until=None,
        successor_id=None,
    )
    session().add(made)
    session().flush()
    return made


def _reach(definition: Definition, role: str, case: Case, person_id: UUID) -> Reach:
    scope = definition.roles[role].scope
    return Reach(person_id, frozenset((Holding(role, scope, case.place.scope_id(scope)),)))
