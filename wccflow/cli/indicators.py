"""`wccflow indicators`: loading data packs."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from wccflow.base import clock
from wccflow.base.tables import ENCODINGS
from wccflow.cli.answers import No, answer
from wccflow.cli.opening import the_house
from wccflow.indicators.loading import Loaded, Provenance, checked


@click.group()
def indicators() -> None:
    """Values that organisations are compared by."""


@indicators.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--source", required=True, help="Where the values come from, as it is to be shown.")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="The day on which they were published.")
@click.option("--licence", default="", help="Under which they may be used.")
@click.option("--url", default="", help="Where they were published.")
@click.option(
    "--encoding", type=click.Choice(list(ENCODINGS)), default="utf-8", help="How its characters are written."
)
@click.option("--dry-run", is_flag=True, help="Only tell what would come of it.")
def load(
    file: str,
    source: str,
    published: datetime | None,
    licence: str,
    url: str,
    encoding: str,
    dry_run: bool,
) -> None:
    """Load a CSV file of values: all of it, or nothing and every fault by row and column."""
    path, day = Path(file), published.date() if published else None
    told = Provenance(path.name, day, licence, url, encoding)
    with the_house() as house, house.database.reading(), checked(path, source, told=told) as ready:
        if not dry_run and not ready.result.fault_count:
            with house.database.writing():
                ready.keep(clock.now())
    loaded = ready.result
    if loaded.faults:
        raise No("\n".join([*loaded.faults, *filter(None, [loaded.more_faults])]), loaded.as_document())
    answer(loaded.as_document(), list(_lines(loaded, dry_run)))


def _lines(loaded: Loaded, dry_run: bool) -> Iterator[str]:
    done = "would be loaded" if dry_run else "were loaded"
    yield f"{loaded.rows:,} rows {done}: {', '.join(loaded.indicators)}."
    if loaded.revised or loaded.same:
        changed = "would be revised" if dry_run else "were revised"
        yield f"Of those that stand already {loaded.revised:,} {changed}, and {loaded.same:,} are the same."
    yield from loaded.revisions
    yield from loaded.notes
    if loaded.unplaced:
        yield f"In no area of the data packs, and so under “Other”: {', '.join(loaded.unplaced)}."
    if loaded.unknown_areas:
        yield f"Nobody here knows these areas: {', '.join(loaded.unknown_areas)}."
