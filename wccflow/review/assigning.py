"""Who reads which case: reviewers assigned to cases, and the interests that stand in the way of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences, log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.people.models import Grant, Organisation
from wccflow.people.queries import people_holding
from wccflow.people.rights import Place, Reach, demand, holds
from wccflow.review.models import Assignment, Interest

ASSIGN, REVIEW = "assign_reviews", "review_item"
ASSIGNED, ENDED = "review.assigned", "review.unassigned"
DECLARED, DISMISSED = "interest.declared", "interest.dismissed"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a person should not read an organisation's case: declared, or followed from what is known."""

    person_id: UUID
    organisation_id: UUID
    say: str
    interest_id: UUID | None = None


def assign(case: Case, person_id: UUID, *, by: Reach, now: datetime) -> Assignment:
    """Give a case to a reviewer to read. Raises Refused while an interest stands in the way."""
    _demand(by, case)
    if person_id not in reviewers(definition_of(case), case.overseer_id, now):
        raise NotFound
    if any(each.person_id == person_id for each in assigned([case.id])[case.id]):
        raise Refused("This person reads the case already.")
    conflicts = conflicts_of([case], [person_id])
    if conflicts:
        raise Refused(f"{conflicts[0].say} Somebody else must dismiss this with a reason first.")
    made = Assignment(case_id=case.id, person_id=person_id, begun_at=now, begun_by_id=by.person_id)
    session().add(made)
    session().flush()
    _record(ASSIGNED, case, made.id, by, now, person=person_id.hex)
    return made


def end(assignment: Assignment, *, by: Reach, now: datetime) -> None:
    """Take a case from a reviewer again; what was written stays. Does nothing when it has ended."""
    case = session().get_one(Case, assignment.case_id)
    _demand(by, case)
    if assignment.ended_at is None:
        assignment.ended_at, assignment.ended_by_id = now, by.person_id
        _record(ENDED, case, assignment.id, by, now, person=assignment.person_id.hex)


def declare(
    person_id: UUID, organisation: Organisation, what: str, *, firm: str, by: Reach, now: datetime
) -> Interest:
    """Note a person's interest in an organisation, or her firm's, such as that it sells to it."""
    if not what.strip():
        raise Refused("Say what the interest is: for example that the firm sells services to them.")
    made = Interest(
        person_id=person_id,
        organisation_id=organisation.id,
        what=what.strip(),
        firm=firm.strip(),
        declared_at=now,
        declared_by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    _record_interest(DECLARED, made, organisation, by, now)
    return made


def dismiss(interest: Interest, why: str, *, by: Reach, now: datetime) -> None:
    """Decide that an interest does not stand in the way. Raises Refused for those whom it concerns."""
    if by.person_id in (interest.person_id, interest.declared_by_id):
        raise Refused("Somebody else must decide this: not whom it concerns, nor who declared it.")
    if not why.strip():
        raise Refused("Say why it does not stand in the way: the reason is kept.")
    if interest.dismissed_at is not None:
        raise Refused("This has been decided already.")
    interest.dismissed_at, interest.dismissed_by_id, interest.dismissed_why = now, by.person_id, why.strip()
    organisation = session().get_one(Organisation, interest.organisation_id)
    _record_interest(DISMISSED, interest, organisation, by, now)


def reviewers(definition: Definition, overseer_id: UUID, now: datetime) -> dict[UUID, str]:
    """Everyone who may review items at this overseer, by id and name."""
    able = {key: role for key, role in definition.roles.items() if REVIEW in role.may}
    tokens = {
        (key, role.scope, overseer_id if role.scope == "overseer" else None)
        for key, role in able.items()
        if role.scope in ("overseer", "nation")
    }
    return people_holding(tokens, now)


def assigned(case_ids: Collection[UUID]) -> dict[UUID, list[Assignment]]:
    """Who reads each of these cases now, those longest with it first."""
    found: dict[UUID, list[Assignment]] = {each: [] for each in case_ids}
    query = select(Assignment).where(Assignment.case_id.in_(case_ids), Assignment.ended_at.is_(None))
    for row in session().scalars(query.order_by(Assignment.begun_at, Assignment.id)):
        found[row.case_id].append(row)
    return found


def assignment(assignment_id: UUID) -> Assignment:
    """The assignment of this id. Raises NotFound."""
    found = session().get(Assignment, assignment_id)
    if found is None:
        raise NotFound
    return found


def interest(interest_id: UUID) -> Interest:
    """The interest of this id. Raises NotFound."""
    found = session().get(Interest, interest_id)
    if found is None:
        raise NotFound
    return found


def interests_at(organisation_ids: Collection[UUID]) -> Sequence[Interest]:
    """Every interest in these organisations that was declared, newest first."""
    query = select(Interest).where(Interest.organisation_id.in_(organisation_ids))
    return session().scalars(query.order_by(Interest.declared_at.desc(), Interest.id)).all()


def conflicts_of(cases: Sequence[Case], person_ids: Iterable[UUID]) -> list[Conflict]:
    """What stands in the way of these people reading these cases; two queries for any number of them.

    A role once held at an organisation counts until an interest that says so has been dismissed.
    """
    people, places = set(person_ids), {case.organisation_id: case.organisation for case in cases}
    declared = [each for each in interests_at(places) if each.person_id in people]
    waived = {(each.person_id, each.organisation_id) for each in declared if each.dismissed_at is not None}
    found = [
        Conflict(each.person_id, each.organisation_id, _declared(each, places), each.id)
        for each in declared
        if each.dismissed_at is None
    ]
    known = {(each.person_id, each.organisation_id) for each in found} | waived
    found += [
        Conflict(person_id, place_id, f"A role has been held at {places[place_id].name}.")
        for person_id, place_id in _once_there(people, places)
        if (person_id, place_id) not in known
    ]
    return sorted(found, key=lambda each: (each.person_id, each.say))


def may_assign(by: Reach, definition: Definition, overseer_id: UUID) -> bool:
    """Whether this person gives cases to reviewers at this overseer."""
    return holds(by, ASSIGN, place=Place(None, overseer_id, None), definition=definition)


def _declared(interest: Interest, places: Mapping[UUID, Organisation]) -> str:
    firm = f" ({interest.firm})" if interest.firm else ""
    return f"An interest in {places[interest.organisation_id].name} is declared{firm}: {interest.what}."


def _once_there(people: Collection[UUID], places: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    query = (
        select(Grant.person_id, Grant.scope_id)
        .where(Grant.person_id.in_(people), Grant.scope == "organisation", Grant.scope_id.in_(places))
        .distinct()
    )
    return [(person_id, place_id) for person_id, place_id in session().execute(query) if place_id]


def _demand(by: Reach, case: Case) -> None:
    place = Place(None, case.overseer_id, None)
    demand(by, ASSIGN, place=place, definition=definition_of(case), state=case.state)


def _record(kind: str, case: Case, subject_id: UUID, by: Reach, now: datetime, *, person: str) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=subject_id,
        case_id=case.id,
        audience_id=audiences.ensure("overseer", _overseers_tokens(case)),
        person=person,
    )


def _overseers_tokens(case: Case) -> list[str]:
    """Those at the overseer who give cases to reviewers or review them: nobody at the organisation."""
    roles = definition_of(case).roles.items()
    return [
        audiences.token(key, role.scope, case.overseer_id if role.scope == "overseer" else None)
        for key, role in roles
        if role.scope in ("overseer", "nation") and not role.may.isdisjoint({ASSIGN, REVIEW})
    ]


def _record_interest(kind: str, made: Interest, organisation: Organisation, by: Reach, now: datetime) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        words=made.dismissed_why or made.what,
        person=made.person_id.hex,
        organisation=organisation.code,
    )
