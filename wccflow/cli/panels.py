"""`wccflow panels`: which panel meets on which day, with whom."""

import json
from collections.abc import Mapping
from pathlib import Path

import click

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.cli.answers import No, answer
from wccflow.cli.opening import acting_as, drained, the_house
from wccflow.panels import timetable_queries as timetable
from wccflow.panels import timetable_sending, timetabling
from wccflow.panels.plan import Plan
from wccflow.panels.region import region_called
from wccflow.panels.timetable_problem import Setup, setup_of
from wccflow.scheduling.problem import Panel, Problem, Schedule, in_words
from wccflow.scheduling.reading import NoProblem, read
from wccflow.scheduling.solving import solve
from wccflow.wiring import House


@click.group()
def panels() -> None:
    """Panels, their days and their people."""


@panels.command()
@click.argument("cycle", default="")
@click.option("--overseer", "code", default="", help="The code of the overseer whose panels are placed.")
@click.option(
    "--problem",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Instead of a cycle: a JSON file with days, organisations, people, seats, skills and rooms.",
)
@click.option("--keep", is_flag=True, help="Keep it as the proposal that the timetable's page shows.")
@click.option("--adopt", is_flag=True, help="Adopt it: write days, rooms and seats, and invite at once.")
@click.option("--as", "email", default="", help="Who keeps or adopts it, by e-mail address.")
@click.option("--seed", default=0, show_default=True, help="Another timetable of the same worth.")
def schedule(
    cycle: str, code: str, file: Path | None, keep: bool, adopt: bool, email: str, seed: int
) -> None:
    """A day and people for every panel, or what is in the way and what would help."""
    if file is not None and (cycle or code or keep or adopt):
        raise click.UsageError("Give either --problem, or a cycle with --overseer.")
    if file is not None:
        _answer(solve(_problem(file), seed), {})
        return
    if not cycle or not code:
        raise click.UsageError("Name a cycle and --overseer, or a file with --problem.")
    if (keep or adopt) and not email:
        raise click.UsageError("Say with --as who keeps or adopts it.")
    with the_house() as house:
        if keep or adopt:
            _keep(house, cycle, code, email, adopt=adopt, seed=seed)
        else:
            with house.database.reading():
                _show(*timetabling.draft(region_called(cycle, code), clock.now(), seed=seed))


def _keep(house: House, cycle: str, code: str, email: str, *, adopt: bool, seed: int) -> None:
    """Keep a proposal; adopt and write it too when that is asked for and every panel has its place."""
    with house.database.writing():
        region, by, now = region_called(cycle, code), acting_as(email), clock.now()
        row = timetabling.propose(region, seed=seed, by=by, now=now)
        plan = timetable.plan_of(row)
        if adopt and plan.is_whole:
            timetabling.adopt(region, row, at_once=True, by=by, now=now)
            timetable_sending.send(region, row, by=by, now=now)
    drained(house)
    with house.database.reading():
        _show(setup_of(region_called(cycle, code), now, holds=plan.holds), plan)


def _show(setup: Setup, plan: Plan) -> None:
    emails = setup.emails
    panels = tuple(
        Panel(each.code, each.day, tuple(emails.get(who, who.hex) for who, _ in each.people))
        for each in plan.panels
    )
    rooms = {each.code: each.room for each in plan.panels}
    _answer(Schedule(panels, plan.reasons, plan.needed, plan.groups), rooms)


def _answer(found: Schedule, rooms: Mapping[str, str]) -> None:
    told = {
        "scheduled": found.is_whole,
        "panels": [
            {
                "organisation": each.organisation,
                "day": each.day.isoformat(),
                "people": list(each.people),
                **({"room": rooms[each.organisation]} if rooms else {}),
            }
            for each in found.panels
        ],
        "reasons": list(found.reasons),
        "needed": list(found.needed),
        "groups": [list(each) for each in found.groups],
    }
    if not found.is_whole:
        raise No(" ".join([*found.reasons, *found.needed]), told)
    answer(
        told,
        [f"{in_words(each.day)}: {each.organisation}, {', '.join(each.people)}" for each in found.panels],
    )


def _problem(file: Path) -> Problem:
    try:
        return read(json.loads(file.read_text(encoding="utf-8")))
    except NoProblem as none:
        raise Refused(*none.faults) from None
    except (ValueError, RecursionError) as error:
        raise Refused(f"{file.name} is not JSON in UTF-8: {error}.") from None
