"""The days that people have to keep, each with what silence will mean: the one wording for all messages."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from wccflow.base.clock import business_day
from wccflow.cycles.home import Home
from wccflow.cycles.models import Case
from wccflow.cycles.queries import calendar_of, definition_of, facts_of
from wccflow.cycles.timetable import milestones_of
from wccflow.engine.calendars import Due, is_working_day
from wccflow.engine.definition import Definition
from wccflow.engine.refusals import day


def of_state(case: Case, roles: Sequence[str], now: datetime) -> list[str]:
    """What these roles have to do by when in the state that the case has just reached."""
    definition = definition_of(case)
    goals = {move.to for move in definition.moves_from.get(case.state, ()) if not move.reason_required}
    dues = milestones_of([case], business_day(now))[case.id]
    milestones = definition.milestones
    return [
        sentence_of(case, due)
        for due in dues
        if due.owner in roles and due.due is not None and due.met is None
        if milestones[due.key].met.kind == "state" and milestones[due.key].met.name in goals
    ]


def waits_until(case: Case) -> date | None:
    """The day that must have come before the case can go on from here, if its next moves wait for one."""
    definition, facts = definition_of(case), facts_of([case])[case.id]
    gates = [
        definition.gates[name]
        for move in definition.moves_from.get(case.state, ())
        if not move.reason_required
        for name in move.when
    ]
    days = [facts.get(gate.fact) for gate in gates if gate.need.test == "reached"]
    return max((each for each in days if isinstance(each, date)), default=None)


def sentence_of(case: Case, due: Due) -> str:
    """By when, and what happens otherwise."""
    return f"“{due.title}” is due on {day_or_none(due.due)}. {silence(case, due)}"


def silence(case: Case, due: Due) -> str:
    """What happens when nobody does anything, and when."""
    if due.lapse_say:
        return due.lapse_say.format(due=day_or_none(due.due))
    escalated = escalation_day(case, due)
    if due.escalate_to and escalated:
        return (
            f"If it is not done by then, the {title_of(case, due.escalate_to)} is told on {day(escalated)}."
        )
    late = due.due + timedelta(days=1) if due.due else None
    return f"If it is not done by then, everyone in the case sees it as late from {day_or_none(late)}."


def escalation_day(case: Case, due: Due) -> date | None:
    """The working day on which the next one up is told, if anybody is."""
    return working_day_from(case, due.escalate_on) if due.escalate_on else None


def working_day_before(case: Home, when: date) -> date:
    """This day, or the last working day before it."""
    while not is_working_day(when, calendar_of(case.cycle).holidays):
        when -= timedelta(days=1)
    return when


def working_day_from(case: Home, when: date) -> date:
    """This day, or the first working day after it."""
    while not is_working_day(when, calendar_of(case.cycle).holidays):
        when += timedelta(days=1)
    return when


def title_of(case: Case, role: str) -> str:
    """A role in words."""
    definition: Definition = definition_of(case)
    return definition.titles((role,))[0]


def day_or_none(when: date | None) -> str:
    """The day in words."""
    return day(when) if when else "no day yet"
