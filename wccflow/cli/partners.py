"""`wccflow partners`: loading surveys of partners."""

from pathlib import Path

import click

from wccflow.base import clock
from wccflow.cli.answers import No, answer
from wccflow.cli.opening import the_house
from wccflow.cycles.queries import case
from wccflow.partners import surveys


@click.group()
def partners() -> None:
    """What partners say of organisations."""


@partners.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--cycle", required=True, help="The cycle, by its key.")
@click.option("--organisation", required=True, help="The organisation that the survey is about, by its code.")
@click.option("--source", required=True, help="Where the survey comes from, as it is to be shown.")
@click.option("--dry-run", is_flag=True, help="Only tell what would come of it.")
def load(file: str, cycle: str, organisation: str, source: str, dry_run: bool) -> None:
    """Load a survey of partners from a CSV file: all of it, or nothing and every fault by row and column."""
    with the_house() as house, house.database.writing():
        found = surveys.load(
            case(f"{cycle}/{organisation}"),
            Path(file).read_bytes(),
            source=source,
            dry_run=dry_run,
            by=None,
            now=clock.now(),
        )
    count = sum(found.respondents.values())
    document = {
        "rows": found.rows,
        "respondents": found.respondents,
        "kept": found.number > 0,
        "version": found.number or None,
        "faults": found.faults,
    }
    if found.faults:
        raise No("; ".join(found.faults), document)
    done = "would be loaded" if dry_run else f"were loaded as version {found.number}"
    answer(document, [f"{found.rows} rows of {count} respondents {done}."])
