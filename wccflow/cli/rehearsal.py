"""`wccflow rehearse`: a whole cycle on a virtual clock; opens no database, writes only with --out."""

import sys
from pathlib import Path

import click

from wccflow.base.errors import NotFound
from wccflow.cli.answers import answer, style
from wccflow.cli.opening import workflow_of
from wccflow.engine.definition import Workflow
from wccflow.engine.simulating_behaviours import behaviours_of
from wccflow.engine.windows import Calendar
from wccflow.rehearsal import process
from wccflow.rehearsal.page import standalone
from wccflow.rehearsal.rules import MOST_ORGANISATIONS, SLOWEST
from wccflow.rehearsal.wanted import Wanted
from wccflow.rehearsal.words import lines


@click.command()
@click.argument("key")
@click.option(
    "--organisations",
    type=click.IntRange(1, MOST_ORGANISATIONS),
    help="How many take part; as many as the workflow's own file says unless you tell.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed, the same report.")
@click.option(
    "--pace",
    type=click.FloatRange(1 / SLOWEST, SLOWEST),
    default=1.0,
    show_default=True,
    help="1.5: organisations take half as long again.",
)
@click.option(
    "--calendar", "calendar_name", help="One of the workflow's calendars; the newest unless you name one."
)
@click.option(
    "--without-signatures", is_flag=True, help="Nobody signs an exception or holds a stage open late."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Also write a page to read."
)
def rehearse(
    key: str,
    organisations: int | None,
    seed: int,
    pace: float,
    calendar_name: str | None,
    without_signatures: bool,
    out: Path | None,
) -> None:
    """Play a whole cycle with invented people, and tell where it would have gone wrong."""
    workflow = workflow_of(key)
    calendar = _calendar(workflow, calendar_name)
    behaviours = behaviours_of(workflow)
    wanted = Wanted(
        definition=workflow.editions[calendar.edition],
        calendar=calendar,
        behaviours=behaviours,
        organisations=organisations or min(sum(behaviours.overseers), MOST_ORGANISATIONS),
        seed=seed,
        pace=pace,
        signatures=not without_signatures,
    )
    report = process.run(wanted, told=_show)
    if out is not None:
        out.write_text(standalone(report), encoding="utf-8")
    answer(report, lines(report))


def _calendar(workflow: Workflow, name: str | None) -> Calendar:
    known = sorted(workflow.calendars)
    if not known:
        raise NotFound("The workflow has no calendar, so that there are no days to play it on.")
    if name is not None and name not in workflow.calendars:
        raise NotFound(f"The workflow has no calendar {name}; it has {', '.join(known)}.")
    return workflow.calendars[name or known[-1]]


def _show(percent: int) -> None:
    if sys.stderr.isatty() and not style.as_json:
        click.echo(f"\rrehearsing: {percent} %", nl=percent == 100, err=True)
