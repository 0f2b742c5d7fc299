"""What follows for a panel when its case moves: the room opens and closes, ratings are sealed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wccflow.base import log
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.panels import queries, seating
from wccflow.panels.fixing import fix_complete
from wccflow.panels.models import Panel, PanelSeat
from wccflow.panels.questions import close_queue
from wccflow.panels.rules import ABSENT, CONFIRMED, INVITED
from wccflow.people import actions as people
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.rules import PANEL, PANEL_MEMBER

OPENED, CLOSED, ATTENDED, SEALED = "panel.opened", "panel.closed", "panel.attended", "panel.sealed"


def open_room(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Open the panel-day room."""
    panel = seating.ensured(case)
    panel.opened_at, panel.closed_at = now, None
    session().flush()
    _record(case, panel, OPENED, case.audience_id, by=by, now=now)
    fix_complete(case, panel, now=now)


def record_attendance(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Record who is there: the confirmed; whoever had not said yes counts as absent until confirmed."""
    panel = seating.ensured(case)
    seats = queries.seats_of(panel)
    for seat in seats:
        if seat.state == INVITED:
            _note_absent(seat, by=by, now=now)
    session().flush()
    here = {seat.person_id.hex: seat.part for seat in seats if seat.state == CONFIRMED}
    away = sorted(seat.person_id.hex for seat in seats if seat.state == ABSENT)
    audience = audience_of(case, "review")
    _record(case, panel, ATTENDED, audience, by=by, now=now, present=here, absent=away)


def close_room(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Close the panel-day room."""
    panel = seating.ensured(case)
    panel.closed_at = now
    session().flush()
    _record(case, panel, CLOSED, case.audience_id, by=by, now=now)


def seal_ratings(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Fix what the panel agreed and what its members gave: the very ratings are named in the log."""
    panel = seating.ensured(case)
    panel.frozen_at = now
    session().flush()
    agreed = ratings.current([case.id], channels=[PANEL])
    alone = ratings.current([case.id], channels=[PANEL_MEMBER])
    _record(
        case,
        panel,
        SEALED,
        audience_of(case, "review"),
        by=by,
        now=now,
        agreed=sorted(row.id.hex for row in agreed),
        alone=sorted(row.id.hex for row in alone),
    )
    close_queue(case, panel, by=by, now=now)


def end_panel(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """End a case that leaves the cycle: its room closes and nobody holds a role by its panel any more."""
    panel = queries.panel_of(case)
    if panel is None:
        return
    for seat in queries.seats_of(panel):
        for held in seating.panel_grants(case, seat.person_id):
            people.end(held, by_id=by.person_id if by else None, now=now)
    if panel.opened_at is not None and panel.closed_at is None:
        close_room(case, by=by, now=now)


def _note_absent(seat: PanelSeat, *, by: Reach | None, now: datetime) -> None:
    seat.state, seat.state_at, seat.state_by_id = ABSENT, now, by.person_id if by else None
    seat.why = "Had not confirmed when the panel day was opened."


def _record(
    case: Case,
    panel: Panel,
    kind: str,
    audience_id: UUID,
    *,
    by: Reach | None,
    now: datetime,
    **payload: Any,
) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=panel.id,
        case_id=case.id,
        audience_id=audience_id,
        **payload,
    )
