"""A cycle's calendar as others use it, and how a case stands against its milestones: due, met, late."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wccflow.engine.definition import Definition, Milestone
from wccflow.engine.facts import Fact, Facts, fits
from wccflow.engine.windows import (
    Calendar,
    Window,
    add_working_days,
    day_of,
    is_working_day,
    shift,
    windows_of,
    working_days_between,
)

__all__ = [
    "Calendar",
    "Due",
    "Window",
    "add_working_days",
    "dated",
    "day_of",
    "is_working_day",
    "milestones",
    "shift",
    "windows_of",
    "working_days_between",
]


@dataclass(frozen=True, slots=True)
class Due:
    """One milestone of one case; days late count from the due date to the day it was met, or to today.

    A gate that holds today with no recorded day is met on the last day on which it was still in time.
    """

    key: str
    title: str
    due: date | None
    met: date | None
    late_days: int
    owner: str
    remind_on: tuple[date, ...] = ()
    escalate_to: str | None = None
    escalate_on: date | None = None
    lapse: str | None = None
    lapse_say: str = ""
    planned: date | None = None  # the day that it would be due without the extension it was given


def milestones(
    definition: Definition,
    calendar: Calendar,
    *,
    standing_history: Mapping[str, date],
    case_dates: Mapping[str, date],
    facts: Facts,
    on: date,
    windows: Mapping[str, Window],
    extended: Mapping[str, date] | None = None,
) -> tuple[Due, ...]:
    """Every milestone, in the order of the definition.

    `standing_history` gives the day on which each state was first reached, and may give the day on which a
    gate came to hold, as `gate <name>`. A final state closes what is still open. `extended` gives the day
    until which a milestone was extended for this case; one not later than the planned day changes nothing.
    """
    closed = any(definition.states[state].final for state in standing_history if state in definition.states)
    found = []
    for milestone in definition.milestones.values():
        planned = day_of(
            milestone.due, calendar, windows=windows, history=standing_history, case_dates=case_dates
        )
        due = _extended(planned, (extended or {}).get(milestone.key))
        met = _met(definition, milestone, standing_history, facts, on, due)
        told = _due(milestone, due, met, on, closed)
        found.append(replace(told, planned=planned) if due != planned else told)
    return tuple(found)


def _extended(planned: date | None, until: date | None) -> date | None:
    return max(planned, until) if planned and until else planned


def dated(definition: Definition, calendar: Calendar, history: Mapping[str, date]) -> dict[str, Fact]:
    """The facts that follow from the case's own history, such as a date some days after a state."""
    return {
        kind.key: day_of(kind.due, calendar, history=history)
        for kind in definition.facts.values()
        if kind.due is not None
    }


def _met(
    definition: Definition,
    milestone: Milestone,
    history: Mapping[str, date],
    facts: Facts,
    on: date,
    due: date | None,
) -> date | None:
    if milestone.met.kind == "state":
        return history.get(milestone.met.name)
    recorded = history.get(str(milestone.met))
    if recorded is not None:
        return recorded
    gate = definition.gates[milestone.met.name]
    fact = facts.get(gate.fact)
    if fits(fact, definition.facts[gate.fact].type) and gate.need.holds(fact, on):
        return min(on, due) if due else on
    return None


def _due(milestone: Milestone, due: date | None, met: date | None, on: date, closed: bool) -> Due:
    open_still = met is None and not closed and due is not None
    until = met or (on if open_still else None)
    escalate = milestone.escalate
    return Due(
        key=milestone.key,
        title=milestone.title,
        due=due,
        met=met,
        late_days=max(0, (until - due).days) if due and until else 0,
        owner=milestone.owner,
        remind_on=tuple(due - timedelta(days=days) for days in milestone.remind)
        if due and open_still
        else (),
        escalate_to=escalate.to if escalate else None,
        escalate_on=due + timedelta(days=escalate.after_days) if escalate and due and open_still else None,
        lapse=milestone.lapse,
        lapse_say=milestone.lapse_say,
    )
