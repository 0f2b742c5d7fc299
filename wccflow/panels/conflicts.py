"""Conflicts of interest: declared by or for a person, who stands aside until somebody else has decided."""

from datetime import datetime

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.panels import queries, seating
from wccflow.panels.models import ConflictDeclaration
from wccflow.panels.rules import DISMISSED, OUTCOMES, UPHELD
from wccflow.people import actions as people
from wccflow.people.models import Person
from wccflow.people.rights import Reach, demand

DECLARED, DECIDED = "conflict.declared", "conflict.decided"
ASIDE = "A conflict of interest was declared and is not decided yet."


def declare(case: Case, person: Person, *, what: str, by: Reach, now: datetime) -> ConflictDeclaration:
    """Declare a person's interest in a case; what the person holds on its panel is suspended at once."""
    panel = queries.panel_of(case)
    if panel is None or queries.seat_of(panel, person.id) is None:
        raise NotFound
    if by.person_id != person.id:
        _demand_manager(case, by)
    if not what.strip():
        raise Refused("Say what the conflict is: who, with whom, since when.")
    made = ConflictDeclaration(
        case_id=case.id, person_id=person.id, what=what.strip(), declared_at=now, declared_by_id=by.person_id
    )
    session().add(made)
    session().flush()
    for held in seating.panel_grants(case, person.id):
        people.suspend(held, why=ASIDE, by_id=by.person_id, now=now)
    _record(case, made, DECLARED, made.what, by=by, now=now)
    return made


def dismiss(case: Case, declared: ConflictDeclaration, *, why: str, by: Reach, now: datetime) -> None:
    """Decide that there is no conflict; the person is back on the panel once no other waits."""
    _decide(case, declared, DISMISSED, why=why, by=by, now=now)
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
    case: Case, declared: ConflictDeclaration, kind: str, words: str, *, by: Reach, now: datetime
) -> None:
    # What somebody's interest is concerns those who put panels together, not the whole panel.
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=declared.id,
        case_id=case.id,
        audience_id=audience_of(case, "oversight"),
        words=words,
        outcome=declared.outcome,
        person=declared.person_id.hex,
    )


def _demand_manager(case: Case, by: Reach) -> None:
    demand(by, "manage_panel", place=case.place, definition=definition_of(case), state=case.state)
