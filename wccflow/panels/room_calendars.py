"""The calendar of one room, read at a secret address: which panels meet in it, and nobody's name."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Case, Cycle
from wccflow.notices.entries import Entry
from wccflow.panels import queries, seating
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.region import Region, audience, demand_manager
from wccflow.panels.timetable_models import RoomCalendar
from wccflow.people.models import Organisation
from wccflow.people.rights import Reach

MADE, ENDED = "room.calendar_made", "room.calendar_ended"


def make(region: Region, room: str, *, by: Reach, now: datetime) -> str:
    """A new secret for a room's calendar, told this once; the one before stops working."""
    end(region, room, by=by, now=now)
    secret = secrets.token_urlsafe(32)
    made = RoomCalendar(
        cycle_id=region.cycle.id,
        overseer_id=region.overseer.id,
        room=room,
        secret_hash=_hash(secret),
        made_at=now,
        made_by_id=by.person_id,
    )
    session().add(made)
    _record(region, made, MADE, by=by, now=now)
    return secret


def end(region: Region, room: str, *, by: Reach, now: datetime) -> None:
    """Let the address of a room's calendar stop working; does nothing when there is none."""
    demand_manager(region, by)
    found = timetable.calendars_of(region).get(room)
    if found is not None:
        found.ended_at = now
        _record(region, found, ENDED, by=by, now=now)


def entries(secret: str) -> list[Entry]:
    """What meets in the room of this secret. Raises NotFound when it is unknown or ended."""
    query = select(RoomCalendar).where(
        RoomCalendar.secret_hash == _hash(secret), RoomCalendar.ended_at.is_(None)
    )
    found = session().scalar(query)
    if found is None:
        raise NotFound
    region = Region(
        session().get_one(Cycle, found.cycle_id), session().get_one(Organisation, found.overseer_id)
    )
    cases = {case.id: case for case in region.cases()}
    told = _told(list(cases.values()))
    panels = queries.panels_of(list(cases)).values()
    return [
        Entry(
            key=f"room-{panel.id}",
            title=f"Panel day: {cases[panel.case_id].organisation.name}",
            begins=panel.held_on,
            ends=panel.held_on,
            changed_at=told[panel.case_id][-1],
            changes=len(told[panel.case_id]) - 1,
            where=panel.room,
            demonstration=region.cycle.demonstration,
            busy=True,
        )
        for panel in sorted(panels, key=lambda each: str(each.held_on))
        if panel.held_on is not None and panel.room == found.room and panel.case_id in told
    ]


def _told(cases: list[Case]) -> dict[object, list[datetime]]:
    """When the day or room of each panel was set."""
    found: dict[object, list[datetime]] = {}
    for event in log.events_of([case.id for case in cases], seating.SET):
        found.setdefault(event.case_id, []).append(event.at)
    return found


def _record(region: Region, row: RoomCalendar, kind: str, *, by: Reach, now: datetime) -> None:
    session().flush()
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=row.id,
        audience_id=audience(region),
        overseer=region.overseer.code,
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
