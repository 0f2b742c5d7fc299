"""The pool of people who may sit on the first overseer's panels, their days, and a proposed timetable."""

from datetime import date, datetime

from wccflow.base.errors import NotFound
from wccflow.demonstration import people as invented
from wccflow.demonstration.cast import Part
from wccflow.demonstration.dice import dice
from wccflow.demonstration.scene import Scene
from wccflow.demonstration.texts import words
from wccflow.panels import pooling, timetabling
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.pool_models import PoolMember
from wccflow.panels.region import Region, region_called
from wccflow.people.models import Organisation
from wccflow.people.queries import organisation, person_by_email, reach_of
from wccflow.people.rights import Reach

FREE = (True, True, False)


def gather(scene: Scene, parts: list[Part], now: datetime) -> None:
    """Fill the pool of the first overseer, let most say their days, and propose a timetable."""
    code = words("journeys")["first"][0]
    if not any(part.overseer == code for part in parts):
        return
    with scene.database.writing():
        region = region_called(scene.key, code)
        by = reach_of(person_by_email(f"manager@{code.lower()}.example").id, now)
        days = timetable.days_of(region, now)
        for person in (*_seated(code), *invented.of_pool(code, region.overseer.name)):
            row = _added(region, person, by, now)
            if person.says:
                free = [day for day in days if _is_free(scene, person.mailbox, day)]
                pooling.say_days(region, row, free, days, by=_self(row, now), now=now)
        timetabling.propose(region, by=by, now=now)


def _seated(code: str) -> tuple[invented.Invented, ...]:
    return tuple(each for each in invented.of_overseer(code, code) if each.seat)


def _added(region: Region, person: invented.Invented, by: Reach, now: datetime) -> PoolMember:
    seat = region.definition.seats[person.seat]
    return pooling.add(
        region,
        email=person.email,
        name=person.name,
        seats=[person.seat],
        skills=seat.skills,
        home=_home(person.home),
        by=by,
        now=now,
    )


def _home(code: str) -> Organisation | None:
    try:
        return organisation(code) if code else None
    except NotFound:  # a small demonstration has fewer organisations
        return None


def _is_free(scene: Scene, mailbox: str, day: date) -> bool:
    return dice(scene.seed, "pool", mailbox, day.isoformat()).choice(FREE)


def _self(row: PoolMember, now: datetime) -> Reach:
    return reach_of(row.person_id, now)
