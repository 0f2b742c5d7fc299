"""Looks for conflicts of interest that have come to show since people were seated; safe to run often."""

from datetime import datetime

from sqlalchemy import select

from wccflow.base.work import Database, session
from wccflow.cycles.queries import cases_by_ids
from wccflow.panels import conflicts, deriving, queries
from wccflow.panels.models import Panel
from wccflow.panels.rules import CONFIRMED, INVITED


def run(database: Database, now: datetime) -> int:
    """Let everybody stand aside with whom a conflict has come to show; gives how many conflicts that are."""
    with database.writing():
        ids = list(session().scalars(select(Panel.case_id).where(Panel.frozen_at.is_(None))))
        cases = {case.id: case for case in cases_by_ids(ids)}
        new = _not_noted(
            deriving.standing(
                [
                    (cases[case_id], seat.person_id)
                    for case_id, seats in queries.seats_by_case(ids).items()
                    for seat in seats
                    if seat.state in (INVITED, CONFIRMED)
                ],
                now,
            )
        )
        for found in new:
            conflicts.note(cases[found.case_id], found, now=now)
        return len(new)


def _not_noted(found: list[deriving.Found]) -> list[deriving.Found]:
    """What no declaration speaks of yet, whatever was decided about it."""
    noted = {
        (each.case_id, each.person_id, each.reason)
        for each in queries.conflicts_of({each.case_id for each in found})
    }
    return [each for each in found if (each.case_id, each.person_id, each.reason) not in noted]
