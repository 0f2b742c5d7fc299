"""What the case page and "my work" show of outcomes."""

from collections.abc import Sequence
from datetime import date, datetime

from wccflow.base.clock import business_day
from wccflow.cycles.cards import Card, Task
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.cycles.timetable import milestones_of
from wccflow.indicators import queries
from wccflow.indicators.rules import measured_element
from wccflow.people.rights import Reach, can

ORDER = 30
FACTS_BEHIND = ("indicators_chosen", "indicators_with_data")


def card(case: Case, reach: Reach) -> Card | None:
    """How many outcomes are chosen, of how many that may be; counts are for everyone who sees the case."""
    element = measured_element(definition_of(case))
    if element is None:
        return None
    have = len(queries.chosen([case])[case.id])
    state = "done" if have >= (element.max or have) else "open"
    value = f"{have}/{element.max}" if element.max else str(have)
    return Card("outcomes", "Outcomes", value, state, f"{case.address}/outcomes", FACTS_BEHIND)


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """Outcomes to choose, and trajectories to give."""
    mine = [case for case in cases if _may(reach, case) and measured_element(definition_of(case))]
    if not mine:
        return []
    chosen, aims = queries.chosen(mine), queries.aims([case.id for case in mine])
    dues = milestones_of(mine, business_day(now))
    found = []
    for case in mine:
        days = [due.due for due in dues[case.id] if due.met is None and due.due]
        waiting = [item for item in chosen[case.id] if (case.id, item) not in aims]
        found += _tasks(case, len(chosen[case.id]), waiting, min(days, default=None))
    return found


def _tasks(case: Case, have: int, waiting: Sequence[str], due: date | None) -> list[Task]:
    definition = definition_of(case)
    element = measured_element(definition)
    address, found = f"{case.address}/outcomes", []
    if element is not None and have < element.max and have <= len(element.fixed):
        why = f"{case.organisation.name} chooses up to {element.max - len(element.fixed)} that fit its plan"
        found.append(Task("Choose outcomes", address, why, due=due, minutes=15, order=ORDER))
    if waiting:
        title = f"Give the trajectory of {len(waiting)} outcomes"
        names = ", ".join(definition.items[item].called for item in waiting[:4])
        found.append(Task(title, address, names, due=due, minutes=5 * len(waiting), order=ORDER))
    return found


def _may(reach: Reach, case: Case) -> bool:
    return can(reach, "choose_outcomes", place=case.place, definition=definition_of(case), state=case.state)
