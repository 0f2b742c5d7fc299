"""What the case page and "my work" show of a panel, and the sentences that tell people about it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from wccflow.base.log import Event
from wccflow.cycles.cards import Card, Task
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.notices.rules import Notice
from wccflow.panels import agenda, facts, queries
from wccflow.panels.models import Panel, PanelSeat
from wccflow.panels.rules import CONFIRMED, INVITED
from wccflow.people.rights import Reach, can
from wccflow.ratings import queries as ratings
from wccflow.ratings.rules import PANEL_MEMBER

CONFIRM_ORDER, RATE_ORDER, ANSWER_ORDER = 15, 10, 12
MINUTES_EACH = 3


def card(case: Case, reach: Reach) -> Card | None:
    """The panel's tile: members confirmed of those needed, until its day is over; then its report."""
    panel = queries.panel_of(case)
    if panel is not None and panel.frozen_at is not None:
        if not queries.sees_report(panel, reach):
            return Card("panel", "Panel report", "being written", "open", f"{case.address}/panel")
        value = "final" if panel.report_fixed_at else "draft"
        return Card("panel", "Panel report", value, "done", f"{panel.address}/report")
    have, needed = facts.panel_size([case])[case.id], definition_of(case).panel.size
    state = "done" if isinstance(have, int) and have >= needed else "open"
    return Card("panel", "Panel", f"{have}/{needed}", state, f"{case.address}/panel")


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """Seats to confirm, items to rate, points to answer; constant queries for any number of cases."""
    ids = [each.id for each in cases]
    panels = queries.panels_of(ids)
    seats = queries.seats_by_case(list(panels))
    waiting = queries.unanswered_points(ids)
    rated = _rated(reach, ids)
    found: list[Task] = []
    for case in cases:
        panel = panels.get(case.id)
        if panel is None:
            continue
        mine = next((seat for seat in seats[case.id] if seat.person_id == reach.person_id), None)
        found += _of_seat(case, panel, mine, reach, rated.get(case.id, 0))
        if waiting.get(case.id) and _may(reach, "write_report", case):
            title = f"Answer {waiting[case.id]} points of factual accuracy"
            why = f"{case.organisation.name} has raised them on the draft report."
            found.append(Task(title, f"{panel.address}/report#points", why, order=ANSWER_ORDER))
    return found


def seated(event: Event) -> list[Notice]:
    """Told to whoever was put on a panel."""
    case = _case(event)
    sentence = f"You are invited to the panel of {case.organisation.name}. Say whether you take the seat."
    person = frozenset({UUID(event.payload["person"])})
    return [Notice(sentence, f"{case.address}/panel", people=person, only_you=True)]


def conflict(event: Event) -> list[Notice]:
    """Told to those who put the panel together: a conflict waits for their decision."""
    case = _case(event)
    sentence = f"A conflict of interest is declared for the panel of {case.organisation.name}."
    return [Notice(sentence, f"{case.address}/panel", roles=_overseers(case, "manage_panel"))]


def point(event: Event) -> list[Notice]:
    """Told to those who write the report: the organisation raised a point."""
    case = _case(event)
    panel = queries.panel_of(case)
    address = f"{panel.address}/report#points" if panel else case.address
    sentence = f"{case.organisation.name} raises a point on the draft report."
    return [Notice(sentence, address, roles=_holders(case, "write_report"))]


def answered(event: Event) -> list[Notice]:
    """Told to those who check the report: the panel has answered."""
    case = _case(event)
    panel = queries.panel_of(case)
    address = f"{panel.address}/report#points" if panel else case.address
    sentence = "The panel has answered a point that you raised on the draft report."
    return [Notice(sentence, address, roles=_holders(case, "check_facts"))]


def _of_seat(case: Case, panel: Panel, seat: PanelSeat | None, reach: Reach, rated: int) -> list[Task]:
    if seat is None:
        return []
    name = case.organisation.name
    if seat.state == INVITED:
        title = f"Say whether you sit on the panel of {name}"
        return [
            Task(title, f"{case.address}/panel", "You are invited.", due=panel.held_on, order=CONFIRM_ORDER)
        ]
    left = len(agenda.items_of(definition_of(case))) - rated
    sitting = panel.opened_at is not None and panel.closed_at is None
    if seat.state == CONFIRMED and sitting and left > 0 and _may(reach, "rate_panel", case):
        title = f"Rate {left} items alone"
        why = f"You sit on the panel of {name}, which is in session."
        return [Task(title, panel.address, why, panel.held_on, MINUTES_EACH * left, RATE_ORDER)]
    return []


def _rated(reach: Reach, case_ids: Sequence[UUID]) -> dict[UUID, int]:
    rows = ratings.current(case_ids, channels=[PANEL_MEMBER], reach=reach)
    counted: dict[UUID, int] = {}
    for row in rows:
        if row.by_id == reach.person_id:
            counted[row.case_id] = counted.get(row.case_id, 0) + 1
    return counted


def _may(reach: Reach, ability: str, case: Case) -> bool:
    return can(reach, ability, place=case.place, definition=definition_of(case), state=case.state)


def _case(event: Event) -> Case:
    if event.case_id is None:
        raise ValueError("an event of a panel belongs to a case")
    return case_by_id(event.case_id)


def _holders(case: Case, ability: str) -> frozenset[tuple[str, str, UUID | None]]:
    roles = definition_of(case).roles.values()
    return frozenset(
        (role.key, role.scope, case.place.scope_id(role.scope)) for role in roles if ability in role.may
    )


def _overseers(case: Case, ability: str) -> frozenset[tuple[str, str, UUID | None]]:
    return frozenset(each for each in _holders(case, ability) if each[1] == "overseer")
