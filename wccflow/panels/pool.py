"""Questions about the pool: who may sit on an overseer's panels, in which seats, and on which days."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Cycle
from wccflow.panels import queries
from wccflow.panels.pool_models import PoolDay, PoolMember, PoolSeat
from wccflow.panels.region import Region
from wccflow.people.models import Organisation, Person
from wccflow.people.queries import organisations


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the pool with all that a timetable asks."""

    row: PoolMember
    person: Person
    home: Organisation | None
    seats: frozenset[str]
    skills: frozenset[str]
    days: frozenset[date]

    @property
    def has_said(self) -> bool:
        """Whether it is known on which days the person can sit."""
        return self.row.said_at is not None

    def free_on(self, days: Collection[date]) -> frozenset[date]:
        """The days of these on which the person can sit; of whoever has not said, all."""
        return frozenset(days) & self.days if self.has_said else frozenset(days)


def members_of(region: Region) -> list[Member]:
    """Everybody in the pool, by name; constant queries for any number."""
    query = (
        select(PoolMember, Person)
        .join(Person, Person.id == PoolMember.person_id)
        .where(PoolMember.cycle_id == region.cycle.id, PoolMember.overseer_id == region.overseer.id)
        .where(PoolMember.left_at.is_(None), Person.disabled_at.is_(None))
        .order_by(Person.name, Person.email)
    )
    return _whole([(row, person) for row, person in session().execute(query)])


def left(region: Region) -> Sequence[tuple[PoolMember, str]]:
    """Who has left the pool and may be taken back, with the name; the last to go first."""
    query = (
        select(PoolMember, Person.name)
        .join(Person, Person.id == PoolMember.person_id)
        .where(PoolMember.cycle_id == region.cycle.id, PoolMember.overseer_id == region.overseer.id)
        .where(PoolMember.left_at.is_not(None), PoolMember.undo != "")
        .order_by(PoolMember.left_at.desc())
    )
    return [(row, name) for row, name in session().execute(query)]


def whole(row: PoolMember) -> Member:
    """This member with seats, skills and days."""
    return _whole([(row, session().get_one(Person, row.person_id))])[0]


def member(region: Region, member_id: UUID) -> PoolMember:
    """This member of the pool, also one who has left it. Raises NotFound."""
    found = session().get(PoolMember, member_id)
    if found is None or (found.cycle_id, found.overseer_id) != (region.cycle.id, region.overseer.id):
        raise NotFound
    return found


def membership(region: Region, person_id: UUID) -> PoolMember | None:
    """The row of this person in the pool, also when she has left it; None when she never was there."""
    query = select(PoolMember).where(
        PoolMember.cycle_id == region.cycle.id,
        PoolMember.overseer_id == region.overseer.id,
        PoolMember.person_id == person_id,
    )
    return session().scalar(query)


def memberships(person_id: UUID) -> Sequence[tuple[PoolMember, Region]]:
    """The pools to which a person belongs, the newest cycle first."""
    query = (
        select(PoolMember, Cycle, Organisation)
        .join(Cycle, Cycle.id == PoolMember.cycle_id)
        .join(Organisation, Organisation.id == PoolMember.overseer_id)
        .where(PoolMember.person_id == person_id, PoolMember.left_at.is_(None))
        .order_by(Cycle.opened_at.desc(), Organisation.name)
    )
    return [(row, Region(cycle, overseer)) for row, cycle, overseer in session().execute(query)]


def seats_in(member_ids: Collection[UUID]) -> Mapping[UUID, frozenset[str]]:
    """The seats in which each of these members may sit."""
    found: dict[UUID, set[str]] = {each: set() for each in member_ids}
    for row in session().scalars(select(PoolSeat).where(PoolSeat.member_id.in_(member_ids))):
        found[row.member_id].add(row.seat)
    return {key: frozenset(value) for key, value in found.items()}


def days_in(member_ids: Collection[UUID]) -> Mapping[UUID, frozenset[date]]:
    """The days that each of these members has given."""
    found: dict[UUID, set[date]] = {each: set() for each in member_ids}
    query = select(PoolDay.member_id, PoolDay.day).where(PoolDay.member_id.in_(member_ids))
    for member_id, day in session().execute(query):
        found[member_id].add(day)
    return {key: frozenset(value) for key, value in found.items()}


def _whole(rows: Sequence[tuple[PoolMember, Person]]) -> list[Member]:
    ids = [row.id for row, _ in rows]
    seats, days = seats_in(ids), days_in(ids)
    skills = queries.skills_of([person.id for _, person in rows])
    homes = organisations({row.home_id for row, _ in rows if row.home_id})
    return [
        Member(
            row=row,
            person=person,
            home=homes.get(row.home_id) if row.home_id else None,
            seats=seats[row.id],
            skills=frozenset(skills[person.id]),
            days=days[row.id],
        )
        for row, person in rows
    ]
