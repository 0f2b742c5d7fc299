"""Whose turn it is in the round of factual accuracy, and how many working days are left of it."""

from dataclasses import dataclass
from datetime import date, datetime

from wccflow.base.clock import business_day
from wccflow.cycles import deadlines, extending
from wccflow.cycles.models import Case
from wccflow.cycles.queries import calendar_of, definition_of
from wccflow.cycles.timetable import milestones_of
from wccflow.engine.calendars import add_working_days, working_days_between
from wccflow.engine.definition import Definition
from wccflow.engine.refusals import day
from wccflow.people.rights import Reach


@dataclass(frozen=True, slots=True)
class Clock:
    """The organisation's turn: its last day, working days left (below nought when over), silence."""

    due: date
    left: int
    silence: str
    planned: date | None = None

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed."""
        return self.left < 0

    @property
    def is_close(self) -> bool:
        """Whether it ends within three working days."""
        return 0 <= self.left <= 3

    @property
    def words(self) -> str:
        """The clock in a sentence's beginning, such as `4 working days left, until 14 May 2010`."""
        if self.is_over:
            return f"The time ended on {day(self.due)}"
        if self.left == 0:
            return f"Today is the last day: until the end of {day(self.due)}"
        return f"{_days(self.left)} left, until the end of {day(self.due)}"


def clock_of(case: Case, now: datetime) -> Clock | None:
    """The clock of the organisation's turn; None when it does not check the report now, or no day is set."""
    definition, today = definition_of(case), business_day(now)
    if "check_facts" not in definition.states[case.state].opens:
        return None
    key = milestone_of(definition)
    due = next((each for each in milestones_of([case], today)[case.id] if each.key == key), None)
    if due is None or due.due is None:
        return None
    left = -1 if due.due < today else _left(case, today, due.due)
    return Clock(due.due, left, deadlines.silence(case, due), due.planned)


def milestone_of(definition: Definition) -> str:
    """The milestone by which the report is agreed to be accurate; empty where the definition has none."""
    checked = [key for key, state in definition.states.items() if "check_facts" in state.opens]
    goals = {
        move.to for key in checked for move in definition.moves_from.get(key, ()) if not move.reason_required
    }
    for key, milestone in definition.milestones.items():
        if milestone.met.kind == "state" and milestone.met.name in goals:
            return key
    return ""


def reopen(case: Case, *, why: str, by: Reach | None, now: datetime) -> date | None:
    """Let the organisation have its promised days for what is new to it; the day if it has more now."""
    key = milestone_of(definition_of(case))
    if not key or by is None:
        return None
    holidays = calendar_of(case.cycle).holidays
    until = add_working_days(business_day(now), definition_of(case).report.turn_days, holidays)
    made = extending.lengthen(case, key, until=until, why=why, by=by, now=now)
    return made.until if made else None


def waited(case: Case, since: datetime, now: datetime) -> str:
    """How many working days something has waited, in words; empty on its first day."""
    days = working_days_between(business_day(since), business_day(now), calendar_of(case.cycle).holidays)
    return f"waits for {_days(days)}" if days > 0 else ""


def _left(case: Case, today: date, due: date) -> int:
    return working_days_between(today, due, calendar_of(case.cycle).holidays)


def _days(count: int) -> str:
    return "1 working day" if count == 1 else f"{count} working days"
