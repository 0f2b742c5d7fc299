"""Questions about organisations, people and their grants."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.people.models import Grant, Organisation, Person
from wccflow.people.rights import Holding, Reach


def organisation(code: str) -> Organisation:
    """The organisation of this code, in capital or small letters. Raises NotFound."""
    found = session().scalar(select(Organisation).where(Organisation.code == code.upper()))
    if found is None:
        raise NotFound(f"There is no organisation with the code {code}.")
    return found


def organisations(ids: Collection[UUID]) -> dict[UUID, Organisation]:
    """These organisations by id."""
    rows = session().scalars(select(Organisation).where(Organisation.id.in_(ids)))
    return {row.id: row for row in rows}


def organisations_at(level: str) -> Sequence[Organisation]:
    """Every organisation of a level, by name."""
    query = select(Organisation).where(Organisation.level == level).order_by(Organisation.name)
    return session().scalars(query).all()


def person(person_id: UUID) -> Person:
    """The person of this id. Raises NotFound."""
    found = session().get(Person, person_id)
    if found is None:
        raise NotFound
    return found


def person_by_email(email: str) -> Person:
    """The person of this address. Raises NotFound."""
    found = session().scalar(select(Person).where(Person.email == email.strip().lower()))
    if found is None:
        raise NotFound(f"There is nobody with the address {email}.")
    return found


def names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of these people by id, in one query."""
    wanted = {each for each in ids if each}
    if not wanted:
        return {}
    rows = session().execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def reach_of(person_id: UUID, now: datetime) -> Reach:
    """Everything that a person holds at this instant."""
    query = select(Grant.role, Grant.scope, Grant.scope_id).where(
        Grant.person_id == person_id, *_in_force(now)
    )
    return Reach(person_id, frozenset(Holding(*row) for row in session().execute(query)))


def reaches(ids: Collection[UUID], now: datetime) -> dict[UUID, Reach]:
    """Everything that each of these people holds at this instant, in one query; none of closed accounts."""
    query = (
        select(Person.id, Grant.role, Grant.scope, Grant.scope_id)
        .outerjoin(Grant, and_(Grant.person_id == Person.id, *_in_force(now)))
        .where(Person.id.in_(ids), Person.disabled_at.is_(None))
    )
    held: dict[UUID, set[Holding]] = {}
    for person_id, role, scope, scope_id in session().execute(query):
        held.setdefault(person_id, set()).update([Holding(role, scope, scope_id)] if role else [])
    return {each: Reach(each, frozenset(theirs)) for each, theirs in held.items()}


def holders(roles: Collection[str], scope: str, scope_id: UUID | None, now: datetime) -> Sequence[Person]:
    """Who holds one of these roles at this place now, by name."""
    query = (
        select(Person)
        .join(Grant)
        .where(Grant.role.in_(roles), Grant.scope == scope, *_in_force(now), Person.disabled_at.is_(None))
        .where(Grant.scope_id.is_(None) if scope_id is None else Grant.scope_id == scope_id)
        .distinct()
        .order_by(Person.name)
    )
    return session().scalars(query).all()


def grants_of(person_id: UUID) -> Sequence[Grant]:
    """Every grant that a person ever had, newest first."""
    query = select(Grant).where(Grant.person_id == person_id).order_by(Grant.begins_at.desc())
    return session().scalars(query).all()


def people_holding(tokens: Collection[tuple[str, str, UUID | None]], now: datetime) -> dict[UUID, str]:
    """The names of everyone who holds one of these (role, scope, place), by id, in one query."""
    wanted = set(tokens)
    query = (
        select(Person.id, Person.name, Grant.role, Grant.scope, Grant.scope_id)
        .join(Grant, Grant.person_id == Person.id)
        .where(Grant.role.in_({each[0] for each in wanted}), *_in_force(now))
    )
    rows = session().execute(query).all()
    return {row.id: row.name for row in rows if (row.role, row.scope, row.scope_id) in wanted}


def _in_force(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Grant.begins_at <= now,
        or_(Grant.until.is_(None), Grant.until > now),
        Grant.suspended_at.is_(None),
    )
