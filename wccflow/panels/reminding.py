"""Reminds those who were invited to a panel and have not answered; each once, safe to run often."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.work import Database, session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import cases_by_ids
from wccflow.panels.models import Panel, PanelSeat
from wccflow.panels.rules import INVITED

REMINDED = "panel.reminded"
PATIENCE = timedelta(days=5)


def run(database: Database, now: datetime) -> int:
    """Remind everybody whose invitation waits longer than five days; gives how many that are."""
    with database.writing():
        waiting = _waiting(now)
        cases = {case.id: case for case in cases_by_ids({case_id for case_id, _ in waiting})}
        for case_id, seat in waiting:
            _remind(cases[case_id], seat, now)
        return len(waiting)


def _waiting(now: datetime) -> list[tuple[UUID, PanelSeat]]:
    """The invitations that nobody has answered and nobody was reminded of since they were sent."""
    query = (
        select(Panel.case_id, PanelSeat)
        .join(PanelSeat, PanelSeat.panel_id == Panel.id)
        .where(PanelSeat.state == INVITED, PanelSeat.state_at <= now - PATIENCE)
        .where(Panel.frozen_at.is_(None), Panel.held_on > business_day(now))
    )
    rows = [(case_id, seat) for case_id, seat in session().execute(query)]
    told = {each.subject_id: each.at for each in log.events_about([seat.id for _, seat in rows], REMINDED)}
    return [(case_id, seat) for case_id, seat in rows if seat.id not in told or told[seat.id] < seat.state_at]


def _remind(case: Case, seat: PanelSeat, now: datetime) -> None:
    log.record(
        REMINDED,
        at=now,
        by_id=None,
        subject_id=seat.id,
        case_id=case.id,
        audience_id=audience_of(case, "review"),
        person=seat.person_id.hex,
    )
