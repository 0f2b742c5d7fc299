"""Conflicts of interest: declared by or for a person, who stands aside until somebody else has decided."""

from datetime import datetime
from uuid import UUID

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.panels import pool, queries, seating
from wccflow.panels.deriving import Found
from wccflow.panels.models import ConflictDeclaration
from wccflow.panels.pool_models import ConflictDismissal
from wccflow.panels.region import demand_manager, region_of
from wccflow.panels.rules import DISMISSED, OUTCOMES, UPHELD
from wccflow.people import actions as people
from wccflow.people.models import Person
from wccflow.people.rights import Reach, demand

DECLARED, DECIDED, PUT_ASIDE = "conflict.declared", "conflict.decided", "conflict.put_aside"
ASIDE = "A conflict of interest was declared and is not decided yet."


def declare(case: Case, person: Person, *, what: str, by: Reach, now: datetime) -> ConflictDeclaration:
    """Declare a person's interest in a case; what the person holds on its panel is suspended at once."""
    if not _may_sit(case, person):
        raise NotFound
    if by.person_id != person.id:
        _demand_manager(case, by)
    if not what.strip():
        raise Refused("Say what the conflict is: who, with whom, since when.")
    return _stand_aside(case, person.id, what.strip(), by=by, now=now)


def note(case: Case, found: Found, *, now: datetime) -> ConflictDeclaration:
    """Note a conflict that has come to show since the person was seated; it waits for a decision."""
    return _stand_aside(
        case, found.person_id, f"It shows that this person {found.words}.", found.reason, now=now
    )


def put_aside(case: Case, found: Found, *, why: str, by: Reach, now: datetime) -> ConflictDismissal:
    """Decide that what shows by itself is no conflict, so that the person may be invited."""
    demand_manager(region_of(case), by)
    if found.person_id == by.person_id:
        raise Refused("Somebody else must decide about your own conflict of interest.")
    if not why.strip():
        raise Refused("Say why you decide so: the reason is kept.")
    made = _dismissed(case, found.person_id, found.reason, why.strip(), by=by, now=now)
    _record_put_aside(case, made, DISMISSED, by=by, now=now)
    return made


def take_up_again(case: Case, held: ConflictDismissal, *, by: Reach, now: datetime) -> None:
    """Let a conflict count again that somebody has put aside."""
    demand_manager(region_of(case), by)
    if held.ended_at is not None:
        raise Refused("This conflict counts again already.")
    held.ended_at, held.ended_by_id = now, by.person_id
    session().flush()
    _record_put_aside(case, held, UPHELD, by=by, now=now)


def _may_sit(case: Case, person: Person) -> bool:
    """Whether the person has a seat on the case's panel, or might be given one."""
    panel = queries.panel_of(case)
    if panel is not None and queries.seat_of(panel, person.id) is not None:
        return True
    row = pool.membership(region_of(case), person.id)
    return row is not None and row.left_at is None


def _stand_aside(
    case: Case, person_id: UUID, what: str, reason: str = "", *, by: Reach | None = None, now: datetime
) -> ConflictDeclaration:
    by_id = by.person_id if by else None
    made = ConflictDeclaration(
        case_id=case.id, person_id=person_id, what=what, reason=reason, declared_at=now, declared_by_id=by_id
    )
    session().add(made)
    session().flush()
    for held in seating.panel_grants(case, person_id):
        people.suspend(held, why=ASIDE, by_id=by_id, now=now)
    _record(case, made, DECLARED, made.what, by=by, now=now)
    return made


def _dismissed(
    case: Case, person_id: UUID, reason: str, why: str, *, by: Reach, now: datetime
) -> ConflictDismissal:
    made = ConflictDismissal(
        case_id=case.id, person_id=person_id, reason=reason, why=why, at=now, by_id=by.person_id
    )
    session().add(made)
    session().flush()
    return made


def dismiss(case: Case, declared: ConflictDeclaration, *, why: str, by: Reach, now: datetime) -> None:
    """Decide that there is no conflict; the person is back on the panel once no other waits."""
    _decide(case, declared, DISMISSED, why=why, by=by, now=now)
    if declared.reason:
        _dismissed(case, declared.person_id, declared.reason, why.strip(), by=by, now=now)
    others = queries.conflicts_of([case.id])
    if any(each.person_id == declared.person_id and not each.outcome for each in others):
        return
    for held in seating.panel_grants(case, declared.person_id):
        if held.suspended_why == ASIDE:
            people.restore(held, by_id=by.person_id, now=now)


def uphold(case: Case, declared: ConflictDeclaration, *, why: str, by: Reach, now: datetime) -> None:
    """Decide that there is a conflict; the person leaves the panel."""
    _decide(case, declared, UPHELD, why=why, by=by, now=now)
    panel = queries.panel_of(case)
    seat = queries.seat_of(panel, declared.person_id) if panel else None
    if seat is not None:
        seating.withdraw(case, seat, why=f"Conflict of interest: {why.strip()}", by=by, now=now)


def _decide(
    case: Case, declared: ConflictDeclaration, outcome: str, *, why: str, by: Reach, now: datetime
) -> None:
    _demand_manager(case, by)
    if declared.outcome:
        raise Refused(f"This was decided already: {OUTCOMES[declared.outcome]}.")
    if declared.person_id == by.person_id:
        raise Refused("Somebody else must decide about your own conflict of interest.")
    if not why.strip():
        raise Refused("Say why you decide so: the reason is kept.")
    declared.outcome, declared.outcome_why = outcome, why.strip()
    declared.outcome_at, declared.outcome_by_id = now, by.person_id
    session().flush()
    _record(case, declared, DECIDED, declared.outcome_why, by=by, now=now)


def _record(
    case: Case, declared: ConflictDeclaration, kind: str, words: str, *, by: Reach | None, now: datetime
) -> None:
    # What somebody's interest is concerns those who put panels together, not the whole panel.
    log.record(
        kind,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=declared.id,
        case_id=case.id,
        audience_id=audience_of(case, "oversight"),
        words=words,
        outcome=declared.outcome,
        person=declared.person_id.hex,
    )


def _record_put_aside(case: Case, held: ConflictDismissal, outcome: str, *, by: Reach, now: datetime) -> None:
    log.record(
        PUT_ASIDE,
        at=now,
        by_id=by.person_id,
        subject_id=held.id,
        case_id=case.id,
        audience_id=audience_of(case, "oversight"),
        words=held.why,
        outcome=outcome,
        person=held.person_id.hex,
    )


def _demand_manager(case: Case, by: Reach) -> None:
    demand(by, "manage_panel", place=case.place, definition=definition_of(case), state=case.state)
