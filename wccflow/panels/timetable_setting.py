"""What an overseer's timetable may use, as it is set: rooms, weeks, days, neighbours; and days away."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import delete

from wccflow.base import log
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.region import Region, audience, demand_manager, region_of
from wccflow.panels.timetable_models import CaseAway, TimetableRules
from wccflow.panels.timetable_rules import KIN, MOST_ROOMS, Rules, lines
from wccflow.people.rights import Reach

SET, AWAY = "timetable.rules_set", "timetable.away"
MOST_A_WEEK = 50


def set_rules(region: Region, rules: Rules, neighbours: str, *, by: Reach, now: datetime) -> TimetableRules:
    """Set what the timetable may use, in place of what was set before."""
    demand_manager(region, by)
    _require_sound(rules)
    row = timetable.rules_row(region)
    if row is None:
        row = TimetableRules(cycle_id=region.cycle.id, overseer_id=region.overseer.id)
        session().add(row)
    row.rooms, row.per_week, row.most_each = "\n".join(rules.rooms), rules.per_week, rules.most_each
    row.first_day, row.last_day = rules.first_day, rules.last_day
    row.days_off = " ".join(each.isoformat() for each in sorted(rules.days_off))
    row.kin, row.neighbours = rules.kin, "\n".join(lines(neighbours))
    session().flush()
    log.record(
        SET,
        at=now,
        by_id=by.person_id,
        subject_id=row.id,
        audience_id=audience(region),
        overseer=region.overseer.code,
        rooms=len(rules.rooms),
        per_week=rules.per_week,
    )
    return row


def keep_away(case: Case, days: Collection[date], *, by: Reach, now: datetime) -> None:
    """Note the days on which an organisation cannot come, in place of those noted before."""
    region = region_of(case)
    demand_manager(region, by)
    session().execute(delete(CaseAway).where(CaseAway.case_id == case.id))
    session().add_all(CaseAway(case_id=case.id, day=each) for each in sorted(set(days)))
    session().flush()
    log.record(
        AWAY,
        at=now,
        by_id=by.person_id,
        subject_id=case.id,
        case_id=case.id,
        audience_id=audience(region),
        days=len(set(days)),
    )


def _require_sound(rules: Rules) -> None:
    if not rules.rooms:
        raise Refused("Name at least one room.")
    if len(rules.rooms) > MOST_ROOMS:
        raise Refused(f"There may be {MOST_ROOMS} rooms at most.")
    if not 1 <= rules.per_week <= MOST_A_WEEK:
        raise Refused(f"How many panels meet in a week is a number from 1 to {MOST_A_WEEK}.")
    if rules.first_day and rules.last_day and rules.last_day < rules.first_day:
        raise Refused("The last day lies before the first.")
    if rules.kin not in KIN:
        raise Refused("Choose who else is too near to sit.")
