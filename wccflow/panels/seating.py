"""Putting a panel together: its day, who sits on it, who has said yes; a seat gives its role."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.panels import deriving, queries
from wccflow.panels.fixing import fix_complete
from wccflow.panels.models import Panel, PanelSeat, PersonSkill
from wccflow.panels.rules import ABSENT, CHAIR, CONFIRMED, INVITED, MEMBER, WITHDRAWN
from wccflow.people import actions as people
from wccflow.people.models import Grant, Person
from wccflow.people.rights import Reach, demand, holds

SET, SEATED, SEAT_CHANGED = "panel.set", "panel.seated", "panel.seat_changed"


def ensured(case: Case) -> Panel:
    """The panel of a case, begun when there is none; its report begins with those who assess as readers."""
    found = queries.panel_of(case)
    if found is None:
        found = Panel(case_id=case.id, report_audience_id=audience_of(case, "review"))
        session().add(found)
        session().flush()
    return found


def set_day(case: Case, day: date, *, room: str = "", by: Reach, now: datetime) -> Panel:
    """Let the panel sit on this day, in this room."""
    _demand_manager(case, by)
    if day < business_day(now):
        raise Refused("This day has passed. Choose today or a later day.")
    panel = ensured(case)
    if panel.closed_at is not None and panel.frozen_at is not None:
        raise Refused("The panel day is over; its day cannot be changed.")
    panel.held_on, panel.room = day, room.strip()
    session().flush()
    log.record(
        SET,
        at=now,
        by_id=by.person_id,
        subject_id=panel.id,
        case_id=case.id,
        audience_id=case.audience_id,
        words=panel.room,
        day=day.isoformat(),
    )
    return panel


def seat_member(case: Case, person: Person, seat: str, *, by: Reach, now: datetime) -> PanelSeat:
    """Invite a person to a seat of the panel as a member."""
    return _seat(case, person, seat, MEMBER, by=by, now=now)


def seat_chair(case: Case, person: Person, seat: str, *, by: Reach, now: datetime) -> PanelSeat:
    """Invite a person to chair the panel. Raises Refused when somebody else does."""
    others = [each for each in queries.seats_of(ensured(case)) if each.part == CHAIR]
    if any(each.state not in (WITHDRAWN, ABSENT) and each.person_id != person.id for each in others):
        raise Refused("The panel has a chair. Withdraw that seat first.")
    return _seat(case, person, seat, CHAIR, by=by, now=now)


def confirm(case: Case, seat: PanelSeat, *, by: Reach, now: datetime) -> None:
    """Note that the person sits on the panel: said by the person, or by whoever puts the panel together."""
    if by.person_id != seat.person_id:
        _demand_manager(case, by)
    _require_not_taken(case, seat)
    _settle(case, seat, CONFIRMED, why="", by=by, now=now)


def withdraw(case: Case, seat: PanelSeat, *, why: str, by: Reach, now: datetime) -> None:
    """Take a person off the panel, with the reason; the role of the seat ends at once."""
    if by.person_id != seat.person_id:
        _demand_manager(case, by)
    if not why.strip():
        raise Refused("Say why the seat is given up: the reason is kept.")
    _settle(case, seat, WITHDRAWN, why=why.strip(), by=by, now=now)
    for held in panel_grants(case, seat.person_id):
        people.end(held, by_id=by.person_id, now=now)


def note_absence(case: Case, seat: PanelSeat, *, why: str, by: Reach, now: datetime) -> None:
    """Note that a member is not there on the day; the report names the absence."""
    _demand_manager(case, by)
    _settle(case, seat, ABSENT, why=why.strip(), by=by, now=now)


def become(case: Case, seat: PanelSeat, state: str, *, why: str, by: Reach, now: datetime) -> None:
    """Confirm a seat, give it up, or note an absence, by the name of what the seat becomes."""
    if state == CONFIRMED:
        confirm(case, seat, by=by, now=now)
    elif state == WITHDRAWN:
        withdraw(case, seat, why=why, by=by, now=now)
    elif state == ABSENT:
        note_absence(case, seat, why=why, by=by, now=now)
    else:
        raise Refused("Choose what becomes of the seat.")


def note_skills(person: Person, skills: set[str]) -> None:
    """Note what a person is good at, in place of what was noted before."""
    session().execute(delete(PersonSkill).where(PersonSkill.person_id == person.id))
    session().add_all(PersonSkill(person_id=person.id, skill=each) for each in sorted(skills))
    session().flush()


def panel_grants(case: Case, person_id: UUID) -> list[Grant]:
    """The roles that a person has by a seat on this case's panel and that have not ended."""
    query = select(Grant).where(
        Grant.person_id == person_id, Grant.scope == "panel", Grant.scope_id == case.id, Grant.until.is_(None)
    )
    return list(session().scalars(query))


def role_of(definition: Definition, part: str) -> str:
    """The role of the definition that goes with a part: one that agrees ratings chairs, the other rates."""
    for role in definition.roles.values():
        chairs = "agree_ratings" in role.may
        if role.scope == "panel" and "rate_panel" in role.may and chairs == (part == CHAIR):
            return role.key
    raise Refused("The workflow has no role for this part of a panel.")


def _seat(case: Case, person: Person, seat: str, part: str, *, by: Reach, now: datetime) -> PanelSeat:
    _demand_manager(case, by)
    definition = definition_of(case)
    if seat not in definition.seats:
        raise Refused("Choose one of the panel's seats.")
    panel = ensured(case)
    _require_room(panel, person, seat, definition)
    _require_no_conflict(case, person, now)
    found = session().scalar(
        select(PanelSeat).where(PanelSeat.panel_id == panel.id, PanelSeat.person_id == person.id)
    )
    if found is None:
        found = PanelSeat(panel_id=panel.id, person_id=person.id)
        session().add(found)
    found.seat, found.part, found.why = seat, part, ""
    found.state, found.state_at, found.state_by_id = INVITED, now, by.person_id
    session().flush()
    people.grant(
        person, role_of(definition, part), scope="panel", scope_id=case.id, by_id=by.person_id, now=now
    )
    _record(case, found, SEATED, by=by, now=now)
    return found


def _require_room(panel: Panel, person: Person, seat: str, definition: Definition) -> None:
    standing = [each for each in queries.seats_of(panel) if each.state != WITHDRAWN]
    if any(each.person_id == person.id for each in standing):
        raise Refused(f"{person.name} is on this panel already.")
    sitting = [each for each in standing if each.state != ABSENT]  # a substitute takes an absent one's seat
    if sum(each.seat == seat for each in sitting) >= definition.seats[seat].count:
        raise Refused(f"The seat “{definition.seats[seat].title}” is taken. Withdraw whoever has it first.")


def _require_no_conflict(case: Case, person: Person, now: datetime) -> None:
    """Whoever has a conflict of interest is not even asked, the chair least of all."""
    reasons = deriving.against([case], [person.id], now).get((case.id, person.id))
    if reasons:
        raise Refused(
            f"{person.name} has a conflict of interest: {'; '.join(reasons)}. "
            "Dismiss it with a reason, or invite somebody else."
        )


def _require_not_taken(case: Case, seat: PanelSeat) -> None:
    """Whoever was absent cannot come back to a seat that a substitute has taken."""
    others = [
        each for each in queries.seats_of(ensured(case)) if each.id != seat.id and each.seat == seat.seat
    ]
    sitting = sum(each.state not in (WITHDRAWN, ABSENT) for each in others)
    if seat.state == ABSENT and sitting >= definition_of(case).seats[seat.seat].count:
        raise Refused("A substitute has taken this seat. Withdraw the substitute first.")


def _settle(case: Case, seat: PanelSeat, state: str, *, why: str, by: Reach, now: datetime) -> None:
    if seat.state == WITHDRAWN:
        raise Refused("This person is no longer on the panel.")
    seat.state, seat.state_at, seat.state_by_id, seat.why = state, now, by.person_id, why
    session().flush()
    _record(case, seat, SEAT_CHANGED, by=by, now=now)
    fix_complete(case, ensured(case), now=now)  # somebody fewer may be all who were awaited


def _record(case: Case, seat: PanelSeat, kind: str, *, by: Reach, now: datetime) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=seat.id,
        case_id=case.id,
        audience_id=audience_of(case, "review"),
        words=seat.why,
        seat=seat.seat,
        part=seat.part,
        state=seat.state,
        person=seat.person_id.hex,
    )


def _demand_manager(case: Case, by: Reach) -> None:
    definition = definition_of(case)
    demand(by, "manage_panel", place=case.place, definition=definition, state=case.state)


def manages(case: Case, by: Reach) -> bool:
    """Whether this person puts the case's panel together at all."""
    return holds(by, "manage_panel", place=case.place, definition=definition_of(case))
