"""Fits that are asked for, under way and kept: a page shows the newest and never fits anew."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base.errors import NotFound
from wccflow.base.models import Event
from wccflow.base.work import session
from wccflow.calibration import common_queries
from wccflow.calibration.common_actions import HANDED_IN, OPENED, WITHDRAWN
from wccflow.calibration.fitting import Document, Looked
from wccflow.calibration.models import CalibrationFit
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import cases_for
from wccflow.panels.actions import REVEALED
from wccflow.people.rights import Reach, holds

WAITING, RUNNING, DONE = "waiting", "running", "done"
COMMON = (HANDED_IN, OPENED, WITHDRAWN)


def ask(cycle: Cycle, *, by: Reach | None, now: datetime) -> CalibrationFit:
    """Ask for a fit of what is there now; one that waits already is enough. Raises NotFound."""
    if by is not None:
        demand_calibrator(cycle, by)
    waiting = under_way(cycle.id)
    if waiting is not None:
        return waiting
    made = CalibrationFit(
        cycle_id=cycle.id,
        position=position(cycle.id),
        state=WAITING,
        asked_at=now,
        by_id=by.person_id if by else None,
    )
    session().add(made)
    session().flush()
    return made


def keep(fit: CalibrationFit, looked: Looked, now: datetime) -> None:
    """Keep what came out, in place of what was kept before."""
    fit.summary, fit.results = looked.summary, looked.results
    fit.state, fit.ended_at, fit.step = DONE, now, fit.steps
    fit.say = looked.summary["say"]
    for older in _of(fit.cycle_id):
        if older.id != fit.id and older.state == DONE:
            session().delete(older)
    session().flush()


def newest(cycle_id: UUID) -> CalibrationFit | None:
    """The newest fit of a cycle that is done."""
    return next((each for each in reversed(_of(cycle_id)) if each.state == DONE), None)


def under_way(cycle_id: UUID) -> CalibrationFit | None:
    """The fit of a cycle that is waited for."""
    return next((each for each in _of(cycle_id) if each.state != DONE), None)


def next_waiting() -> CalibrationFit | None:
    """The fit that has been waited for longest."""
    query = select(CalibrationFit).where(CalibrationFit.state != DONE)
    return session().scalar(query.order_by(CalibrationFit.asked_at).limit(1))


def results_of(fit: CalibrationFit | None) -> Mapping[tuple[UUID, str], Document]:
    """What the model says of each item of each case."""
    rows = fit.results if fit else []
    return {(UUID(each["case"]), each["item"]): each for each in rows}


def position(cycle_id: UUID) -> int:
    """The line of the log up to which there are ratings of this cycle to count; 0 before the first."""
    panels = (
        select(func.max(Event.seq))
        .join(Case, Case.id == Event.case_id)
        .where(Event.kind == REVEALED, Case.cycle_id == cycle_id)
    )
    made = [each.id for each in common_queries.every(cycle_id)]
    common = select(func.max(Event.seq)).where(Event.kind.in_(COMMON), Event.subject_id.in_(made))
    return max(session().scalar(panels) or 0, session().scalar(common) or 0)


def is_behind(fit: CalibrationFit | None, cycle_id: UUID) -> bool:
    """Whether ratings have come since the fit, or there are some and no fit."""
    return position(cycle_id) > (fit.position if fit else 0)


def demand_calibrator(cycle: Cycle, by: Reach) -> None:
    """Raise NotFound for whoever calibrates no case of the cycle."""
    definition = pinned(cycle.digest)
    if not any(
        holds(by, "adjust", place=each.place, definition=definition) for each in cases_for(by, cycle.id)
    ):
        raise NotFound


def _of(cycle_id: UUID) -> list[CalibrationFit]:
    query = select(CalibrationFit).where(CalibrationFit.cycle_id == cycle_id)
    return list(session().scalars(query.order_by(CalibrationFit.asked_at, CalibrationFit.id)))
