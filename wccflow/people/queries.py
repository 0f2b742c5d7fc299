"""Questions about organisations, people and their grants."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.people.models import Alias, Grant, Inheritance, Organisation, Person
from wccflow.people.rights import Holding, Reach

ME = "@me"  # in a query: the person who asks


def organisation(words: str) -> Organisation:
    """The organisation of this code, in capital or small letters, or of this other name. Raises NotFound."""
    found = known_as(words)
    if found is None:
        raise NotFound(f"There is no organisation with the code {words}.")
    return found


def known_as(words: str) -> Organisation | None:
    """The organisation that bears this code, alias or name; None when none does, or more than one."""
    said = " ".join(words.split())
    found = session().scalar(select(Organisation).where(Organisation.code == said.upper()))
    if found is not None:
        return found
    by_alias = select(Alias.organisation_id).where(func.lower(Alias.name) == said.lower())
    query = select(Organisation).where(
        or_(Organisation.id.in_(by_alias), func.lower(Organisation.name) == said.lower())
    )
    rows = session().scalars(query.limit(2)).all()
    return rows[0] if len(rows) == 1 else None


def organisations(ids: Collection[UUID]) -> dict[UUID, Organisation]:
    """These organisations by id."""
    rows = session().scalars(select(Organisation).where(Organisation.id.in_(ids)))
    return {row.id: row for row in rows}


def organisations_at(level: str) -> Sequence[Organisation]:
    """Every organisation of a level, of now, of before and to come, by name."""
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


def people_meant(words: str, me: UUID) -> set[UUID]:
    """Whom a search means: @me, or everybody of whose name or address these words are a part."""
    if words.casefold() == ME:
        return {me}
    part = words.replace("_", " ").strip()
    named, written = (each.icontains(part, autoescape=True) for each in (Person.name, Person.email))
    query = select(Person.id).where(or_(named, written))
    return set(session().scalars(query))


def names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of these people by id, in one query."""
    wanted = {each for each in ids if each}
    if not wanted:
        return {}
    rows = session().execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def reach_of(person_id: UUID, now: datetime) -> Reach:
    """Everything that a person holds at this instant."""
    return Reach(person_id, holdings_of([person_id], now).get(person_id, frozenset()))


def reaches(ids: Collection[UUID], now: datetime) -> dict[UUID, Reach]:
    """Everything that each of these people holds at this instant, in two queries; none of closed accounts."""
    open_ = session().scalars(select(Person.id).where(Person.id.in_(ids), Person.disabled_at.is_(None))).all()
    held = holdings_of(open_, now)
    return {each: Reach(each, held.get(each, frozenset())) for each in open_}


def holdings_of(ids: Collection[UUID], now: datetime) -> dict[UUID, frozenset[Holding]]:
    """What each of these people holds: their own roles, those of a deputy, and what places have inherited."""
    held: dict[UUID, set[Holding]] = {}
    query = _holding(now).where(Grant.person_id.in_(ids))
    for person_id, role, scope, scope_id, for_id, inherited in session().execute(query):
        mine = held.setdefault(person_id, set())
        mine.add(Holding(role, scope, scope_id, for_id))
        if inherited is not None:
            mine.add(Holding(role, scope, inherited, for_id, scope_id))
    return {each: frozenset(theirs) for each, theirs in held.items()}


def holders(roles: Collection[str], scope: str, scope_id: UUID | None, now: datetime) -> Sequence[Person]:
    """Who holds one of these roles at this place now, by name."""
    wanted = {(role, scope, scope_id) for role in roles}
    query = select(Person).where(Person.id.in_(_holding_one_of(wanted, now)), Person.disabled_at.is_(None))
    return session().scalars(query.order_by(Person.name)).all()


def grants_of(person_id: UUID) -> Sequence[Grant]:
    """Every grant that a person ever had, newest first."""
    query = select(Grant).where(Grant.person_id == person_id).order_by(Grant.begins_at.desc())
    return session().scalars(query).all()


def people_holding(tokens: Collection[tuple[str, str, UUID | None]], now: datetime) -> dict[UUID, str]:
    """The names of everyone who holds one of these (role, scope, place), by id."""
    wanted = _holding_one_of(set(tokens), now)
    if not wanted:
        return {}
    rows = session().execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def people(ids: Collection[UUID]) -> Sequence[Person]:
    """These people, by name, without those whose account is closed."""
    query = select(Person).where(Person.id.in_(ids), Person.disabled_at.is_(None))
    return session().scalars(query.order_by(Person.name, Person.email)).all()


def in_force(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """The conditions that a grant holds at this instant."""
    return (
        Grant.begins_at <= now,
        or_(Grant.until.is_(None), Grant.until > now),
        Grant.suspended_at.is_(None),
    )


def one_post(first_id: UUID, second_id: UUID, *, since: datetime, now: datetime) -> bool:
    """Whether two people have been one post since that instant: one of them, or both, deputises in it."""
    query = select(Grant.person_id, Grant.on_behalf_of_id).where(
        Grant.person_id.in_((first_id, second_id)),
        Grant.on_behalf_of_id.is_not(None),
        Grant.begins_at <= now,
        or_(Grant.until.is_(None), Grant.until > since),
    )
    posts: dict[UUID, set[UUID | None]] = {first_id: {first_id}, second_id: {second_id}}
    for person_id, principal_id in session().execute(query):
        posts[person_id].add(principal_id)
    return not posts[first_id].isdisjoint(posts[second_id])


def _holding_one_of(wanted: Collection[tuple[str, str, UUID | None]], now: datetime) -> set[UUID]:
    query = _holding(now).where(Grant.role.in_({each[0] for each in wanted}))
    return {
        person_id
        for person_id, role, scope, scope_id, _, inherited in session().execute(query)
        if (role, scope, scope_id) in wanted or (inherited and (role, scope, inherited) in wanted)
    }


def _holding(now: datetime) -> Select[UUID, str, str, UUID | None, UUID | None, UUID]:
    """Each grant in force, once more for each organisation that its place has inherited from."""
    heir = and_(Grant.scope == "organisation", Inheritance.organisation_id == Grant.scope_id)
    columns = (Grant.person_id, Grant.role, Grant.scope, Grant.scope_id, Grant.on_behalf_of_id)
    return select(*columns, Inheritance.from_id).outerjoin(Inheritance, heir).where(*in_force(now))
