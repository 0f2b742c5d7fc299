"""Fits that are asked for are made beside the pages, and new ratings ask for one by themselves."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from wccflow.base import clock
from wccflow.base.models import Event
from wccflow.base.work import Database, session
from wccflow.calibration import fits
from wccflow.calibration.fitting import Told, looked_at
from wccflow.calibration.gathering import gathered
from wccflow.calibration.models import CalibrationFit
from wccflow.cycles.models import Cycle
from wccflow.panels.actions import REVEALED

PAUSE = timedelta(minutes=10)  # between fits that nobody asked for: on panel days ratings come all the time


def work_next(database: Database) -> int:
    """Make the fit that waits longest, or ask for one that is due; gives 1, or 0 when nothing waits."""
    with database.reading():
        found = fits.next_waiting()
        due = None if found else _due()
    if found is not None:
        fit_now(database, found)
        return 1
    if due is None:
        return 0
    with database.writing():
        fits.ask(session().get_one(Cycle, due.id), by=None, now=clock.now())
    return 1


def fit_now(database: Database, fit: CalibrationFit, told: Told = lambda step, steps: None) -> None:
    """Make this fit, noting and telling how far it is; nothing is locked meanwhile."""

    def tell(step: int, steps: int) -> None:
        _note(database, fit, step=step, steps=steps)
        told(step, steps)

    _note(database, fit, state=fits.RUNNING)
    with database.reading():
        cycle = session().get_one(Cycle, fit.cycle_id)
        reached = fits.position(cycle.id)
        ratings = gathered(cycle)
    looked = looked_at(ratings, tell)
    with database.writing():
        there = session().get(CalibrationFit, fit.id)
        if there is not None:
            there.position = reached
            fits.keep(there, looked, clock.now())


def _note(database: Database, fit: CalibrationFit, **changed: Any) -> None:
    with database.writing():
        there = session().get(CalibrationFit, fit.id)
        for name, value in changed.items() if there is not None else ():
            setattr(there, name, value)


def _due() -> Cycle | None:
    """A cycle whose ratings have gone on since its last fit, some time ago."""
    ended, counted = (
        session().execute(select(func.max(CalibrationFit.ended_at), func.max(CalibrationFit.position))).one()
    )
    if ended is not None and clock.now() - ended < PAUSE:
        return None
    kinds = (REVEALED, *fits.COMMON)
    last = session().scalar(select(func.max(Event.seq)).where(Event.kind.in_(kinds)))
    if last is None or last <= (counted or 0):
        return None
    behind = (each for each in session().scalars(select(Cycle).order_by(Cycle.opened_at.desc())))
    return next((each for each in behind if fits.is_behind(fits.newest(each.id), each.id)), None)
