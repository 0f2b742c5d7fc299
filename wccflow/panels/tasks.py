"""What "my work" lists of panels: seats, the day itself, conflicts, and what is to do for the report."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from wccflow.cycles.cards import Task
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.panels import agenda, queries, report_tasks
from wccflow.panels.models import Panel, PanelSeat
from wccflow.panels.progress import progress_of
from wccflow.panels.rules import CONFIRMED, INVITED
from wccflow.people.rights import Reach, can
from wccflow.ratings import queries as ratings
from wccflow.ratings.rules import PANEL_MEMBER

LEAD_ORDER, RATE_ORDER, CONFLICT_ORDER, CONFIRM_ORDER = 9, 10, 14, 15
MINUTES_EACH = 3

Known = Sequence[tuple[Case, Panel]]


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """What panels ask of this person now; constant queries for any number of cases."""
    panels = queries.panels_of([each.id for each in cases])
    known = [(each, panels[each.id]) for each in cases if each.id in panels]
    return [
        *_of_seats(known, reach),
        *_of_the_chair(known, reach),
        *_of_conflicts(cases, panels, reach),
        *report_tasks.of_the_report(known, reach, now),
    ]


def _of_seats(known: Known, reach: Reach) -> Iterable[Task]:
    ids = [case.id for case, _ in known]
    seats, rated = queries.seats_by_case(ids), _rated(reach, ids)
    for case, panel in known:
        mine = next((seat for seat in seats[case.id] if seat.person_id == reach.person_id), None)
        if mine is not None:
            yield from _of_seat(case, panel, mine, reach, rated.get(case.id, 0))


def _of_seat(case: Case, panel: Panel, seat: PanelSeat, reach: Reach, rated: int) -> Iterable[Task]:
    name = case.organisation.name
    if seat.state == INVITED and panel.frozen_at is None:
        title = f"Say whether you sit on the panel of {name}"
        yield Task(title, f"{case.address}/panel", "You are invited.", panel.held_on, order=CONFIRM_ORDER)
    left = len(agenda.items_of(definition_of(case))) - rated
    if seat.state == CONFIRMED and left > 0 and _may(reach, "rate_panel", case):
        when = "is in session" if _sits(panel) else "has not met yet: nobody sees what you give before"
        why = f"You sit on the panel of {name}, which {when}."
        address, minutes = f"{panel.address}/ratings", MINUTES_EACH * left
        yield Task(f"Rate {_items(left)} alone", address, why, panel.held_on, minutes, RATE_ORDER)


def _of_the_chair(known: Known, reach: Reach) -> Iterable[Task]:
    led = [(case, panel) for case, panel in known if _sits(panel) and _may(reach, "agree_ratings", case)]
    progress = progress_of([case for case, _ in led])
    for case, panel in led:
        far, name, day = progress[case.id], case.organisation.name, panel.held_on
        if far.ready:
            why = f"You chair the panel of {name}; everyone present has rated them."
            yield Task(f"Reveal {_items(far.ready)}", panel.address, why, day, 1, LEAD_ORDER)
        if far.revealed:
            why = f"The panel of {name} sees each other's ratings; record what it agrees."
            minutes = MINUTES_EACH * far.revealed
            yield Task(f"Agree {_items(far.revealed)}", panel.address, why, day, minutes, LEAD_ORDER)


def _of_conflicts(cases: Sequence[Case], panels: Mapping[UUID, Panel], reach: Reach) -> Iterable[Task]:
    managed = [case for case in cases if _may(reach, "manage_panel", case)]
    waiting = [each for each in queries.conflicts_of([case.id for case in managed]) if not each.outcome]
    for case in managed:
        mine = [each for each in waiting if each.case_id == case.id and each.person_id != reach.person_id]
        if mine:
            title = f"Decide about {_many(len(mine), 'conflict')} of interest"
            why = f"Somebody on the panel of {case.organisation.name} stands aside until then."
            address, panel = f"{case.address}/panel#conflicts", panels.get(case.id)
            day = panel.held_on if panel else None
            yield Task(title, address, why, day, 5 * len(mine), CONFLICT_ORDER)


def _rated(reach: Reach, case_ids: Sequence[UUID]) -> dict[UUID, int]:
    counted: dict[UUID, int] = {}
    for row in ratings.current(case_ids, channels=[PANEL_MEMBER], reach=reach):
        if row.by_id == reach.person_id:
            counted[row.case_id] = counted.get(row.case_id, 0) + 1
    return counted


def _sits(panel: Panel) -> bool:
    return panel.opened_at is not None and panel.closed_at is None


def _may(reach: Reach, ability: str, case: Case) -> bool:
    return can(reach, ability, place=case.place, definition=definition_of(case), state=case.state)


def _items(count: int) -> str:
    return _many(count, "item")


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
