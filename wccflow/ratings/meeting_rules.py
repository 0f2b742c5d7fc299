"""The days of a board without a database: when its papers are due, and what is worth saying of a day."""

from collections.abc import Mapping
from datetime import date

from wccflow.engine.calendars import Calendar, day_of, is_working_day, working_days_between
from wccflow.engine.definition import Definition
from wccflow.engine.moments import Moment
from wccflow.engine.refusals import day as in_words

MEETING = "board_meeting"  # the date of a case from which its definition counts back
RATIFIED = "board_ratified"
SET, MOVED, CANCELLED, PUT_OFF = "set", "moved", "cancelled", "put_off"
SAID: Mapping[str, str] = {
    SET: "recorded",
    MOVED: "moved",
    CANCELLED: "cancelled",
    PUT_OFF: "met without ratifying",
}
FARTHEST_DAYS = 730


def papers_moment(definition: Definition) -> Moment | None:
    """How long before a meeting its papers are due, as the definition's milestone says; None without one."""
    moments = (each.due for each in definition.milestones.values())
    return next((each for each in moments if _counts_back(each)), None)


def papers_due(definition: Definition, calendar: Calendar, meets_on: date) -> date | None:
    """The day by which the papers of a meeting are due; None where the definition sets none."""
    moment = papers_moment(definition)
    return day_of(moment, calendar, case_dates={MEETING: meets_on}) if moment else None


def papers_in_words(definition: Definition) -> str:
    """How long before the meeting papers are due, such as `5 working days`; nothing without a rule."""
    moment = papers_moment(definition)
    if moment is None:
        return ""
    count = abs(moment.amount)
    return f"{count} {moment.unit.removesuffix('s') if count == 1 else moment.unit}"


def submissions(definition: Definition) -> list[str]:
    """The milestones that are met by what can only be done once the board has ratified."""
    gates = {key for key, gate in definition.gates.items() if gate.fact == RATIFIED}
    reached = {move.to for move in definition.moves.values() if gates.intersection(move.when)}
    return [
        key
        for key, milestone in definition.milestones.items()
        if milestone.met.kind == "state" and milestone.met.name in reached
    ]


def kind_of_day(on: date, holidays: frozenset[date]) -> str:
    """What is unusual for a meeting on this day, in a sentence; nothing of a working day."""
    if is_working_day(on, holidays):
        return ""
    what = f"a {on:%A}" if on not in holidays else f"a bank holiday ({on:%A})"
    return f"{in_words(on)} is {what}."


def warnings(meets_on: date, papers: date | None, deadline: date | None, calendar: Calendar) -> list[str]:
    """What should be known of a meeting on this day, each in a sentence."""
    found = [kind_of_day(meets_on, calendar.holidays)]
    if deadline is not None and meets_on > deadline:
        days = working_days_between(deadline, meets_on, calendar.holidays)
        found.append(
            f"The board would meet after the last day to submit, {in_words(deadline)} "
            f"({days} working {'day' if days == 1 else 'days'} too late): "
            "without its ratification nothing can be submitted."
        )
    if papers is not None and papers <= calendar_start(calendar):
        found.append(f"Its papers would be due on {in_words(papers)}, before the cycle begins.")
    return [each for each in found if each]


def calendar_start(calendar: Calendar) -> date:
    """The first day of a calendar."""
    return min((window.opens for window in calendar.windows.values()), default=date.min)


def _counts_back(moment: Moment) -> bool:
    return moment.anchor == "fact" and moment.name == MEETING and moment.amount < 0
