"""What is done about people: organisations founded, people added, roles granted, suspended and ended."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from wccflow.base import log
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.people.models import Grant, Organisation, Person


def found_organisation(
    code: str,
    *,
    name: str,
    level: str,
    parent: Organisation | None,
    by_id: UUID | None,
    now: datetime,
    valid_from: date | None = None,
    valid_until: date | None = None,
    unverified: bool = False,
) -> Organisation:
    """A new organisation. Raises Refused when its code is taken."""
    if session().scalar(select(Organisation.id).where(Organisation.code == code.upper())):
        raise Refused(f"The code {code} belongs to another organisation already.")
    made = Organisation(
        code=code.upper(),
        name=name,
        level=level,
        parent_id=parent.id if parent else None,
        valid_from=valid_from,
        valid_until=valid_until,
        unverified=unverified or None,
    )
    session().add(made)
    session().flush()
    log.record("organisation.founded", at=now, by_id=by_id, subject_id=made.id, code=made.code, level=level)
    return made


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
    begins_at: datetime | None = None,
    why: str = "",
) -> Grant:
    """Give a person a role at a place; gives the grant that is there when the person holds it that long."""
    held = _held(person, role, scope, scope_id, now, until)
    if held is not None:
        return held
    made = Grant(
        person_id=person.id,
        role=role,
        scope=scope,
        scope_id=scope_id,
        begins_at=begins_at or now,
        until=until,
        why=why,
    )
    return _kept("role.granted", made, by_id=by_id, now=now)


def deputise(
    held: Grant, deputy: Person, *, begins_at: datetime, until: datetime, why: str, by_id: UUID, now: datetime
) -> Grant:
    """Let another do, from one instant until another, what the holder of this grant can."""
    made = Grant(
        person_id=deputy.id,
        role=held.role,
        scope=held.scope,
        scope_id=held.scope_id,
        begins_at=begins_at,
        until=min(until, held.until) if held.until else until,
        on_behalf_of_id=held.person_id,
        why=why,
    )
    return _kept("role.deputised", made, by_id=by_id, now=now)


def suspend(held: Grant, *, why: str, by_id: UUID | None, now: datetime) -> None:
    """Take a role away for the time being, at once, with a reason; whoever deputises in it rests as well."""
    if not why.strip():
        raise Refused("Say why the role is suspended.")
    for each in (held, *deputies_in(held, now)):
        each.suspended_at, each.suspended_why = now, why.strip()
        _record("role.suspended", each, by_id=by_id, now=now, words=why.strip())


def restore(held: Grant, *, by_id: UUID | None, now: datetime, why: str = "") -> None:
    """Give a suspended role back, and with it those who deputise in it."""
    for each in (held, *deputies_in(held, now)):
        each.suspended_at, each.suspended_why = None, ""
        _record("role.restored", each, by_id=by_id, now=now, words=why)


def end(held: Grant, *, by_id: UUID | None, now: datetime, why: str = "", at: datetime | None = None) -> None:
    """End a role for good, now or at a later instant, and with it the deputies in it."""
    ends = at or now
    for each in (held, *deputies_in(held, now)):
        if each.until is None or each.until > ends:
            each.until = max(ends, each.begins_at)  # what never began holds at no instant
            _record("role.ended", each, by_id=by_id, now=now, words=why, until=each.until.isoformat())


def deputies_in(held: Grant, now: datetime) -> list[Grant]:
    """The grants of those who deputise in this role, now or later; none when it is a deputy's itself."""
    if held.on_behalf_of_id is not None:
        return []
    query = select(Grant).where(
        Grant.on_behalf_of_id == held.person_id,
        Grant.role == held.role,
        Grant.scope == held.scope,
        or_(Grant.until.is_(None), Grant.until > now),
    )
    return [row for row in session().scalars(query) if row.scope_id == held.scope_id]


def _held(
    person: Person, role: str, scope: str, scope_id: UUID | None, now: datetime, until: datetime | None
) -> Grant | None:
    query = select(Grant).where(
        Grant.person_id == person.id,
        Grant.role == role,
        Grant.scope == scope,
        Grant.on_behalf_of_id.is_(None),
        or_(Grant.until.is_(None), Grant.until > now),
    )
    rows = [row for row in session().scalars(query) if row.scope_id == scope_id]
    return next((row for row in rows if row.until is None or (until and until <= row.until)), None)


def _kept(kind: str, made: Grant, *, by_id: UUID | None, now: datetime) -> Grant:
    session().add(made)
    session().flush()
    until = {"until": made.until.isoformat()} if made.until else {}
    _record(kind, made, by_id=by_id, now=now, words=made.why, **until)
    return made


def _record(kind: str, held: Grant, *, by_id: UUID | None, now: datetime, words: str, **more: Any) -> None:
    place = held.scope_id.hex if held.scope_id else None
    if held.on_behalf_of_id is not None:
        more["on_behalf_of"] = held.on_behalf_of_id.hex
    log.record(
        kind,
        at=now,
        by_id=by_id,
        subject_id=held.person_id,
        words=words,
        role=held.role,
        scope=held.scope,
        place=place,
        **more,
    )
