"""Writing an adopted timetable to the panels once it can no longer be taken back: days, rooms, seats."""

from datetime import datetime

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import Database, attempting, session
from wccflow.cycles.models import Case, Cycle
from wccflow.engine.definition import Definition
from wccflow.panels import queries, seating, timetabling
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.models import PanelSeat
from wccflow.panels.plan import Plan, Seated, Sitting
from wccflow.panels.region import Region, audience, demand_manager
from wccflow.panels.rules import ABSENT, WITHDRAWN
from wccflow.panels.timetable_models import Timetable
from wccflow.people.models import Organisation
from wccflow.people.queries import person, reach_of
from wccflow.people.rights import Reach

SENT, FAILED = "timetable.sent", "timetable.failed"
MOVED = "The timetable of the panels was changed."


def run(database: Database, now: datetime) -> int:
    """Write every timetable whose time has come; gives how many were written. Safe to run often."""
    with database.reading():
        waiting = [row.id for row in _due(now)]
    written = 0
    for identifier in waiting:
        with database.writing():
            row = session().get_one(Timetable, identifier)
            if row.sent_at is None and row.sends_at is not None and row.sends_at <= now:
                written += _tried(row, now)
    return written


def send(region: Region, row: Timetable, *, by: Reach, now: datetime) -> int:
    """Write an adopted timetable now; gives how many panels changed. Raises Refused when it breaks a rule."""
    demand_manager(region, by)
    if row.adopted_at is None:
        raise Refused("Adopt the timetable first.")
    if row.sent_at is not None:
        raise Refused("The invitations have gone out already.")
    plan = timetable.plan_of(row)
    timetabling.require_sound(region, plan, now)
    changed = _write(region, plan, by=by, now=now)
    row.sent_at, row.sends_at, row.fault = now, None, ""
    _record(region, row, SENT, by=by, now=now)
    return changed


def _due(now: datetime) -> list[Timetable]:
    query = select(Timetable).where(
        Timetable.sends_at <= now, Timetable.sent_at.is_(None), Timetable.dropped_at.is_(None)
    )
    return list(session().scalars(query.order_by(Timetable.sends_at)))


def _tried(row: Timetable, now: datetime) -> bool:
    """Send as whoever adopted it; what cannot be sent is a proposal again, with the reason."""
    region = Region(session().get_one(Cycle, row.cycle_id), session().get_one(Organisation, row.overseer_id))
    by = reach_of(row.adopted_by_id, now) if row.adopted_by_id else None
    try:
        with attempting():
            if by is None:
                raise NotFound
            send(region, row, by=by, now=now)
    except (Refused, NotFound) as refusal:
        session().expire(row)
        row.fault = str(refusal) or "Whoever adopted it no longer puts these panels together."
        row.adopted_at = row.adopted_by_id = row.sends_at = None
        _record(region, row, FAILED, by=by, now=now)
        return False
    return True


def _write(region: Region, plan: Plan, *, by: Reach, now: datetime) -> int:
    """Write what differs, so that only those are told whom it touches: first whoever goes, then the rest."""
    known = timetable.cases_in(region, now)
    cases = {each.organisation.code: each for each in known.to_place}
    pairs = [(cases[each.code], each) for each in plan.panels]
    before = {each.code: each for each in timetable.stands(region, known)}
    changed = [(case, each) for case, each in pairs if before.get(each.code) != each]
    for case, each in changed:
        for seat in _standing(case):
            if (seat.person_id, seat.seat) not in each.people:
                seating.withdraw(case, seat, why=MOVED, by=by, now=now)
    for case, each in changed:
        _write_day(case, each, by=by, now=now)
        for person_id, seat_key in _to_invite(case, each):
            act = seating.seat_chair if seat_key == chairing(region.definition) else seating.seat_member
            act(case, person(person_id), seat_key, by=by, now=now)
    return len(changed)


def chairing(definition: Definition) -> str:
    """The seat whose holder chairs: the first that the definition names."""
    return next(iter(definition.seats))


def _write_day(case: Case, sitting: Sitting, *, by: Reach, now: datetime) -> None:
    panel = seating.ensured(case)
    if (panel.held_on, panel.room) != (sitting.day, sitting.room):
        seating.set_day(case, sitting.day, room=sitting.room, by=by, now=now)


def _to_invite(case: Case, sitting: Sitting) -> list[Seated]:
    here = {(each.person_id, each.seat) for each in _standing(case)}
    return [each for each in sitting.people if each not in here]


def _standing(case: Case) -> list[PanelSeat]:
    panel = queries.panel_of(case)
    seats = queries.seats_of(panel) if panel else ()
    return [each for each in seats if each.state not in (WITHDRAWN, ABSENT)]


def _record(region: Region, row: Timetable, kind: str, *, by: Reach | None, now: datetime) -> None:
    session().flush()
    log.record(
        kind,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=row.id,
        audience_id=audience(region),
        words=row.fault,
        overseer=region.overseer.code,
        number=row.number,
    )
