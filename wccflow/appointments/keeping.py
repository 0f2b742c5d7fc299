"""Suspending, resuming, prolonging and ending a role; the nation is never left without who manages people."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.appointments.authority import NATION, Authority, place_of
from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.people import actions as people
from wccflow.people.models import Grant, Person


def covered(authority: Authority, grant_id: UUID) -> Grant:
    """The grant of this id, when it is this person's to arrange. Raises NotFound."""
    held = session().scalar(select(Grant).where(Grant.id == grant_id).with_for_update())
    if held is None or not authority.covers(held, place_of(held)):
        raise NotFound
    return held


def suspend(authority: Authority, held: Grant, *, why: str, now: datetime) -> None:
    """Take a role away for the time being, with a reason. Raises Refused."""
    _demand_going_on(held, now)
    if held.suspended_at is not None:
        raise Refused("This role is suspended already.")
    refuse_the_last(authority, held, now)
    people.suspend(held, why=why, by_id=authority.reach.person_id, now=now)


def resume(authority: Authority, held: Grant, *, why: str, now: datetime) -> None:
    """Give a suspended role back, with a reason. Raises Refused."""
    _demand_going_on(held, now)
    if held.suspended_at is None:
        raise Refused("This role is not suspended.")
    if not why.strip():
        raise Refused("Say why the role is given back.")
    if held.person_id == authority.reach.person_id:
        raise Refused("Nobody gives a role back to herself. Ask somebody else who manages people here.")
    people.restore(held, by_id=authority.reach.person_id, now=now, why=why.strip())


def end(authority: Authority, held: Grant, *, last: date | None, why: str, now: datetime) -> None:
    """End a role now, or with a last day, with a reason. Raises Refused."""
    _demand_going_on(held, now)
    if not why.strip():
        raise Refused("Say why the role ends: the reason is kept.")
    if last is not None and last < clock.business_day(now):
        raise Refused("The last day is over already. Choose today or a later one.")
    at = clock.end_of(last) if last is not None else now
    if held.until is not None and at > held.until:
        raise Refused("The role ends before that day. To prolong it, give it again until a later day.")
    refuse_the_last(authority, held, at)
    people.end(held, by_id=authority.reach.person_id, now=now, at=at, why=why.strip())


def refuse_the_last(authority: Authority, held: Grant, at: datetime) -> None:
    """Raise Refused when without this grant nobody would manage people for the nation from that instant."""
    managing = authority.managing(NATION)
    if held.scope != NATION or held.role not in managing or held.on_behalf_of_id is not None:
        return
    others = (
        select(Grant.id)
        .join(Person, Person.id == Grant.person_id)
        .where(
            Grant.scope == NATION,
            Grant.role.in_(managing),
            Grant.id != held.id,
            Grant.begins_at <= at,
            Grant.until.is_(None),
            Grant.on_behalf_of_id.is_(None),
            Grant.suspended_at.is_(None),
            Person.disabled_at.is_(None),
        )
    )
    if session().scalar(others.limit(1)) is None:
        raise Refused(
            "Nobody else manages people for the nation. Give somebody else this role first, "
            "or nobody could ever do so again."
        )


def _demand_going_on(held: Grant, now: datetime) -> None:
    if held.until is not None and held.until <= now:
        raise Refused("This role has ended already.")
