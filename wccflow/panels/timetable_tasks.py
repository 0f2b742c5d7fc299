"""What "my work" lists of timetables: days to say, proposals to adopt, what could not be written."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from wccflow.base.clock import business_day
from wccflow.cycles.cards import Task
from wccflow.cycles.models import Case
from wccflow.panels import pool
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.region import Region, manages
from wccflow.people.rights import Reach

SAY_ORDER, ADOPT_ORDER = 16, 13
MINUTES_TO_SAY, MINUTES_TO_LOOK = 3, 15


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """What timetables ask of this person now."""
    return [*_of_days(reach, now), *_of_proposals(reach, cases)]


def _of_days(reach: Reach, now: datetime) -> Iterable[Task]:
    today = business_day(now)
    for row, region in pool.memberships(reach.person_id):
        window = timetable.window_of(region)
        if row.said_at is None and window is not None and today <= window.last:
            why = f"{region.overseer.name} puts its panels together; until you say, every day counts as free."
            title = "Say on which days you can sit on panels"
            yield Task(title, "/panels/availability", why, window.first, MINUTES_TO_SAY, order=SAY_ORDER)


def _of_proposals(reach: Reach, cases: Sequence[Case]) -> Iterable[Task]:
    for region in {
        (each.cycle_id, each.overseer_id): Region(each.cycle, each.overseer) for each in cases
    }.values():
        row = timetable.newest(region) if _is_mine(region, reach) else None
        if row is not None and row.adopted_at is None:
            title = (
                "Look at the timetable again" if row.fault else "Adopt the timetable of panels, or change it"
            )
            why = (
                row.fault or f"A timetable is proposed for {region.overseer.name}; nobody is invited before."
            )
            yield Task(title, region.address, why, minutes=MINUTES_TO_LOOK, order=ADOPT_ORDER)


def _is_mine(region: Region, reach: Reach) -> bool:
    return bool(region.definition.seats) and manages(region, reach)
