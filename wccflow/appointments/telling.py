"""What happened to a person's roles, in words, from the lines of the log: nothing is ever written over."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.appointments.authority import NATION, Authority
from wccflow.appointments.handing_over import HANDED_OVER
from wccflow.appointments.inviting import INVITED
from wccflow.base import log
from wccflow.base.clock import LONDON
from wccflow.base.work import session
from wccflow.engine.refusals import day
from wccflow.people.models import Organisation, Person
from wccflow.people.queries import names

SAID = {
    "role.granted": "became {title}{where}",
    "role.deputised": "was named as deputy: {title}{where}, for {for_name}",
    "role.suspended": "was suspended as {title}{where}",
    "role.restored": "was given back the role of {title}{where}",
    "role.ended": "ends as {title}{where}{until}",
    HANDED_OVER: "hands over as {title}{where} to {to}",
    INVITED: "was sent a link to sign in",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: what, who did it, when, and why."""

    what: str
    who: str
    at: datetime
    why: str


def history(authority: Authority, person: Person) -> list[Line]:
    """What happened to this person's roles where the one who asks may arrange people, newest first."""
    events = log.events_about([person.id], *SAID)
    places = _places(events)
    mine = [each for each in events if _is_mine(authority, each, places)]
    people = names([each.by_id for each in mine] + [_id(each, name) for each in mine for name in NAMED])
    return [_line(authority, each, places, people) for each in reversed(mine)]


NAMED = ("on_behalf_of", "to")


def _places(events: list[log.Event]) -> dict[UUID, Organisation]:
    ids = {found for each in events if (found := _id(each, "place"))}
    return {row.id: row for row in session().scalars(select(Organisation).where(Organisation.id.in_(ids)))}


def _is_mine(authority: Authority, event: log.Event, places: dict[UUID, Organisation]) -> bool:
    if event.payload.get("role") in authority.strange:
        return False
    if authority.nation or event.kind == INVITED:
        return True
    place = places.get(_id(event, "place") or UUID(int=0))
    return place is not None and event.payload.get("scope") in authority.scopes_at(place)


def _line(
    authority: Authority, event: log.Event, places: dict[UUID, Organisation], people: dict[UUID, str]
) -> Line:
    said = event.payload
    place = places.get(_id(event, "place") or UUID(int=0))
    where = f" at {place.name}" if place else " for the nation" if said.get("scope") == NATION else ""
    until = (
        f" on {day(datetime.fromisoformat(said['until']).astimezone(LONDON).date())}"
        if "until" in said
        else ""
    )
    what = SAID[event.kind].format(
        title=authority.title(said.get("role", "")),
        where=where,
        until=until,
        for_name=people.get(_id(event, "on_behalf_of") or event.id, "someone"),
        to=people.get(_id(event, "to") or event.id, "someone"),
    )
    who = people.get(event.by_id, "Someone") if event.by_id else "A command, or the calendar"
    return Line(what, who, event.at, event.words)


def _id(event: log.Event, name: str) -> UUID | None:
    found = event.payload.get(name)
    return UUID(found) if found else None
