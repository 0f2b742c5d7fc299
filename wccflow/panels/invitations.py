"""Inviting somebody to a panel by e-mail address, with what that person is good at."""

from collections.abc import Collection
from datetime import datetime

from wccflow.base.errors import NotFound, Refused
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.panels import queries, seating
from wccflow.panels.models import PanelSeat
from wccflow.panels.rules import CHAIR
from wccflow.people import actions as people
from wccflow.people.models import Person
from wccflow.people.queries import person_by_email
from wccflow.people.rights import Reach, demand


def invite(
    case: Case,
    *,
    email: str,
    name: str,
    seat: str,
    part: str,
    skills: Collection[str],
    by: Reach,
    now: datetime,
) -> PanelSeat:
    """Invite a person to a seat; one who is new here is added by name. Skills are added to those known."""
    demand(by, "manage_panel", place=case.place, definition=definition_of(case), state=case.state)
    person = _person(email, name, by=by, now=now)
    known = queries.skills_of([person.id])[person.id]
    offered = definition_of(case).panel.skills
    seating.note_skills(person, known | {each for each in skills if each in offered})
    act = seating.seat_chair if part == CHAIR else seating.seat_member
    return act(case, person, seat, by=by, now=now)


def _person(email: str, name: str, *, by: Reach, now: datetime) -> Person:
    try:
        return person_by_email(email)
    except NotFound:
        if not name.strip():
            raise Refused("This person is new here: give the name as well.") from None
        return people.add_person(email, name=name.strip(), by_id=by.person_id, now=now)
