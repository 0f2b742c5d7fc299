"""What passes to a successor: what its people may read and do, and the people's own roles."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from wccflow.base.work import session
from wccflow.people import actions as people
from wccflow.people.models import Grant, Inheritance, Organisation, Person


def inherit(successor: Organisation, predecessor_id: UUID, now: datetime) -> None:
    """Let those who hold a role at the successor do and read what the same role could at the predecessor.

    Audiences keep their names for ever, so nothing that was written is touched. What the predecessor had
    inherited itself passes on.
    """
    earlier = select(Inheritance.from_id).where(Inheritance.organisation_id == predecessor_id)
    known = select(Inheritance.from_id).where(Inheritance.organisation_id == successor.id)
    passing = {predecessor_id, *session().scalars(earlier)} - {successor.id} - set(session().scalars(known))
    session().add_all(
        Inheritance(organisation_id=successor.id, from_id=each, at=now) for each in sorted(passing)
    )
    session().flush()


def grants_at(organisation_id: UUID, now: datetime) -> Sequence[Grant]:
    """What people hold at this organisation, now or later, suspended or not; deputies after all others."""
    query = (
        select(Grant)
        .join(Person, Person.id == Grant.person_id)
        .where(
            Grant.scope == "organisation",
            Grant.scope_id == organisation_id,
            or_(Grant.until.is_(None), Grant.until > now),
        )
        .order_by(Grant.on_behalf_of_id.is_not(None), Person.name, Grant.role)
    )
    return session().scalars(query).all()


def move_people(
    predecessor: Organisation, successor: Organisation, *, keep: bool, by_id: UUID, now: datetime
) -> None:
    """End every role at the predecessor, and give the same at the successor where people are kept."""
    grants = grants_at(predecessor.id, now)
    why = f"{predecessor.name} goes on as {successor.name}."
    if keep:
        own = {each.person_id: _at(successor, each, why, by_id, now) for each in grants if _is_own(each)}
        for each in grants:
            if not _is_own(each) and each.on_behalf_of_id in own and each.until is not None:
                _deputy_at(successor, each, by_id, now)
    for each in grants:
        people.end(each, by_id=by_id, now=now, why=why)


def _is_own(grant: Grant) -> bool:
    return grant.on_behalf_of_id is None


def _at(successor: Organisation, held: Grant, why: str, by_id: UUID, now: datetime) -> Grant:
    made = people.grant(
        held.person,
        held.role,
        scope=held.scope,
        scope_id=successor.id,
        by_id=by_id,
        now=now,
        until=held.until,
        begins_at=max(now, held.begins_at),
        why=why,
    )
    if held.suspended_at is not None and made.suspended_at is None:
        people.suspend(made, why=held.suspended_why, by_id=by_id, now=now)
    return made


def _deputy_at(successor: Organisation, held: Grant, by_id: UUID, now: datetime) -> None:
    """The same deputation at the successor."""
    query = select(Grant).where(
        Grant.person_id == held.on_behalf_of_id,
        Grant.role == held.role,
        Grant.scope_id == successor.id,
        Grant.on_behalf_of_id.is_(None),
        or_(Grant.until.is_(None), Grant.until > now),
    )
    principal = session().scalars(query).first()
    if principal is not None and held.until is not None:
        people.deputise(
            principal,
            held.person,
            begins_at=max(now, held.begins_at),
            until=held.until,
            why=held.why,
            by_id=by_id,
            now=now,
        )
