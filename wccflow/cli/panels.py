"""`wccflow panels`: which panel meets on which day, with whom."""

import json
from pathlib import Path

import click

from wccflow.base.errors import Refused
from wccflow.cli.answers import No, answer
from wccflow.scheduling.problem import Problem, in_words
from wccflow.scheduling.reading import NoProblem, read
from wccflow.scheduling.solving import solve


@click.group()
def panels() -> None:
    """Panels, their days and their people."""


@panels.command()
@click.option(
    "--problem",
    "file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A JSON file with days, organisations, people, seats, skills, rooms and what is pinned.",
)
@click.option("--seed", default=0, show_default=True, help="Another timetable of the same worth.")
def schedule(file: Path, seed: int) -> None:
    """A day and people for every panel, or what is in the way and what would help."""
    found = solve(_problem(file), seed)
    told = {
        "scheduled": found.is_whole,
        "panels": [
            {"organisation": each.organisation, "day": each.day.isoformat(), "people": list(each.people)}
            for each in found.panels
        ],
        "reasons": list(found.reasons),
        "needed": list(found.needed),
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
