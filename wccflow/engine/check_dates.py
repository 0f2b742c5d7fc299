"""Checks that each calendar has dates for its edition, and that milestones fall due in their order."""

from collections.abc import Iterator
from datetime import date

from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.findings import Finding
from wccflow.engine.windows import Calendar, day_of


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Windows that lack or end before they begin, years without bank holidays, milestones out of order."""
    for calendar in workflow.calendars.values():
        definition = workflow.editions.get(calendar.edition)
        if definition is None:
            say = f"there is no edition “{calendar.edition}”"
            yield Finding("calendars", calendar.key, "edition", say)
            continue
        wrong = list(_windows(definition, calendar))
        yield from wrong
        if not wrong:
            yield from _order(definition, calendar)
    for key in workflow.editions:
        if not any(calendar.edition == key for calendar in workflow.calendars.values()):
            yield Finding("editions", key, "", "has no calendar")


def _windows(definition: Definition, calendar: Calendar) -> Iterator[Finding]:
    years = {day.year for day in calendar.holidays}
    for stage in definition.stages:
        window = calendar.windows.get(stage)
        if window is None:
            yield Finding("calendars", calendar.key, "windows", f"the stage “{stage}” has no dates")
        elif window.closes < window.opens:
            yield Finding("calendars", calendar.key, f"windows.{stage}", "closes before it opens")
        elif not {window.opens.year, window.closes.year} <= years:
            say = "holidays.toml does not have the bank holidays of its years"
            yield Finding("calendars", calendar.key, f"windows.{stage}", say)
    for stage in calendar.windows:
        if stage not in definition.stages:
            yield Finding("calendars", calendar.key, f"windows.{stage}", "there is no such stage")


def _order(definition: Definition, calendar: Calendar) -> Iterator[Finding]:
    """Dates of the case are tried on the first and on the last day of the stages that wait for them."""
    for edge in ("opens", "closes"):
        dates = _case_dates(definition, calendar, edge)
        before: tuple[date, str] | None = None
        for milestone in definition.milestones.values():
            due = day_of(milestone.due, calendar, case_dates=dates)
            if due is None:
                continue
            if before is not None and due < before[0]:
                say = f"falls due on {due}, before “{before[1]}” on {before[0]} (calendar {calendar.key})"
                yield Finding("milestones", milestone.key, "due", say)
            before = (due, milestone.title)


def _case_dates(definition: Definition, calendar: Calendar, edge: str) -> dict[str, date]:
    found = {}
    for move in definition.moves.values():
        for gate in (definition.gates[key] for key in move.when):
            if gate.need.test == "reached" and move.stages and definition.facts[gate.fact].due is None:
                found[gate.fact] = getattr(calendar.windows[move.stages[0]], edge)
    return found
