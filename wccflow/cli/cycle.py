"""`wccflow cycle`: list, open and show cycles."""

from collections import Counter
from datetime import date, datetime

import click

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cli.answers import answer
from wccflow.cli.opening import the_house, workflow_of
from wccflow.cycles import members, opening, queries
from wccflow.cycles.definitions import pinned
from wccflow.engine.calendars import Calendar, shift
from wccflow.engine.definition import Workflow


@click.group()
def cycle() -> None:
    """List, open and show cycles."""


@cycle.command("list")
def list_() -> None:
    """Every cycle."""
    with the_house() as house, house.database.reading():
        found = [(each.key, each.title) for each in queries.cycles()]
    document = {"cycles": [{"key": key, "title": title} for key, title in found]}
    answer(document, [f"{key}  {title}" for key, title in found] or ["There is no cycle yet."])


@cycle.command("open")
@click.argument("key")
@click.option("--calendar", "calendar_name", required=True, help="One of the workflow's calendars.")
@click.option("--name", "name", help="The new cycle's key; workflow and calendar unless you give one.")
@click.option("--starts", type=click.DateTime(["%Y-%m-%d"]), help="Shift the calendar to begin in this week.")
@click.option("--under", multiple=True, help="Code of an overseer or a nation; its organisations take part.")
@click.option("--organisation", "codes", multiple=True, help="Code of an organisation that takes part.")
def open_(
    key: str,
    calendar_name: str,
    name: str | None,
    starts: datetime | None,
    under: tuple[str, ...],
    codes: tuple[str, ...],
) -> None:
    """Open a cycle of a workflow, with a case for every organisation that takes part.

    These are all that there are of the level that the workflow names, or those chosen with --under and
    --organisation, which may be given more than once.
    """
    workflow = workflow_of(key)
    calendar = _calendar(workflow, calendar_name, starts.date() if starts else None)
    with the_house() as house, house.database.writing():
        definition = workflow.editions[calendar.edition]
        taking_part = members.fit(definition, calendar, under=under, codes=codes)
        made = opening.open_cycle(
            name or f"{key}-{calendar_name}",
            title=definition.title,
            definition=definition,
            calendar=calendar,
            by_id=None,
            now=clock.now(),
        )
        opening.open_cases(made, taking_part, by_id=None, now=clock.now())
        session().flush()
    answer(
        {"cycle": made.key, "cases": len(taking_part)},
        [f"The cycle {made.key} is open with {_cases(len(taking_part))}."],
    )


@cycle.command()
@click.argument("key")
def show(key: str) -> None:
    """How many cases of a cycle stand where."""
    with the_house() as house, house.database.reading():
        found = queries.cycle(key)
        definition = pinned(found.digest)
        counts = Counter(each.state for each in queries.cases_of(found.id))
        calendar = queries.calendar_of(found)
    stages = {
        stage: {"opens": window.first.isoformat(), "closes": window.last.isoformat()}
        for stage, window in calendar.windows.items()
    }
    states = {state: counts[state] for state in definition.states if counts[state]}
    lines = [f"{found.title} ({found.key})"]
    lines += [f"  {definition.states[state].title}: {count}" for state, count in states.items()]
    answer({"cycle": key, "title": found.title, "stages": stages, "states": states}, lines)


def _cases(count: int) -> str:
    return f"{count} case{'' if count == 1 else 's'}"


def _calendar(workflow: Workflow, name: str, starts: date | None) -> Calendar:
    if name not in workflow.calendars:
        raise NotFound(f"The workflow has no calendar {name}; it has {', '.join(workflow.calendars)}.")
    calendar = workflow.calendars[name]
    if starts is None:
        return calendar
    first = min(window.opens for window in calendar.windows.values())
    return shift(calendar, round((starts - first).days / 7))
