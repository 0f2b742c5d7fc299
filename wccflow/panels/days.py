"""What panels put into a person's calendar: the days on which panels of her cases meet."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from wccflow.base import log
from wccflow.cycles.models import Case
from wccflow.cycles.queries import cases_for, definition_of
from wccflow.notices.entries import Entry
from wccflow.panels import queries, seating
from wccflow.panels.models import Panel, PanelSeat
from wccflow.panels.rules import CONFIRMED, INVITED
from wccflow.people.rights import Reach

WORDS = {
    CONFIRMED: "You sit on this panel.",
    INVITED: "You are invited to this panel. Say whether you take the seat: until then it is not filled.",
}


def days(reach: Reach, now: datetime) -> list[Entry]:
    """Each panel day of a case at which she has a part; for the nation only where she sits herself."""
    cases = [case for case in cases_for(reach) if _has_part(reach, case)]
    ids = [case.id for case in cases]
    panels, seats, told = queries.panels_of(ids), queries.seats_by_case(ids), _told(ids)
    entries = []
    for case in cases:
        panel = panels.get(case.id)
        mine = next((seat for seat in seats[case.id] if seat.person_id == reach.person_id), None)
        if panel is not None and told.get(case.id):
            entries.append(_entry(case, panel, mine, told[case.id]))
    return entries


def _entry(case: Case, panel: Panel, seat: PanelSeat | None, told: Sequence[tuple[datetime, date]]) -> Entry:
    """A day that was taken back, or of a case that is over before it, is called off and keeps its place."""
    over = definition_of(case).states[case.state].final and panel.opened_at is None
    called_off = panel.held_on is None or over
    at, last_day = told[-1]
    on = panel.held_on or last_day
    organisation = case.overseer.name
    return Entry(
        key=f"panel-{panel.id}",
        title=f"Panel day: {case.organisation.name}",
        begins=on,
        ends=on,
        demonstration=case.cycle.demonstration,
        changed_at=at,
        changes=len(told) - 1 + called_off,
        words=WORDS.get(seat.state, "")
        if seat
        else f"The panel meets the board. Arranged by {organisation}.",
        where=panel.room,
        address=f"{case.address}/panel" if seat is None or seat.state == INVITED else panel.address,
        called_off=called_off,
        busy=seat is not None,
    )


def _told(case_ids: Sequence[UUID]) -> dict[UUID, list[tuple[datetime, date]]]:
    """The days that were set for each panel, in the order in which that was done."""
    found: dict[UUID, list[tuple[datetime, date]]] = {}
    for event in log.events_of(case_ids, seating.SET):
        if event.case_id is not None and event.payload["day"]:
            found.setdefault(event.case_id, []).append((event.at, date.fromisoformat(event.payload["day"])))
    return found


def _has_part(reach: Reach, case: Case) -> bool:
    """Whether she holds a role for this organisation, region or panel, and not only for the whole nation."""
    return any(
        each.scope != "nation" and each.scope_id == case.place.scope_id(each.scope) for each in reach.holdings
    )
