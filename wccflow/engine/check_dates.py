"""Checks that each calendar has dates for the stages of its edition, in their order and in known years."""

from collections.abc import Iterator
from itertools import pairwise

from wccflow.engine import check_times
from wccflow.engine.check_names import unknown
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.findings import Finding
from wccflow.engine.windows import Calendar


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Windows that lack, end before they begin or come out of order, in years that are not known."""
    for calendar in workflow.calendars.values():
        definition = workflow.editions.get(calendar.edition)
        if definition is None:
            yield from unknown(
                [calendar.edition], workflow.editions, "edition", "calendars", calendar.key, "edition"
            )
            continue
        yield from _windows(definition, calendar)
    for key in workflow.editions:
        if not any(calendar.edition == key for calendar in workflow.calendars.values()):
            yield Finding("editions", key, "", "has no calendar")


def findings_of_days(workflow: Workflow) -> Iterator[Finding]:
    """What the days of sound calendars make impossible; to be asked only of what can be tried."""
    for calendar in workflow.calendars.values():
        definition = workflow.editions.get(calendar.edition)
        if definition is not None and not any(True for _ in _windows(definition, calendar)):
            yield from check_times.findings(definition, calendar)


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
            place = f"windows.{stage}"
            yield from unknown([stage], definition.stages, "stage", "calendars", calendar.key, place)
    yield from _sequence(definition, calendar)


def _sequence(definition: Definition, calendar: Calendar) -> Iterator[Finding]:
    """Stages may overlap, yet each begins and ends no sooner than the one before it."""
    told = [stage for stage in definition.stages if stage in calendar.windows]
    for before, stage in pairwise(told):
        first, second = calendar.windows[before], calendar.windows[stage]
        if second.opens < first.opens:
            say = f"opens on {second.opens}, before the stage “{before}” on {first.opens}"
            yield Finding("calendars", calendar.key, f"windows.{stage}", say)
        if second.closes < first.closes:
            say = f"closes on {second.closes}, before the stage “{before}” on {first.closes}"
            yield Finding("calendars", calendar.key, f"windows.{stage}", say)
