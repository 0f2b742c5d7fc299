"""`wccflow evidence`: read a file without any database, or file it into a case."""

from pathlib import Path

import click

from wccflow.base import clock
from wccflow.cli.answers import answer
from wccflow.cli.opening import acting_as, drained, the_house
from wccflow.cycles.queries import case
from wccflow.evidence import filing
from wccflow.evidence.reading.reader import read


@click.group()
def evidence() -> None:
    """Read and file evidence."""


@evidence.command("read")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def read_(file: str) -> None:
    """What a file says, as passages."""
    path = Path(file)
    reading = read(path, name=path.name)
    lines = [f"{each.id}  {each.text}" for each in reading.passages]
    answer(reading.as_document(), [*lines, *reading.warnings])


@evidence.command("file")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--case", "case_name", required=True)
@click.option("--slot", required=True, help="The slot that the document fills, such as strategic_plan.")
@click.option("--as", "email", required=True)
def file_(file: str, case_name: str, slot: str, email: str) -> None:
    """File a document into a slot of a case, and read it."""
