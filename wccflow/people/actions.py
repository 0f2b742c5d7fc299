"""What is done about people: organisations founded, people added, roles granted, suspended and ended."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.people.models import Alias, Grant, Organisation, Person


def found_organisation(
    code: str, *, name: str, level: str, parent: Organisation | None, by_id: UUID | None, now: datetime
) -> Organisation:
    """A new organisation. Raises Refused when its code is taken."""
    if session().scalar(select(Organisation.id).where(Organisation.code == code.upper())):
        raise Refused(f"The code {code} belongs to another organisation already.")
    made = Organisation(code=code.upper(), name=name, level=level, parent_id=parent.id if parent else None)
    session().add(made)
    session().flush()
    log.record("organisation.founded", at=now, by_id=by_id, subject_id=made.id, code=made.code, level=level)
    return made


def name_also(organisation: Organisation, name: str) -> None:
    """Let an organisation be found under another name; does nothing when it already is."""
    if session().get(Alias, name) is None:
        session().add(Alias(name=name, organisation_id=organisation.id))


def add_person(email: str, *, name: str, by_id: UUID | None, now: datetime) -> Person:
    """A new person. Raises Refused when the address is taken."""
    address = email.strip().lower()
    if "@" not in address or address != "".join(address.split()):
        raise Refused(f"“{email}” is not an e-mail address.")
    if session().scalar(select(Person.id).where(Person.email == address)):
        raise Refused(f"There is already someone with the address {address}.")
    made = Person(email=address, name=name)
    session().add(made)
    session().flush()
    log.record("person.added", at=now, by_id=by_id, subject_id=made.id)
    return made


def grant(
    person: Person,
    role: str,
    *,
    scope: str,
    scope_id: UUID | None,
    by_id: UUID | None,
    now: datetime,
    until: datetime | None = None,
) -> Grant:
    """Give a person a role at a place; gives the grant that is there when the person already holds it."""
    held = _held(person, role, scope, scope_id)
    if held is not None:
        return held
    made = Grant(person_id=person.id, role=role, scope=scope, scope_id=scope_id, begins_at=now, until=until)
    session().add(made)
    session().flush()
    log.record("role.granted", at=now, by_id=by_id, subject_id=person.id, **_words_of(made))
    return made


def suspend(held: Grant, *, why: str, by_id: UUID | None, now: datetime) -> None:
    """Take a role away for the time being, at once, with a reason."""
    if not why.strip():
        raise Refused("Say why the role is suspended.")
    held.suspended_at, held.suspended_why = now, why.strip()
    log.record("role.suspended", at=now, by_id=by_id, subject_id=held.person_id, words=why, **_words_of(held))


def restore(held: Grant, *, by_id: UUID | None, now: datetime) -> None:
    """Give a suspended role back."""
    held.suspended_at, held.suspended_why = None, ""
    log.record("role.restored", at=now, by_id=by_id, subject_id=held.person_id, **_words_of(held))


def end(held: Grant, *, by_id: UUID | None, now: datetime) -> None:
    """End a role for good."""
    held.until = now
    log.record("role.ended", at=now, by_id=by_id, subject_id=held.person_id, **_words_of(held))


def _held(person: Person, role: str, scope: str, scope_id: UUID | None) -> Grant | None:
    query = select(Grant).where(
        Grant.person_id == person.id, Grant.role == role, Grant.scope == scope, Grant.until.is_(None)
    )
    rows = session().scalars(query).all()
    return next((row for row in rows if row.scope_id == scope_id), None)


def _words_of(held: Grant) -> dict[str, Any]:
    place = held.scope_id.hex if held.scope_id else None
    return {"role": held.role, "scope": held.scope, "place": place}
