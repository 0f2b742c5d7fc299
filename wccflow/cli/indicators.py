"""`wccflow indicators`: loading data packs."""

from pathlib import Path

import click

from wccflow.base import clock
from wccflow.cli.answers import No, answer
from wccflow.cli.opening import the_house
from wccflow.indicators.loading import load as load_pack


@click.group()
def indicators() -> None:
    """Values that organisations are compared by."""


@indicators.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--source", required=True, help="Where the values come from, as it is to be shown.")
@click.option("--dry-run", is_flag=True, help="Only tell what would come of it.")
def load(file: str, source: str, dry_run: bool) -> None:
    """Load a CSV file of values: all of it, or nothing and every fault by row and column."""
    with the_house() as house, house.database.writing():
        loaded = load_pack(Path(file), source, dry_run, now=clock.now())
    document = {
        "rows": loaded.rows,
        "kept": loaded.pack_id is not None,
        "faults": loaded.faults,
        "indicators": loaded.indicators,
        "unknown_areas": loaded.unknown_areas,
    }
    if loaded.faults:
        raise No("; ".join(loaded.faults), document)
    done = "would be loaded" if dry_run else "were loaded"
    lines = [f"{loaded.rows} rows {done}: {', '.join(loaded.indicators)}."]
    if loaded.unknown_areas:
        lines.append(f"Nobody here knows these areas: {', '.join(loaded.unknown_areas)}.")
    answer(document, lines)
