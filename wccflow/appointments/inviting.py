"""Inviting a person to a role at a place, with a mail that lets her in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import or_, select

from wccflow.appointments.authority import Authority, refuse_what_has_ended
from wccflow.base import clock, log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.queries import cycles
from wccflow.notices import inviting
from wccflow.notices.actions import tell
from wccflow.notices.rules import Notice
from wccflow.people import actions as people
from wccflow.people.models import Grant, Invitation, Organisation, Person
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import last_seen

INVITED = "person.invited"


@dataclass(frozen=True, slots=True)
class Invited:
    """A person with her new role, and whether a mail invites her or a notice tells her."""

    person: Person
    grant: Grant
    by_mail: bool


def invite(
    authority: Authority,
    place: Organisation,
    *,
    email: str,
    name: str,
    role: str,
    until: date | None,
    now: datetime,
) -> Invited:
    """Give a person a role at a place; one who is new here is added by name. Raises Refused."""
    offered = next((each for each in authority.roles_at(place) if each.key == role), None)
    if offered is None:
        raise Refused("Choose one of the roles that you can give here.")
    refuse_what_has_ended(place)
    ends = _end_of(until)
    by_id = authority.reach.person_id
    person = person_of(email, name, by_id=by_id, now=now)
    if person.id == by_id:
        raise Refused("Nobody gives a role to herself. Ask somebody else who manages people here.")
    scope_id = None if offered.scope == "nation" else place.id
    if any(each.role == role and each.scope_id == scope_id for each in _in_post(person.id, now)):
        raise Refused(f"{person.name} is {offered.title} at {place.name} already.")
    made = people.grant(
        person, role, scope=offered.scope, scope_id=scope_id, by_id=by_id, now=now, until=ends
    )
    said = f"You are {offered.title} at {place.name}."
    return Invited(person, made, welcome(person, said, leads_to="/", by_id=by_id, now=now))


def person_of(email: str, name: str, *, by_id: UUID, now: datetime) -> Person:
    """The person of this address, who is added when she is new. Raises Refused when she has no name then."""
    try:
        return person_by_email(email)
    except NotFound:
        pass
    if not " ".join(name.split()):
        raise Refused("This person is new here: give the name as well.")
    return people.add_person(email, name=" ".join(name.split()), by_id=by_id, now=now)


def welcome(person: Person, said: str, *, leads_to: str, by_id: UUID, now: datetime) -> bool:
    """Tell a person of her new post: by an invitation when she was never here, else by a notice."""
    if person.id in last_seen([person.id]):
        notice = Notice(sentence=said, address=leads_to, people=frozenset({person.id}), only_you=True)
        tell(notice, event_id=uuid4(), but=by_id, now=now)
        return False
    write_to(person, said, leads_to=leads_to, by_id=by_id, now=now)
    return True


def write_to(person: Person, said: str, *, leads_to: str, by_id: UUID, now: datetime) -> None:
    """Send a link by which the person can sign in, and note the invitation while she never has."""
    if person.disabled_at is not None:
        raise Refused("This account is closed.")
    demonstration = any(each.demonstration for each in cycles())
    inviting.write(
        person,
        subject="Your way in",
        said=[said, "With this link you sign in:"],
        leads_to=leads_to,
        demonstration=demonstration,
        now=now,
    )
    if person.id not in last_seen([person.id]) and not pending([person.id]):
        session().add(Invitation(person_id=person.id, by_id=by_id, at=now))
        session().flush()
    log.record(INVITED, at=now, by_id=by_id, subject_id=person.id)


def send_link(email: str, now: datetime) -> None:
    """Send a link to whoever asks for one under an address that is known; nobody can tell whether it is."""
    try:
        person = person_by_email(email)
    except NotFound:
        return
    if person.disabled_at is None and not inviting.wrote_lately(person, now):
        inviting.write(
            person,
            subject="Your way in",
            said=["You asked for a link to sign in:"],
            leads_to="/",
            demonstration=any(each.demonstration for each in cycles()),
            now=now,
        )


def pending(ids: list[UUID]) -> dict[UUID, datetime]:
    """Who of these people was invited and never came, and since when."""
    query = select(Invitation.person_id, Invitation.at).where(
        Invitation.person_id.in_(ids), Invitation.accepted_at.is_(None)
    )
    return {row.person_id: row.at for row in session().execute(query)}


def _in_post(person_id: UUID, now: datetime) -> Sequence[Grant]:
    """The roles of this person that have no end, or one to come, suspended or not; none of a deputy."""
    query = select(Grant).where(
        Grant.person_id == person_id,
        Grant.on_behalf_of_id.is_(None),
        or_(Grant.until.is_(None), Grant.until > now),
    )
    return session().scalars(query).all()


def _end_of(until: date | None) -> datetime | None:
    if until is None:
        return None
    if until < clock.today():
        raise Refused("The last day is over already. Choose a later one, or none.")
    return clock.end_of(until)
