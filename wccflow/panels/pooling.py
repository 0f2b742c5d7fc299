"""Keeping the pool: who may sit, as what, on which days; the last change of each can be taken back."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.panels import pool, queries, seating
from wccflow.panels.pool_models import PoolDay, PoolMember, PoolSeat
from wccflow.panels.region import Region, audience, demand_manager
from wccflow.people import actions as people
from wccflow.people.models import Organisation, Person
from wccflow.people.queries import person, person_by_email
from wccflow.people.rights import Reach

CHANGED = "pool.changed"
JOINED, LEFT, EDITED, SAID, UNDONE = "joined", "left", "edited", "days", "undone"
MOST_PANELS = 400


def add(
    region: Region,
    *,
    email: str,
    name: str,
    seats: Collection[str],
    skills: Collection[str] = (),
    home: Organisation | None = None,
    most: int | None = None,
    by: Reach,
    now: datetime,
) -> PoolMember:
    """Take a person into the pool; one who is new here is added by name, one who had left comes back."""
    demand_manager(region, by)
    found = _person(email, name, by=by, now=now)
    row = pool.membership(region, found.id)
    if row is not None and row.left_at is None:
        raise Refused(f"{found.name} is in the pool already.")
    if row is None:
        row = PoolMember(cycle_id=region.cycle.id, overseer_id=region.overseer.id, person_id=found.id)
        row.changed_at, row.changed_by_id = now, by.person_id
        session().add(row)
    row.left_at = None
    _set(region, row, seats=seats, home=home, most=most)
    known = queries.skills_of([found.id])[found.id]
    seating.note_skills(found, known | _offered(region, skills))
    _record(region, row, JOINED, by=by, now=now)
    return row


def change(
    region: Region,
    row: PoolMember,
    *,
    seats: Collection[str],
    skills: Collection[str],
    home: Organisation | None,
    most: int | None,
    by: Reach,
    now: datetime,
) -> None:
    """Change what a member may sit as, what she brings, where she works, and how often she sits."""
    demand_manager(region, by)
    _require_here(row)
    row.undo = _as_it_is(row)
    _set(region, row, seats=seats, home=home, most=most)
    known = queries.skills_of([row.person_id])[row.person_id]
    elsewhere = known - set(region.definition.panel.skills)  # of another definition
    seating.note_skills(person(row.person_id), elsewhere | _offered(region, skills))
    _record(region, row, EDITED, by=by, now=now)


def say_days(
    region: Region,
    row: PoolMember,
    free: Collection[date],
    among: Collection[date],
    *,
    by: Reach,
    now: datetime,
) -> None:
    """Note on which of these days a member can sit: said by herself or by whoever keeps the pool."""
    _demand_own_or_manager(region, row, by)
    _require_here(row)
    row.undo = _as_it_is(row)
    kept = pool.days_in([row.id])[row.id] - set(among)
    _set_days(row, kept | (set(free) & set(among)))
    row.said_at = now
    _record(region, row, SAID, by=by, now=now)


def leave(region: Region, row: PoolMember, *, by: Reach, now: datetime) -> None:
    """Let a member leave the pool; seats on panels stay until they are given up."""
    demand_manager(region, by)
    _require_here(row)
    row.undo = _as_it_is(row)
    row.left_at = now
    _record(region, row, LEFT, by=by, now=now)


def undo(region: Region, row: PoolMember, *, by: Reach, now: datetime) -> None:
    """Take back the last change of a member. Raises Refused when there is none."""
    if row.changed_by_id != by.person_id or row.person_id != by.person_id:
        demand_manager(region, by)
    if not row.undo:
        raise Refused("There is nothing to take back: this is how it was entered.")
    was: Mapping[str, Any] = json.loads(row.undo)
    row.undo = ""
    row.left_at = None
    row.home_id = UUID(was["home"]) if was["home"] else None
    row.most = was["most"]
    row.said_at = datetime.fromisoformat(was["said_at"]) if was["said_at"] else None
    _set_seats(row, was["seats"])
    _set_days(row, {date.fromisoformat(each) for each in was["days"]})
    seating.note_skills(person(row.person_id), set(was["skills"]))
    _record(region, row, UNDONE, by=by, now=now)


def _demand_own_or_manager(region: Region, row: PoolMember, by: Reach) -> None:
    if by.person_id != row.person_id:
        demand_manager(region, by)


def _require_here(row: PoolMember) -> None:
    if row.left_at is not None:
        raise Refused("This person has left the pool. Take the change back, or add the person again.")


def _person(email: str, name: str, *, by: Reach, now: datetime) -> Person:
    try:
        return person_by_email(email)
    except NotFound:
        if "@" not in email:
            raise Refused("Give the person's e-mail address.") from None
        if not name.strip():
            raise Refused("This person is new here: give the name as well.") from None
        return people.add_person(email, name=name.strip(), by_id=by.person_id, now=now)


def _offered(region: Region, skills: Collection[str]) -> set[str]:
    return set(skills) & set(region.definition.panel.skills)


def _set(
    region: Region, row: PoolMember, *, seats: Collection[str], home: Organisation | None, most: int | None
) -> None:
    wanted = [seat for seat in region.definition.seats if seat in seats]
    if not wanted:
        raise Refused("Choose at least one seat in which the person may sit.")
    if most is not None and not 0 <= most <= MOST_PANELS:
        raise Refused(f"How often somebody sits at most is a number from 0 to {MOST_PANELS}.")
    row.home_id, row.most = home.id if home else None, most
    session().flush()
    _set_seats(row, wanted)


def _set_seats(row: PoolMember, seats: Collection[str]) -> None:
    session().execute(delete(PoolSeat).where(PoolSeat.member_id == row.id))
    session().add_all(PoolSeat(member_id=row.id, seat=each) for each in seats)
    session().flush()


def _set_days(row: PoolMember, days: Collection[date]) -> None:
    session().execute(delete(PoolDay).where(PoolDay.member_id == row.id))
    session().add_all(PoolDay(member_id=row.id, day=each) for each in sorted(days))
    session().flush()


def _as_it_is(row: PoolMember) -> str:
    now = pool.whole(row)
    return json.dumps(
        {
            "seats": sorted(now.seats),
            "skills": sorted(now.skills),
            "days": sorted(each.isoformat() for each in now.days),
            "home": row.home_id.hex if row.home_id else "",
            "most": row.most,
            "said_at": row.said_at.isoformat() if row.said_at else "",
        }
    )


def _record(region: Region, row: PoolMember, what: str, *, by: Reach, now: datetime) -> None:
    row.changed_at, row.changed_by_id = now, by.person_id
    session().flush()
    log.record(
        CHANGED,
        at=now,
        by_id=by.person_id,
        subject_id=row.id,
        audience_id=audience(region, row.person_id),
        overseer=region.overseer.code,
        person=row.person_id.hex,
        what=what,
    )
