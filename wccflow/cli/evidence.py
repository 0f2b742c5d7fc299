"""`wccflow evidence`: read a file without any database, or file it into a case."""

from pathlib import Path

import click

from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.cli.answers import answer
from wccflow.cli.opening import acting_as, drained, the_house
from wccflow.cycles.queries import case
from wccflow.evidence import actions
from wccflow.evidence.arriving import receive
from wccflow.evidence.queries import version_by_id
from wccflow.evidence.reading.limits import for_size
from wccflow.evidence.reading.reader import read
from wccflow.evidence.rules import READING


@click.group()
def evidence() -> None:
    """Read and file evidence."""


@evidence.command("read")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def read_(file: str) -> None:
    """What a file says, as passages."""
    path = Path(file)
    seconds = Settings.read().reading_seconds_per_mb
    reading = read(path, name=path.name, limits=for_size(path.stat().st_size, seconds))
    lines = [f"{each.id}  {each.text}" for each in reading.passages]
    answer(reading.as_document(), [*lines, *reading.warnings])


@evidence.command("file")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--case", "case_name", required=True)
@click.option("--slot", required=True, help="The slot that the document fills, such as strategic_plan.")
@click.option("--as", "email", required=True)
def file_(file: str, case_name: str, slot: str, email: str) -> None:
    """File a document into a slot of a case, and read it."""
    path = Path(file)
    with the_house() as house:
        with path.open("rb") as stream:
            received = receive(
                house.files, stream, name=path.name, max_bytes=house.settings.max_upload_mb << 20
            )
        with house.database.writing():
            version = actions.file(case(case_name), slot, received, by=acting_as(email), now=clock.now())
        drained(house)
        with house.database.reading():
            kept = version_by_id(version.id)
    document = {
        "version": str(kept.id),
        "number": kept.draft,
        "called": kept.called,
        "state": kept.state,
        "pages": kept.pages,
        "passages": kept.passage_count,
        "outcome": kept.outcome,
        "outcome_kind": kept.outcome_kind,
        "warnings": kept.warnings,
    }
    # Where a server runs, its own background process reads it.
    waits = "It is being read." if kept.state == READING else f"{kept.passage_count} passages were read."
    said = kept.outcome or waits
    answer(document, [f"{path.name} is filed as {kept.called}. {said}", *kept.warnings])
