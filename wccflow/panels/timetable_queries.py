"""Questions about an overseer's timetable: what it may use, what is proposed, what stands written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base.clock import business_day
from wccflow.base.work import session
from wccflow.cycles import queries as cycles
from wccflow.cycles.models import Case
from wccflow.engine.calendars import Window
from wccflow.engine.definition import Definition
from wccflow.panels import plan, queries
from wccflow.panels.models import Panel, PanelSeat
from wccflow.panels.plan import Plan, Sitting
from wccflow.panels.region import Region
from wccflow.panels.rules import CONFIRMED, INVITED
from wccflow.panels.timetable_models import CaseAway, RoomCalendar, Timetable, TimetableRules
from wccflow.panels.timetable_rules import Rules, days_between, lines, neighbours_in
from wccflow.people.rights import is_open

AGREE = "agree_ratings"


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of a region with their panels: those to be placed, those that stand, those out of reach."""

    to_place: tuple[Case, ...]
    standing: tuple[Case, ...]
    left_out: tuple[Case, ...]
    panels: Mapping[UUID, Panel]
    seats: Mapping[UUID, Sequence[PanelSeat]]


def rules_row(region: Region) -> TimetableRules | None:
    """What was set for this overseer's timetable, or None."""
    query = select(TimetableRules).where(
        TimetableRules.cycle_id == region.cycle.id, TimetableRules.overseer_id == region.overseer.id
    )
    return session().scalar(query)


def rules_of(region: Region) -> Rules:
    """What this overseer's timetable may use: as was set, or by default."""
    row = rules_row(region)
    if row is None:
        return Rules()
    return Rules(
        rooms=lines(row.rooms),
        per_week=row.per_week,
        first_day=row.first_day,
        last_day=row.last_day,
        days_off=frozenset(date.fromisoformat(each) for each in row.days_off.split()),
        most_each=row.most_each,
        kin=row.kin,
        neighbours=neighbours_in(row.neighbours),
    )


def stage_of_panels(definition: Definition) -> str:
    """The stage in which panels sit: that of the first state in which they agree; or nothing."""
    found = (state.stage for state in definition.states.values() if AGREE in state.opens)
    return next(found, "")


def window_of(region: Region) -> Window | None:
    """When the stage of panels is open at this overseer; None where the calendar does not say."""
    windows = cycles.windows_at(region.cycle, region.overseer.id)
    return windows.get(stage_of_panels(region.definition))


def days_of(region: Region, now: datetime) -> tuple[date, ...]:
    """The days on which panels may meet from now on."""
    holidays = cycles.calendar_of(region.cycle).holidays
    return days_between(window_of(region), rules_of(region), holidays, business_day(now))


def cases_in(region: Region, now: datetime) -> Cases:
    """Every case of the region by what a timetable has to do with it, in constant queries."""
    cases = [each for each in region.cases() if cycles.definition_of(each).seats]
    ids = [each.id for each in cases]
    panels, seats = queries.panels_of(ids), queries.seats_by_case(ids)
    standing = [each for each in cases if _stands(panels.get(each.id), business_day(now))]
    rest = [each for each in cases if each not in standing]
    to_place = tuple(each for each in rest if _may_be_placed(each))
    return Cases(
        to_place, tuple(standing), tuple(each for each in rest if each not in to_place), panels, seats
    )


def away_of(case_ids: Collection[UUID]) -> dict[UUID, frozenset[date]]:
    """The days on which these organisations cannot come, in one query."""
    found: dict[UUID, set[date]] = {each: set() for each in case_ids}
    query = select(CaseAway.case_id, CaseAway.day).where(CaseAway.case_id.in_(case_ids))
    for case_id, day in session().execute(query):
        found[case_id].add(day)
    return {key: frozenset(value) for key, value in found.items()}


def newest(region: Region) -> Timetable | None:
    """The proposal that is worked on: the newest that was neither sent nor thrown away."""
    found = _last(region)
    return found if found is not None and found.sent_at is None else None


def last_number(region: Region) -> int:
    """The number of the newest proposal, whatever became of it; 0 for none."""
    query = select(Timetable.number).where(
        Timetable.cycle_id == region.cycle.id, Timetable.overseer_id == region.overseer.id
    )
    return session().scalar(query.order_by(Timetable.number.desc()).limit(1)) or 0


def plan_of(row: Timetable | None) -> Plan:
    """What a proposal says; an empty plan for none."""
    return plan.read(row.document) if row is not None else Plan()


def stands(region: Region, known: Cases) -> tuple[Sitting, ...]:
    """The panels to be placed as they stand written now, as far as they have a day."""
    order = list(region.definition.seats)
    found = []
    for case in known.to_place:
        panel = known.panels.get(case.id)
        if panel is not None and panel.held_on is not None:
            seats = sitting(known.seats[case.id])
            people = tuple((each.person_id, each.seat) for each in seats)
            people = tuple(sorted(people, key=lambda pair: (order.index(pair[1]), pair[0].hex)))
            found.append(Sitting(case.organisation.code, panel.held_on, panel.room, people))
    return tuple(found)


def sitting(seats: Sequence[PanelSeat]) -> list[PanelSeat]:
    """Those who sit or are asked to."""
    return [each for each in seats if each.state in (CONFIRMED, INVITED)]


def calendars_of(region: Region) -> dict[str, RoomCalendar]:
    """The addresses of rooms' calendars that work, by room."""
    query = select(RoomCalendar).where(
        RoomCalendar.cycle_id == region.cycle.id,
        RoomCalendar.overseer_id == region.overseer.id,
        RoomCalendar.ended_at.is_(None),
    )
    return {each.room: each for each in session().scalars(query)}


def _last(region: Region) -> Timetable | None:
    query = select(Timetable).where(
        Timetable.cycle_id == region.cycle.id,
        Timetable.overseer_id == region.overseer.id,
        Timetable.dropped_at.is_(None),
    )
    return session().scalar(query.order_by(Timetable.number.desc()).limit(1))


def _stands(panel: Panel | None, today: date) -> bool:
    """Whether the panel has met, meets today, or is in session: then no timetable moves it."""
    if panel is None or panel.held_on is None:
        return False
    postponed = panel.closed_at is not None and panel.frozen_at is None
    return not postponed and (panel.opened_at is not None or panel.held_on <= today)


def _may_be_placed(case: Case) -> bool:
    definition = cycles.definition_of(case)
    return not definition.states[case.state].final and is_open("manage_panel", definition, case.state)
